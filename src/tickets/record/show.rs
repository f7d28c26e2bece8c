//! `/tickets/{number}`

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use chrono::Utc;
use uuid::Uuid;

use super::{
    actions::{self, Act, Extra, Shape},
    desk::{Desk, Try},
    facts::{self, Facts},
    history,
    sheet::Sheet,
    time_left::TimeLeft,
};
use crate::{
    error::AppResult,
    policy::{self, Actor},
    text::Text,
    tickets::{
        action::Action,
        commands::may_read_secrets,
        contact::ContactForm,
        model::Ticket,
        party::{Relation, may},
        state::State,
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
    left: Option<TimeLeft>,
    acts: Vec<Act>,
    extra: Extra,
    talk: Talk,
    moments: Vec<Moment>,
    contact: Contact,
    errors: Errors,
    refusal: Option<Text>,
    /// Words typed for an action that isn't open any more.
    stranded: String,
    /// What its reader should know first.
    banner: Option<(&'static str, Text)>,
    may_copy: bool,
    handles: bool,
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

struct Contact {
    phone: Field,
    email: Field,
    changeable: bool,
    open: bool,
    submission: Uuid,
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

/// The reply's files are the second field of that name on the page.
fn at_reply(errors: &Errors) -> Errors {
    let mut moved = Errors::default();
    for (field, why) in errors.iter() {
        moved.add(if field == "attachments" { "attachments-2" } else { field }, why.clone());
    }
    moved
}

impl Show {
    fn of(ctx: Ctx, who: &Actor, sheet: Sheet, tried: Try) -> Self {
        let is_open = tried.action.is_none_or(|action| sheet.open.contains(&action));
        Self {
            ticket: sheet.ticket.clone(),
            facts: Facts::of(&sheet),
            left: TimeLeft::of(&sheet.ticket, &sheet.calendar, sheet.now),
            acts: actions::acts(&sheet, &tried),
            extra: Extra::of(&sheet, &tried),
            talk: Talk::of(who, &sheet, &tried),
            moments: history::moments(&sheet),
            contact: Contact::of(&sheet, &tried),
            banner: banner(&sheet),
            stranded: if is_open { String::new() } else { tried.said.text },
            errors: tried.errors,
            refusal: tried.refusal,
            may_copy: ctx.may(policy::Action::SubmitTickets) && sheet.ticket.kind.is_offered(),
            handles: sheet.party.relation == Relation::Operator,
            ctx,
            sheet,
        }
    }
}

/// What waits for this person, in the words of who waits.
fn banner(sheet: &Sheet) -> Option<(&'static str, Text)> {
    let said = |action: &str| sheet.lines.iter().find(|line| line.action == action).map(|line| line.quote.clone());
    match sheet.ticket.state {
        State::Returned => Some(("bad", Text::new("ticket-banner-returned").with("reason", said("returnCase")?))),
        State::WaitingReply => Some(("warn", Text::new("ticket-banner-asked").with("question", said("askCase")?))),
        State::Resolved if sheet.open.contains(&Action::Confirm) => {
            Some(("", Text::new("ticket-banner-resolved").with("until", sheet.ticket.completes_at?)))
        }
        _ => None,
    }
}

impl Sheet {
    /// Whether the next move is this person's.
    pub(super) fn is_their_move(&self) -> bool {
        self.open.iter().any(|action| {
            matches!(action, Action::Submit | Action::Accept | Action::Resolve | Action::Reply | Action::Confirm)
        })
    }
}

impl Talk {
    fn of(who: &Actor, sheet: &Sheet, tried: &Try) -> Self {
        let reads = may_read_secrets(who, &sheet.ticket);
        let here = matches!(tried.action, Some(Action::Message | Action::Reply));
        let errors = if here { tried.errors.clone() } else { Errors::default() };
        let write = sheet.open.contains(&Action::Message).then(|| Act::of(Action::Message, sheet, tried));
        Self {
            messages: sheet.messages.iter().map(|message| Shown::of(who, reads, sheet, message, tried)).collect(),
            secret: write.is_some().then_some(()).filter(|()| reads).map(|()| {
                let ticked = if tried.said.secret { "on" } else { "" };
                Field::new("secret", "ticket-text-secret", ticked).hinted("ticket-text-secret-hint").checked(&errors)
            }),
            write,
            files: Field::new("attachments", "ticket-text-attachments", "")
                .hinted("ticket-text-attachments-hint")
                .checked(&errors),
            uploaded: tried.uploaded.clone(),
        }
    }

    fn is_tried(&self, action: Action) -> bool {
        self.write.as_ref().is_some_and(|write| write.action == action && write.open)
    }
}

impl Shown {
    fn of(who: &Actor, reads: bool, sheet: &Sheet, message: &crate::tickets::thread::Message, tried: &Try) -> Self {
        let opened = tried.revealed.as_ref().filter(|(id, _)| *id == message.id).map(|(_, text)| text);
        let secret = match (message.is_secret, message.is_erased, opened, reads) {
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

impl Contact {
    fn of(sheet: &Sheet, tried: &Try) -> Self {
        let ticket = &sheet.ticket;
        let as_it_is =
            ContactForm { contact_phone: ticket.contact_phone.clone(), contact_email: ticket.contact_email.clone() };
        let errors = if tried.contact.is_some() { tried.errors.clone() } else { Errors::default() };
        let ContactForm { contact_phone, contact_email } = tried.contact.clone().unwrap_or(as_it_is);
        let field = |name: &'static str, label: &'static str, value: String| {
            Field::new(name, label, value).checked(&errors).required()
        };
        Self {
            phone: field("contact_phone", "ticket-contact-phone", contact_phone),
            email: field("contact_email", "ticket-contact-email", contact_email),
            changeable: may(Action::Close, ticket.state, &sheet.party) && !ticket.state.is_final(),
            open: tried.contact.is_some(),
            submission: Uuid::new_v4(),
        }
    }
}
