//! A form laid on the desk: all that its page is drawn from.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::PgConnection;

use super::{
    NEW_MAPPING,
    author::{Author, Return},
    desk::Desk,
    form::MappingForm,
    reading::Reading,
};
use crate::{
    calendar,
    error::{AppError, AppResult},
    network::mapping::Mapping,
    policy::Actor,
    text::Text,
    tickets::{
        details::MappingRow,
        model::{Ticket, path_of},
        state::State,
    },
    web::form::Changes,
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
    /// The ticket's version that its author saw while typing; none where they are shown the current one.
    pub seen: Option<i32>,
}

impl Sheet {
    /// # Errors
    /// When the database can't be had.
    pub fn lay(
        c: &mut PgConnection,
        who: &Actor,
        author: Author,
        form: MappingForm,
        ticket: Option<Ticket>,
    ) -> AppResult<Self> {
        let mut form = form;
        let is_returned = ticket.as_ref().is_some_and(|ticket| ticket.state == State::Returned);
        let returned =
            author.returned.clone().filter(|_| is_returned).map(|Return { who, reason }| {
                Text::new("ticket-form-returned").with("who", who).with("reason", reason)
            });
        let desk = Desk::open(c, who, author, &mut form, ticket.as_ref())?;
        let (reading, changes, refusal, kept, seen) = (None, None, None, None, None);
        Ok(Self { form, desk, ticket, reading, changes, refusal, returned, kept, seen })
    }

    /// With what submitting would do to each row.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn look(self, c: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Self> {
        let reading = self.desk.read(c, who, &self.form, self.ticket.as_ref(), now)?;
        Ok(Self { reading: Some(reading), ..self })
    }

    /// The form of a renewal begins with what can be renewed, for as long again as it was open.
    ///
    /// # Errors
    /// 409 when there is nothing of it.
    pub fn renewing(mut self, now: DateTime<Utc>) -> AppResult<Self> {
        let Self { form, desk, .. } = &mut self;
        let renewable = desk.facts.renewable(&form.details.renews, now);
        let Some((first, last_day)) = renewable.first().and_then(|first| Some((*first, first.period.last_day()?)))
        else {
            let nothing = Text::new("ticket-renewal-nothing").with("ticket", form.details.renews.as_str());
            return Err(AppError::NotNow(nothing));
        };
        let asks_for = |row: &MappingRow, mapping: &Mapping| {
            (row.public_port.as_str(), row.protocol.as_str())
                == (mapping.public_port.to_string().as_str(), mapping.protocol.as_str())
        };
        form.details.rows.retain(|row| renewable.iter().any(|mapping| asks_for(row, mapping)));
        let as_long = last_day + (last_day - calendar::date_of(first.period.begins())).max(TimeDelta::days(1));
        "until".clone_into(&mut form.details.validity);
        form.details.valid_until = as_long.to_string();
        Ok(self)
    }

    /// Under what its text is kept while typing.
    #[must_use]
    pub fn kept_as(&self) -> String {
        kept_as(self.ticket.as_ref().map(|ticket| ticket.number.as_str()), &self.form.beginning())
    }
}

/// Each draft, each copy, each renewal and what is new have their own place; a lost session knows only the path.
#[must_use]
pub fn kept_as(number: Option<&str>, beginning: &str) -> String {
    match (number, beginning) {
        (Some(number), _) => format!("{}/edit", path_of(number)),
        (None, "") => NEW_MAPPING.to_owned(),
        (None, beginning) => format!("{NEW_MAPPING}?{beginning}"),
    }
}
