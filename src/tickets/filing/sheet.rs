//! A form laid on the desk: all that its page is drawn from.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{NEW_MAPPING, changes::Changes, desk::Desk, form::MappingForm, reading::Reading};
use crate::{
    error::AppResult,
    outbox,
    policy::Actor,
    text::Text,
    tickets::{
        events::Happened,
        model::{RECORD_KIND, Ticket, path_of},
        state::State,
    },
};

#[derive(Clone, Debug)]
pub struct Sheet {
    pub form: MappingForm,
    pub desk: Desk,
    /// The draft or returned ticket that it changes.
    pub ticket: Option<Ticket>,
    /// What submitting would do, if somebody looked.
    pub reading: Option<Reading>,
    /// What became different while it was typed.
    pub changes: Option<Changes>,
    /// Why it wasn't possible at all.
    pub refusal: Option<Text>,
    /// Why it was sent back.
    pub returned: Option<Text>,
    /// Since when its text was kept, if it comes back.
    pub kept: Option<DateTime<Utc>>,
}

/// How far back a return is looked for.
const LINES: i64 = 20;

impl Sheet {
    /// # Errors
    /// When the database can't be had.
    pub fn lay(c: &mut PgConnection, who: &Actor, form: MappingForm, ticket: Option<Ticket>) -> AppResult<Self> {
        let mut form = form;
        let desk = Desk::open(c, who, &mut form, ticket.as_ref())?;
        let returned = match &ticket {
            Some(ticket) if ticket.state == State::Returned => returned(c, ticket)?,
            _ => None,
        };
        Ok(Self { form, desk, ticket, reading: None, changes: None, refusal: None, returned, kept: None })
    }

    /// With what submitting would do to each row.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn look(self, c: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Self> {
        let reading = self.desk.read(c, who, &self.form, self.ticket.as_ref(), now)?;
        Ok(Self { reading: Some(reading), ..self })
    }

    /// Under what its text is kept while typing.
    #[must_use]
    pub fn kept_as(&self) -> String {
        kept_as(self.ticket.as_ref().map(|ticket| ticket.number.as_str()), &self.form.copied_from)
    }
}

fn returned(c: &mut PgConnection, ticket: &Ticket) -> AppResult<Option<Text>> {
    let lines = outbox::timeline(c, RECORD_KIND, ticket.id, LINES)?;
    let last = lines.into_iter().find(|line| line.action == Happened::Returned.audit_name());
    Ok(last.map(|line| Text::new("ticket-form-returned").with("who", line.who).with("reason", line.quote)))
}

/// Each draft, each copy and what is new have their own place; a lost session knows only the path.
#[must_use]
pub fn kept_as(number: Option<&str>, copied_from: &str) -> String {
    match (number, copied_from) {
        (Some(number), _) => format!("{}/edit", path_of(number)),
        (None, "") => NEW_MAPPING.to_owned(),
        (None, original) => format!("{NEW_MAPPING}?copy={original}"),
    }
}
