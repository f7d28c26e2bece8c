//! All that is known of a ticket when its page is drawn.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    desk::{CONTACT, COPIES, LABELS, RELATIONS, kept_at},
    facts,
    papers::{Around, KeptForm, OpeningOfRow, Papers, StoredRating, Wanted},
    servers::{self, HostOfTicket},
};
use crate::{
    accounts::queries::Person,
    attachments::Attachment,
    calendar::{self, Calendar},
    catalogue::{self, model::Catalogue},
    error::AppResult,
    network::{self, pool::Pool, queries::Leading, risk::RiskTable},
    outbox::Line,
    policy::{self, Actor},
    tickets::{
        acting::Said,
        action::Action,
        around::Typed,
        authorisations::AuthorisationForm,
        commands::may_read_secrets,
        contact::ContactForm,
        kind::Kind,
        model::Ticket,
        party::{Party, Relation},
        queries,
        state::State,
        thread::Message,
        workflow,
    },
    web::form::{FieldReader, FromFields},
};

pub struct Sheet {
    pub ticket: Ticket,
    pub party: Party,
    /// What this person can do with it now.
    pub open: Vec<Action>,
    pub assignee: Option<String>,
    pub copied_from: Option<String>,
    pub openings: Vec<OpeningOfRow>,
    /// Those of the ports asked for.
    pub risks: RiskTable,
    /// Addresses that access to the extranet may be translated to, for who opens it.
    pub translated_ips: Vec<Ipv4Addr>,
    pub files: Vec<Attachment>,
    pub messages: Vec<Message>,
    /// Newest first.
    pub lines: Vec<Line>,
    pub rating: Option<StoredRating>,
    /// Empty where nothing is counted any more, or yet.
    pub calendar: Calendar,
    /// To whom it can be assigned, if this person may.
    pub operators: Vec<Person>,
    /// Its reader filed it, and no other operator could handle it.
    pub is_stuck: bool,
    /// Secret messages are between this person and the other side.
    pub may_read_secrets: bool,
    /// What was typed into its forms and not sent.
    pub kept: Kept,
    pub around: Around,
    /// Of a ticket about servers: those that it made or has a plan for.
    pub hosts: Vec<HostOfTicket>,
    pub catalogue: Catalogue,
    /// What leads to or from hosts that go.
    pub leading: Vec<Leading>,
    pub now: DateTime<Utc>,
}

/// What its reader typed into the forms of the page, and left.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    said: Vec<(Action, Said)>,
    pub contact: Option<ContactForm>,
    pub around: Typed,
    /// By the last parts of their addresses.
    pub authorisations: Vec<(String, AuthorisationForm)>,
}

impl Kept {
    /// For that action.
    #[must_use]
    pub fn said(&self, action: Action) -> Option<&Said> {
        self.said.iter().find(|(of, _)| *of == action).map(|(_, said)| said)
    }

    fn of(number: &str, open: &[Action], forms: &[KeptForm]) -> Self {
        let mut kept = Self::default();
        for form in forms {
            let mut fields = FieldReader::new(&form.fields);
            if let Some(of) = form.path.strip_prefix(&kept_at(number, "authorisations/")) {
                let typed = AuthorisationForm::from_fields(&mut fields).shown_again();
                kept.authorisations.push((format!("authorisations/{of}"), typed));
                continue;
            }
            match open.iter().find(|action| form.path == kept_at(number, action.slug())) {
                Some(action) => kept.said.push((*action, Said::from_fields(&mut fields))),
                None => match form.path.rsplit('/').next() {
                    Some(LABELS) => kept.around.labels = Some(fields.column("labels")),
                    Some(RELATIONS) => kept.around.relations = Some(fields.text("relations")),
                    Some(COPIES) => kept.around.copies = Some(fields.text("cc_emails")),
                    _ => kept.contact = Some(ContactForm::from_fields(&mut fields)),
                },
            }
        }
        kept
    }
}

impl Sheet {
    /// Whether there is something for operators to carry out.
    #[must_use]
    pub fn has_work_order(&self) -> bool {
        !self.openings.is_empty() || self.ticket.kind.is_of_servers() && self.ticket.submitted_at.is_some()
    }

    /// # Errors
    /// 404 when there is no such ticket, or none that `who` sees.
    pub fn read(c: &mut PgConnection, who: &Actor, number: &str, now: DateTime<Utc>) -> AppResult<Self> {
        let ticket = queries::find(c, who, number)?;
        Self::of(c, who, ticket, now)
    }

    /// The same of a ticket that `who` was found to see.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection, who: &Actor, ticket: Ticket, now: DateTime<Utc>) -> AppResult<Self> {
        let number = ticket.number.as_str();
        let party = Party::of(who, &ticket.filed());
        let open = workflow::open_actions(&ticket.situation(), &party, now);
        let is_operators_own = party.relation == Relation::Filer && who.may(policy::Action::HandleTickets);
        let wanted = Wanted {
            ticket: ticket.id,
            operators: is_operators_own || open.contains(&Action::Assign),
            forms: open
                .iter()
                .map(|action| action.slug())
                .chain([CONTACT, LABELS, RELATIONS, COPIES])
                .map(|form| kept_at(number, form))
                .collect(),
        };
        let papers = Papers::read(c, who, &wanted)?;
        let translates = ticket.kind == Kind::ExtranetAccess && !ticket.opened && open.contains(&Action::Resolve);
        let nobody_else = papers.operators.iter().all(|operator| operator.id == ticket.filer_id);
        Ok(Self {
            is_stuck: is_operators_own && nobody_else && ticket.state == State::Pending,
            may_read_secrets: may_read_secrets(who, &ticket),
            kept: Kept::of(number, &open, &papers.kept),
            risks: network::queries::risks_of(c, &facts::ports(&ticket.details))?,
            calendar: if is_counted(&ticket) { calendar::read(c)? } else { Calendar::default() },
            translated_ips: if translates { own_extranet_ips(c, &ticket)? } else { Vec::new() },
            assignee: papers.assignee,
            copied_from: papers.copied_from,
            openings: papers.openings,
            files: papers.files,
            messages: papers.messages,
            lines: papers.lines,
            hosts: papers.around.hosts.clone().unwrap_or_default(),
            catalogue: catalogue_for(c, who, &ticket)?,
            leading: leading(c, &ticket)?,
            around: papers.around,
            rating: papers.rating,
            operators: papers.operators,
            ticket,
            party,
            open,
            now,
        })
    }
}

/// What a ticket about new or changed servers names of it.
fn catalogue_for(c: &mut PgConnection, who: &Actor, ticket: &Ticket) -> AppResult<Catalogue> {
    match ticket.kind {
        Kind::ServerCreate | Kind::ServerChange => catalogue::queries::catalogue_of(c, who, ticket.department_id),
        _ => Ok(Catalogue::default()),
    }
}

fn leading(c: &mut PgConnection, ticket: &Ticket) -> AppResult<Vec<Leading>> {
    match servers::going(ticket.details.fields()) {
        none if none.is_empty() => Ok(Vec::new()),
        hosts => network::queries::leading_to(c, &hosts, Some(ticket.id)),
    }
}

/// Whether somebody has the ball, so that their time is counted by the calendar.
fn is_counted(ticket: &Ticket) -> bool {
    ticket.submitted_at.is_some() && !ticket.state.is_final()
}

fn own_extranet_ips(c: &mut PgConnection, ticket: &Ticket) -> AppResult<Vec<Ipv4Addr>> {
    network::queries::addresses_of_department(c, ticket.department_id, Pool::Extranet)
}
