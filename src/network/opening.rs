//! What was opened on a ticket, whichever it is, and its life: held when it is asked for, in force, ended, renewed or
//! removed (spec 2, "Ports and policies"). Port mappings and access policies live the same life.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::{
    expiry::{self, EndReason},
    mapping::MappingState,
    normalise::refuse,
    period::Period,
    policy::AccessRule,
    work_order::GatewayMapping,
};
use crate::{
    calendar::date_of,
    policy::{Actor, Sector, ticket_sight},
    text::Text,
};

/// Where openings are noted: a table each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Register {
    Mappings,
    Policies,
}

impl Register {
    pub const ALL: [Self; 2] = [Self::Mappings, Self::Policies];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mappings => "mapping",
            Self::Policies => "policy",
        }
    }

    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Mappings => "port_mappings",
            Self::Policies => "access_policies",
        }
    }

    /// What only one of them can have at a time, as the tables' exclusion constraints say it.
    #[must_use]
    pub const fn claim(self) -> &'static [&'static str] {
        match self {
            Self::Mappings => &["pool_ip", "protocol", "public_port"],
            Self::Policies => &["department_id", "fingerprint"],
        }
    }

    /// What one of them is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mappings => "network-opening-mapping",
            Self::Policies => "network-opening-policy",
        }
    }
}

impl FromStr for Register {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let register = Self::ALL.into_iter().find(|register| register.code() == code);
        register.ok_or_else(|| refuse("network-opening-unknown", code))
    }
}

/// What is open: a port that leads to a host, or access that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Mapping(GatewayMapping),
    Policy(AccessRule),
}

impl What {
    /// `203.0.113.18:443/TCP`, `10.20.6.31 → mirrors.aliyun.com TCP 443`
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Mapping(mapping) => mapping.name(),
            Self::Policy(rule) => rule.name(),
        }
    }

    /// The same without protocol and ports of access.
    #[must_use]
    pub fn brief(&self) -> String {
        match self {
            Self::Mapping(mapping) => format!("{}:{}", mapping.pool_ip, mapping.public_port),
            Self::Policy(rule) => rule.ends(),
        }
    }

    /// From where.
    #[must_use]
    pub fn from(&self) -> String {
        match self {
            Self::Mapping(mapping) => format!("{}:{}", mapping.pool_ip, mapping.public_port),
            Self::Policy(rule) => rule.sources.to_string(),
        }
    }

    /// Where it leads.
    #[must_use]
    pub fn to(&self) -> String {
        match self {
            Self::Mapping(mapping) => format!("{}:{}", mapping.floating_ip, mapping.internal_port),
            Self::Policy(rule) => rule.destinations.to_string(),
        }
    }

    /// `TCP`, `TCP 80;443`
    #[must_use]
    pub fn over(&self) -> String {
        match self {
            Self::Mapping(mapping) => mapping.protocol.as_str().to_uppercase(),
            Self::Policy(rule) => rule.ports_in_words(),
        }
    }
}

/// One of them, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub id: i64,
    pub register: Register,
    /// Its row in the ticket's form, from 1.
    pub row: i32,
    pub what: What,
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

impl Opening {
    #[must_use]
    pub fn name(&self) -> String {
        self.what.name()
    }

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

    /// Why another ticket can't have the same: whose it is, as far as `who` may know, and where that stands.
    #[must_use]
    pub fn is_in_the_way(&self, who: &Actor, now: DateTime<Utc>) -> Text {
        let text = match (self.state, self.period.last_day()) {
            (MappingState::Held, _) => Text::new("network-access-asked-for"),
            (MappingState::Active, Some(day)) if !self.period.is_over(now) => {
                Text::new("network-access-open-until").with("day", day)
            }
            (MappingState::Active, None) => Text::new("network-access-open"),
            _ => Text::new("network-access-to-remove"),
        };
        let whose = if self.ticket_is_shown_to(who) {
            Text::new("network-access-of-ticket")
                .with("ticket", self.ticket_number.as_str())
                .with("filer", self.filer.as_str())
        } else {
            "network-access-of-others".into()
        };
        text.with("whose", whose)
    }

    /// The form that renews what its ticket opened.
    #[must_use]
    pub fn renewal_path(&self) -> String {
        renewal_path(&self.ticket_kind, &self.ticket_number)
    }

    #[must_use]
    pub fn rule(&self) -> Option<&AccessRule> {
        match &self.what {
            What::Policy(rule) => Some(rule),
            What::Mapping(_) => None,
        }
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
