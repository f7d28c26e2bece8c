//! `/tickets/{number}`

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use chrono::{NaiveDate, Utc};
use uuid::Uuid;

use super::{
    actions::{self, Act, Extra, Shape},
    authorisation_card,
    contact_card::Contact,
    desk::{Desk, Try},
    facts::{self, Facts},
    history,
    ledger::Ledger,
    papers::{Around, OpeningOfRow},
    servers::Servers,
    sheet::Sheet,
    time_left::TimeLeft,
};
use crate::{
    calendar::date_of,
    error::AppResult,
    network::expiry::{self, days_left},
    policy::{self, Actor},
    text::Text,
    tickets::{
        action::Action,
        around::{self, AroundView},
        authorisations::Authorisations,
        events::Happened,
        model::Ticket,
        party::Relation,
        state::State,
        thread::Message,
        url_scans::UrlScans,
    },
    web::{
        Ctx, filters,
        form::{Errors, Field, UploadedFile},
        page,
        record::{AttachmentLink, Moment},
    },
};

#[derive(Template)]
#[template(path = "tickets/show.html")]
struct Show {
    ctx: Ctx,
    ticket: Ticket,
    sheet: Sheet,
    facts: Facts,
    servers: Option<Servers>,
    left: Option<TimeLeft>,
    acts: Vec<Act>,
    extra: Extra,
    talk: Talk,
    moments: Vec<Moment>,
    contact: Contact,
    scans: Option<UrlScans>,
    authorisations: Option<Authorisations>,
    around: AroundView,
    ledger: Option<Ledger>,
    errors: Errors,
    refusal: Option<Text>,
    /// Words typed for an action that isn't open any more.
    stranded: String,
    /// What its reader should know first.
    banner: Option<(&'static str, Text)>,
    may: May,
    /// Whether its reader finds what it opened in the register.
    sees_register: bool,
    /// Where its reader says what they think of the handling, if that is theirs to say.
    complaint: Option<String>,
    handles: bool,
    /// The number of the form that takes the next ticket.
    next: Uuid,
}

/// What its reader can do with it elsewhere.
#[derive(Clone, Copy)]
struct May {
    copy: bool,
    renew: bool,
    recertify: bool,
}

struct Talk {
    messages: Vec<Shown>,
    /// If this person may write now.
    write: Option<Act>,
    secret: Option<Field>,
    files: Field,
    uploaded: Vec<UploadedFile>,
}

struct Shown {
    id: i64,
    author: String,
    by_operator: bool,
    mine: bool,
    at: chrono::DateTime<Utc>,
    text: String,
    secret: Secret,
    files: Vec<AttachmentLink>,
    submission: Uuid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Secret {
    No,
    Erased,
    /// For others' eyes.
    Closed,
    /// On a click.
    Openable,
    Open,
}

/// GET `/tickets/{number}`
pub async fn show(desk: Desk) -> AppResult<HttpResponse> {
    draw(desk, Try::default(), StatusCode::OK).await
}

/// The page after something that didn't happen: 422 for what can be mended, 409 for what isn't possible.
pub async fn again(desk: Desk, tried: Try) -> AppResult<HttpResponse> {
    let status = match (&tried.refusal, tried.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    draw(desk, tried, status).await
}

async fn draw(desk: Desk, mut tried: Try, status: StatusCode) -> AppResult<HttpResponse> {
    if tried.action == Some(Action::Reply) {
        tried.errors = at_reply(&tried.errors);
    }
    let (who, number, now) = (desk.who.clone(), desk.number.clone(), Utc::now());
    let sheet = desk.db.read(move |c| Sheet::read(c, &who, &number, now)).await?;
    page::with_status(&desk.ctx, &Show::of(desk.ctx.clone(), &desk.who, sheet, tried), status)
}

/// The reply's files and its tick for secrets are the second fields of their names on the page.
fn at_reply(errors: &Errors) -> Errors {
    let mut moved = Errors::default();
    for (field, why) in errors.iter() {
        let second = match field {
            "attachments" => "attachments-2",
            "secret" => "secret-2",
            only => only,
        };
        moved.add(second, why.clone());
    }
    moved
}

impl Show {
    /// Whether a reply is waited for, which comes before any message.
    fn may_reply(&self) -> bool {
        self.sheet.open.contains(&Action::Reply)
    }

    fn of(ctx: Ctx, who: &Actor, sheet: Sheet, tried: Try) -> Self {
        let may = May::of(who, &sheet);
        let is_open = tried.action.is_none_or(|action| sheet.open.contains(&action));
        Self {
            ticket: sheet.ticket.clone(),
            facts: Facts::of(&sheet),
            servers: Servers::of(&sheet, who, ctx.language()),
            left: TimeLeft::of(&sheet.ticket, &sheet.calendar, sheet.now),
            acts: actions::acts(&sheet, &tried),
            extra: Extra::of(&sheet, &tried),
            talk: Talk::of(who, &sheet, &tried),
            moments: history::moments(&sheet),
            contact: Contact::of(&sheet, &tried),
            around: around(who, &sheet, &tried),
            authorisations: authorisation_card::of(&ctx, who, &sheet, &tried),
            ledger: Ledger::of(&sheet),
            scans: UrlScans::of(&sheet.ticket, sheet.around.scans.clone().unwrap_or_default(), sheet.party),
            banner: banner(&sheet)
                .or_else(|| authorisation_card::banner(&sheet))
                .or_else(|| ends_soon(&sheet).filter(|_| may.renew)),
            stranded: if is_open { String::new() } else { tried.said.text },
            errors: tried.errors,
            refusal: tried.refusal,
            complaint: complaint(who, &sheet.ticket),
            sees_register: policy::network_sight(who).shows(sheet.ticket.department_id, sheet.ticket.of.sector),
            may,
            handles: sheet.party.relation == Relation::Operator,
            next: Uuid::new_v4(),
            ctx,
            sheet,
        }
    }
}

/// Its filer may, once operators have it.
fn complaint(who: &Actor, ticket: &Ticket) -> Option<String> {
    let may = ticket.filer_id == who.id && ticket.state != State::Draft && who.may(policy::Action::Complain);
    may.then(|| format!("{}/complaint", ticket.path()))
}

fn around(who: &Actor, sheet: &Sheet, tried: &Try) -> AroundView {
    let Around { labels, choices, relations, copies, .. } = sheet.around.clone();
    let stored = around::Stored {
        labels: labels.unwrap_or_default(),
        choices: choices.unwrap_or_default(),
        relations: relations.unwrap_or_default(),
        copies: copies.unwrap_or_default(),
    };
    let typed = tried.around(&sheet.kept.around);
    AroundView::of(who, &sheet.ticket, sheet.party, stored, &typed, &tried.errors)
}

/// What waits for this person, in the words of who waits.
fn banner(sheet: &Sheet) -> Option<(&'static str, Text)> {
    let said = |action: Happened| {
        sheet.lines.iter().find(|line| line.action == action.audit_name()).map(|line| line.quote.clone())
    };
    match sheet.ticket.state {
        _ if sheet.is_stuck => Some(("bad", "ticket-banner-nobody-handles".into())),
        State::Returned => Some(("bad", Text::new("ticket-banner-returned").with("reason", said(Happened::Returned)?))),
        State::WaitingReply => {
            Some(("warn", Text::new("ticket-banner-asked").with("question", said(Happened::Asked)?)))
        }
        State::Resolved if sheet.open.contains(&Action::Confirm) => {
            Some(("", Text::new("ticket-banner-resolved").with("until", sheet.ticket.completes_at?)))
        }
        _ => None,
    }
}

impl May {
    fn of(who: &Actor, sheet: &Sheet) -> Self {
        let ticket = &sheet.ticket;
        let files = who.may(policy::Action::SubmitTickets);
        // One files for one's own department alone.
        let is_own = ticket.department_id == who.department.id;
        Self {
            copy: files,
            renew: files && is_own && sheet.first_to_end().is_some(),
            recertify: who.may_in(policy::Action::RecertifyMappings, ticket.department_id, ticket.of.sector),
        }
    }
}

/// What ends before long and isn't renewed.
fn ends_soon(sheet: &Sheet) -> Option<(&'static str, Text)> {
    let (last_day, today) = (sheet.first_to_end()?, date_of(sheet.now));
    let is_soon = days_left(last_day, today) <= expiry::SOON;
    is_soon.then(|| ("warn", Text::new("ticket-banner-ends-soon").with("day", last_day)))
}

impl Sheet {
    /// The first last day of what can be renewed.
    fn first_to_end(&self) -> Option<NaiveDate> {
        self.openings.iter().filter(|it| it.is_renewable(self.now)).filter_map(OpeningOfRow::last_day).min()
    }

    /// Whether the next move is this person's.
    pub(super) fn is_their_move(&self) -> bool {
        self.open.iter().any(|action| {
            matches!(action, Action::Submit | Action::Accept | Action::Resolve | Action::Reply | Action::Confirm)
        })
    }
}

impl Talk {
    fn of(who: &Actor, sheet: &Sheet, tried: &Try) -> Self {
        let errors = if tried.action == Some(Action::Message) { tried.errors.clone() } else { Errors::default() };
        let may_write = sheet.open.contains(&Action::Message);
        let ticked = if tried.said.secret { "on" } else { "" };
        let secret = Field::new("secret", "ticket-text-secret", ticked).hinted("ticket-text-secret-hint");
        Self {
            messages: sheet.messages.iter().map(|message| Shown::of(who, sheet, message, tried)).collect(),
            write: may_write.then(|| Act::of(Action::Message, sheet, tried)),
            secret: (may_write && sheet.may_read_secrets).then(|| secret.checked(&errors)),
            files: Field::new("attachments", "ticket-text-attachments", "")
                .hinted("ticket-text-attachments-hint")
                .checked(&errors),
            uploaded: if tried.action == Some(Action::Message) { tried.uploaded.clone() } else { vec![] },
        }
    }
}

impl Shown {
    fn of(who: &Actor, sheet: &Sheet, message: &Message, tried: &Try) -> Self {
        let opened = tried.revealed.as_ref().filter(|(id, _)| *id == message.id).map(|(_, text)| text);
        let secret = match (message.is_secret, message.is_erased, opened, sheet.may_read_secrets) {
            (false, ..) => Secret::No,
            (_, true, ..) => Secret::Erased,
            (_, _, Some(_), _) => Secret::Open,
            (_, _, None, true) => Secret::Openable,
            (_, _, None, false) => Secret::Closed,
        };
        let files = sheet.files.iter().filter(|file| file.message_id == Some(message.id));
        Self {
            id: message.id,
            author: message.author.clone(),
            by_operator: message.by_operator,
            mine: message.author_id == who.id,
            at: message.at,
            text: opened.unwrap_or(&message.text).clone(),
            secret,
            files: files.map(|file| facts::link(&sheet.ticket.number, file)).collect(),
            submission: Uuid::new_v4(),
        }
    }
}
