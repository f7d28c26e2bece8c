//! A form laid on the desk: all that its page is drawn from.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::PgConnection;

use super::{
    author::{Author, Return},
    desk::{Desk, Occupied},
    form::TicketForm,
    new_path,
    reading::Reading,
    server::create,
};
use crate::{
    calendar,
    error::{AppError, AppResult},
    network::{mapping::Mapping, opening::Opening, period::Period},
    policy::Actor,
    text::Text,
    tickets::{
        details::{Details, MappingDetails, MappingRow},
        kind::Kind,
        model::{Ticket, path_of},
        state::State,
    },
    web::{
        form::{Changes, Errors},
        i18n::Lang,
    },
};

#[derive(Clone, Debug)]
pub struct Sheet {
    pub form: TicketForm,
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
        form: TicketForm,
        ticket: Option<Ticket>,
    ) -> AppResult<Self> {
        let mut form = form;
        let is_returned = ticket.as_ref().is_some_and(|ticket| ticket.state == State::Returned);
        let returned =
            author.returned.clone().filter(|_| is_returned).map(|Return { who, reason }| {
                Text::new("ticket-form-returned").with("who", who).with("reason", reason)
            });
        let desk = Desk::open(c, who, author, &mut form, ticket.as_ref(), Occupied::Shown)?;
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
        let last_day = match &mut form.details {
            Details::InternetMapping(details) | Details::ExtranetMapping(details) => {
                let renewable = desk.facts.renewable(&details.term.renews, now);
                keep_renewable(details, &renewable);
                renewable.first().and_then(|first| as_long_again(first.period))
            }
            Details::InternetAccess(_) | Details::ExtranetAccess(_) | Details::TenantAccess(_) => {
                desk.renewable.as_ref().map(|old: &Opening| old.period).and_then(as_long_again)
            }
            Details::ServerCreate(_) | Details::ServerChange(_) | Details::ServerRecycle(_) | Details::Support(_) => {
                None
            }
        };
        let nothing = Text::new("ticket-renewal-nothing").with("ticket", form.details.renews());
        let (Some(last_day), Some(term)) = (last_day, form.details.term_mut()) else {
            return Err(AppError::NotNow(nothing));
        };
        term.end_with(last_day);
        Ok(self)
    }

    /// A form that nobody has typed in begins with what can be had and fits together.
    #[must_use]
    pub fn beginning(mut self) -> Self {
        if let Details::ServerCreate(details) = &mut self.form.details {
            create::offer(details, &self.desk.stock.catalogue);
        }
        self
    }

    /// Puts the template of the problem into a description that says nothing of its own yet.
    ///
    /// # Errors
    /// At `problem`, where none is chosen or words would be lost.
    pub fn fill_in_template(&mut self, lang: Lang) -> Result<(), Errors> {
        let Details::Support(details) = &self.form.details else { return Ok(()) };
        let (catalogue, described) = (&self.desk.catalogue, &mut self.form.description);
        let mut errors = Errors::default();
        match catalogue.problem(&details.problem) {
            None => errors.add("problem", "support-template-of-what"),
            Some(_) if !described.is_empty() && !catalogue.is_template(described) => {
                errors.add("problem", "support-template-keeps-words");
            }
            Some(problem) => *described = lang.say(&problem.template.text()),
        }
        errors.finish(|| Some(()))
    }

    /// Under what its text is kept while typing.
    #[must_use]
    pub fn kept_as(&self) -> String {
        kept_as(
            self.ticket.as_ref().map(|ticket| ticket.number.as_str()),
            self.form.details.kind(),
            &self.form.beginning(),
        )
    }
}

fn keep_renewable(details: &mut MappingDetails, renewable: &[&Mapping]) {
    let asks_for = |row: &MappingRow, mapping: &Mapping| {
        (row.public_port.as_str(), row.protocol.as_str())
            == (mapping.public_port.to_string().as_str(), mapping.protocol.as_str())
    };
    details.rows.retain(|row| renewable.iter().any(|mapping| asks_for(row, mapping)));
}

/// The last day of a period that follows that one and is as long.
fn as_long_again(period: Period) -> Option<NaiveDate> {
    let last_day = period.last_day()?;
    Some(last_day + (last_day - calendar::date_of(period.begins())).max(TimeDelta::days(1)))
}

/// Each draft, each copy, each renewal and what is new have their own place; a lost session knows only the path.
#[must_use]
pub fn kept_as(number: Option<&str>, kind: Kind, beginning: &str) -> String {
    match (number, beginning) {
        (Some(number), _) => format!("{}/edit", path_of(number)),
        (None, "") => new_path(kind),
        (None, beginning) => format!("{}?{beginning}", new_path(kind)),
    }
}
