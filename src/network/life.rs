//! What port mappings and access policies have in common (spec 2, "Ports and policies"): whose they are, and the life
//! they live, from the ticket that asks for them to their removal.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    expiry::{self, EndReason},
    mapping::MappingState,
    period::Period,
};
use crate::{
    calendar::date_of,
    policy::{Actor, Sector, ticket_sight},
    text::Text,
};

/// The life of one of them, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    pub id: i64,
    /// Its row in the ticket's form, from 1.
    pub row: i32,
    pub period: Period,
    pub state: MappingState,
    pub opened_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub end_reason: Option<EndReason>,
    /// What it prolongs, whose period ends where its own begins.
    pub renews: Option<i64>,
    /// Its filer was told so many days before its end, the last time.
    pub reminded_days: Option<i16>,
    /// When somebody was last asked whether it is still needed, unless they have answered since.
    pub recertification_asked_at: Option<DateTime<Utc>>,
    /// When somebody last said so.
    pub recertified_at: Option<DateTime<Utc>>,
    pub department_id: i64,
    pub department: String,
    pub sector: Option<Sector>,
    pub application_id: i64,
    pub application: String,
    pub ticket_id: i64,
    pub ticket_number: String,
    /// The kind of its ticket, as in addresses.
    pub ticket_kind: String,
    pub filer_id: i64,
    pub filer: String,
}

impl Life {
    /// Whether `who` may know whose ticket it is.
    #[must_use]
    pub fn ticket_is_shown_to(&self, who: &Actor) -> bool {
        ticket_sight(who).shows(self.department_id, self.sector)
    }

    /// Whether another one may follow it: in force, with an end still to come.
    #[must_use]
    pub fn is_renewable(&self, now: DateTime<Utc>) -> bool {
        let in_force = self.state == MappingState::Active && self.period.begins() <= now;
        in_force && self.period.ends().is_some_and(|ends| now < ends)
    }

    /// Whether it is asked for or in force: nobody else can have the same.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self.state, MappingState::Held | MappingState::Active)
    }

    /// Without end, and a year has gone by since anybody said that it is needed.
    #[must_use]
    pub fn awaits_recertification(&self, today: NaiveDate) -> bool {
        let unlimited = self.state == MappingState::Active && self.period.ends().is_none();
        unlimited && expiry::is_recertification_due(date_of(self.needed_since()), today)
    }

    /// When somebody last said that it is needed; by opening it, to begin with.
    #[must_use]
    pub fn needed_since(&self) -> DateTime<Utc> {
        self.recertified_at.or(self.opened_at).unwrap_or_else(|| self.period.begins())
    }

    /// How long it stays, in words.
    #[must_use]
    pub fn until(&self) -> Text {
        until(self.state, self.period)
    }

    /// The form that renews what its ticket opened.
    #[must_use]
    pub fn renewal_path(&self) -> String {
        renewal_path(&self.ticket_kind, &self.ticket_number)
    }
}

/// The form that renews what a ticket of that kind opened.
#[must_use]
pub fn renewal_path(kind: &str, number: &str) -> String {
    format!("/tickets/new/{kind}?renew={number}")
}

/// How long something stays, in words.
#[must_use]
pub fn until(state: MappingState, period: Period) -> Text {
    match (state, period.last_day()) {
        (MappingState::ToRemove, _) => "network-until-removed".into(),
        (_, Some(day)) => Text::new("network-until-day").with("day", day),
        (_, None) => "network-until-none".into(),
    }
}
