//! All that is known of a ticket when its page is drawn.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::desk::{CONTACT, kept_at};
use crate::{
    accounts::{self, queries::Person},
    attachments::{self, Attachment},
    calendar::{self, Calendar},
    error::AppResult,
    network::{self, mapping::Mapping, risk::RiskTable},
    outbox::Line,
    policy::{self, Actor},
    schema::{ticket_ratings, tickets, users},
    tickets::{
        acting::Said,
        action::Action,
        commands::may_read_secrets,
        contact::ContactForm,
        events, history,
        model::Ticket,
        party::{Party, Relation},
        queries,
        state::State,
        thread::{self, Message},
        workflow,
    },
    web::{
        form::{FieldReader, FromFields},
        kept,
    },
};

pub struct Sheet {
    pub ticket: Ticket,
    pub party: Party,
    /// What this person can do with it now.
    pub open: Vec<Action>,
    pub assignee: Option<String>,
    pub copied_from: Option<String>,
    pub mappings: Vec<Mapping>,
    pub risks: RiskTable,
    pub files: Vec<Attachment>,
    pub messages: Vec<Message>,
    /// Newest first.
    pub lines: Vec<Line>,
    pub rating: Option<StoredRating>,
    pub calendar: Calendar,
    /// To whom it can be assigned, if this person may.
    pub operators: Vec<Person>,
    /// Its reader filed it, and no other operator could handle it.
    pub is_stuck: bool,
    /// Secret messages are between this person and the other side.
    pub may_read_secrets: bool,
    /// What was typed into its forms and not sent.
    pub kept: Kept,
    pub now: DateTime<Utc>,
}

/// What its reader typed into the forms of the page, and left.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    said: Vec<(Action, Said)>,
    pub contact: Option<ContactForm>,
}

impl Kept {
    /// For that action.
    #[must_use]
    pub fn said(&self, action: Action) -> Option<&Said> {
        self.said.iter().find(|(of, _)| *of == action).map(|(_, said)| said)
    }

    fn read(c: &mut PgConnection, who: &Actor, number: &str, open: &[Action]) -> AppResult<Self> {
        let forms: Vec<String> =
            open.iter().map(|action| action.slug()).chain([CONTACT]).map(|form| kept_at(number, form)).collect();
        let mut left = Self::default();
        for (path, fields) in kept::left_at(c, who.id, &forms)? {
            let mut fields = FieldReader::new(&fields);
            match open.iter().find(|action| path == kept_at(number, action.slug())) {
                Some(action) => left.said.push((*action, Said::from_fields(&mut fields))),
                None => left.contact = Some(ContactForm::from_fields(&mut fields)),
            }
        }
        Ok(left)
    }
}

/// How it was rated (spec 2, ratings).
#[derive(Clone, Debug, Queryable)]
pub struct StoredRating {
    pub timeliness: i16,
    pub outcome: i16,
    pub text: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Sheet {
    /// # Errors
    /// 404 when there is no such ticket, or none that `who` sees.
    pub fn read(c: &mut PgConnection, who: &Actor, number: &str, now: DateTime<Utc>) -> AppResult<Self> {
        let ticket = queries::find(c, who, number)?;
        let party = Party::of(who, &ticket.filed());
        let open = workflow::open_actions(&ticket.situation(), &party, now);
        Ok(Self {
            assignee: name_of(c, ticket.assignee_id)?,
            copied_from: number_of(c, who, ticket.copied_from_id)?,
            mappings: network::queries::mappings_of_ticket(c, ticket.id)?,
            risks: network::queries::risk_table(c)?,
            files: attachments::queries::everything_of(c, ticket.id)?,
            messages: thread::of(c, ticket.id)?,
            lines: history::of(c, &ticket)?,
            rating: rating_of(c, ticket.id)?,
            calendar: calendar::read(c)?,
            operators: if open.contains(&Action::Assign) { accounts::queries::operators(c)? } else { vec![] },
            kept: Kept::read(c, who, number, &open)?,
            is_stuck: is_stuck(c, who, &ticket, party)?,
            may_read_secrets: may_read_secrets(who, &ticket),
            ticket,
            party,
            open,
            now,
        })
    }
}

fn is_stuck(c: &mut PgConnection, who: &Actor, ticket: &Ticket, party: Party) -> AppResult<bool> {
    let is_operators_own = party.relation == Relation::Filer && who.may(policy::Action::HandleTickets);
    Ok(is_operators_own && ticket.state == State::Pending && events::handlers(c, ticket)?.is_empty())
}

fn name_of(c: &mut PgConnection, user: Option<i64>) -> AppResult<Option<String>> {
    let Some(id) = user else { return Ok(None) };
    Ok(users::table.find(id).select(users::display_name).first(c).optional()?)
}

/// The ticket it was copied from, as long as it is in sight.
fn number_of(c: &mut PgConnection, who: &Actor, ticket: Option<i64>) -> AppResult<Option<String>> {
    let Some(id) = ticket else { return Ok(None) };
    Ok(queries::visible_to(who).filter(tickets::id.eq(id)).select(tickets::number).first(c).optional()?)
}

fn rating_of(c: &mut PgConnection, ticket: i64) -> AppResult<Option<StoredRating>> {
    let columns = (
        ticket_ratings::timeliness,
        ticket_ratings::outcome,
        ticket_ratings::text,
        users::display_name,
        ticket_ratings::rated_at,
    );
    let with_rater = ticket_ratings::table.inner_join(users::table).filter(ticket_ratings::ticket_id.eq(ticket));
    Ok(with_rater.select(columns).first(c).optional()?)
}
