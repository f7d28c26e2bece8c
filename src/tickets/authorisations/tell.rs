//! What happens to authorisations, told once. Nothing of it holds a password or an account.

use diesel::PgConnection;
use serde_json::{Value, json};

use super::{
    form::{Asked, Granted},
    model::{Authorisation, State},
};
use crate::{
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::Actor,
    text::Text,
    tickets::{
        events::RESOURCE,
        model::{RECORD_KIND, Ticket},
    },
};

/// The audit log's names of what is done here.
pub const ACTIONS: [&str; 7] = [
    "requestAuthorization",
    "grantAuthorization",
    "refuseAuthorization",
    "revokeAuthorization",
    "cancelAuthorization",
    "expireAuthorization",
    "readAuthorization",
];

/// Who is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    /// The log alone, or what ended the ticket says enough.
    Nobody,
    /// It waits for the filer's answer.
    Filer,
    /// The filer, for information.
    FilerInPortal,
    Assignee,
    Both,
}

/// One change, as it is told.
pub struct Told {
    action: &'static str,
    line: Option<Text>,
    title: Option<&'static str>,
    audience: Audience,
    /// What became of it, for the audit log.
    after: Value,
}

impl Told {
    pub fn asked(it: &Authorisation, asked: &Asked) -> Self {
        Self {
            action: "requestAuthorization",
            line: Some(Text::new("authorisation-line-asked").with("target", Text::new(it.target.label()))),
            title: Some("authorisation-told-asked"),
            audience: Audience::Filer,
            after: json!({
                "authorisation": it.id, "state": State::Asked, "access": it.target,
                "from": asked.wanted.from, "until": asked.wanted.until,
            }),
        }
    }

    pub fn granted(it: &Authorisation, granted: &Granted) -> Self {
        let line = Text::new("authorisation-line-granted").with("target", Text::new(it.target.label()));
        Self {
            action: "grantAuthorization",
            line: Some(line.with("from", granted.valid.from).with("until", granted.valid.until)),
            title: Some("authorisation-told-granted"),
            audience: Audience::Assignee,
            after: json!({
                "authorisation": it.id, "state": State::Granted, "address": granted.address, "port": granted.port,
                "from": granted.valid.from, "until": granted.valid.until,
            }),
        }
    }

    /// By somebody's deed, or since its period is over.
    pub fn ended(it: &Authorisation, state: State) -> Self {
        let (action, line, title, audience) = match state {
            State::Refused => {
                ("refuseAuthorization", "authorisation-line-refused", "authorisation-told-refused", Audience::Assignee)
            }
            State::Revoked => {
                ("revokeAuthorization", "authorisation-line-revoked", "authorisation-told-revoked", Audience::Assignee)
            }
            State::Cancelled => (
                "cancelAuthorization",
                "authorisation-line-cancelled",
                "authorisation-told-cancelled",
                Audience::FilerInPortal,
            ),
            State::Expired | State::Asked | State::Granted => {
                ("expireAuthorization", "authorisation-line-expired", "authorisation-told-expired", Audience::Both)
            }
        };
        let line = Text::new(line).with("target", Text::new(it.target.label()));
        let after = json!({ "authorisation": it.id, "state": state });
        Self { action, line: Some(line), title: Some(title), audience, after }
    }

    /// Together with its ticket.
    pub fn left(it: &Authorisation, state: State) -> Self {
        let line = Text::new("authorisation-line-left").with("target", Text::new(it.target.label()));
        Self { line: Some(line), title: None, audience: Audience::Nobody, ..Self::ended(it, state) }
    }

    /// The audit log's matter, and the filer's to see on the page.
    pub fn read(it: &Authorisation) -> Self {
        let after = json!({ "authorisation": it.id, "state": it.state });
        Self { action: "readAuthorization", line: None, title: None, audience: Audience::Nobody, after }
    }
}

/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: &Ticket,
    before: &Authorisation,
    told: &Told,
    words: &str,
) -> AppResult<()> {
    let was =
        (told.action != "requestAuthorization").then(|| json!({ "authorisation": before.id, "state": before.state }));
    let event = Event::new(told.action, RESOURCE, ticket.record());
    let event = event.changed(was, Some(told.after.clone())).quoting(words);
    let event = told.line.clone().into_iter().fold(event, Event::on_timeline);
    let event = notice(ticket, before, told).into_iter().fold(event, Event::telling);
    outbox::tell(tx, who, &event)
}

fn notice(ticket: &Ticket, it: &Authorisation, told: &Told) -> Option<Notice> {
    let assignee = ticket.assignee_id.unwrap_or(it.asked_by);
    let (to, mail) = match told.audience {
        Audience::Nobody => return None,
        Audience::Filer => (vec![ticket.filer_id], Mail::Binding),
        Audience::FilerInPortal => (vec![ticket.filer_id], Mail::No),
        Audience::Assignee => (vec![assignee], Mail::AsChosen),
        Audience::Both => (vec![ticket.filer_id, assignee], Mail::AsChosen),
    };
    let body = Text::new("authorisation-told-about")
        .with("target", Text::new(it.target.label()))
        .with("application", ticket.of.application.as_str())
        .with("filer", ticket.of.filer.as_str());
    let title = Text::new(told.title?).with("number", ticket.number.as_str());
    Some(Notice { to, kind: RECORD_KIND, title, body, mail })
}
