//! What was opened on a ticket, whichever it is, and its life: held when it is asked for, in force, ended, renewed or
//! removed (spec 2, "Ports and policies"). Port mappings and access policies live the same [`Life`].

use std::{ops::Deref, str::FromStr};

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{
    address::IpList,
    life::Life,
    mapping::MappingState,
    normalise::refuse,
    policy::{AccessRule, Reach, first_of},
    pool::Pool,
    work_order::GatewayMapping,
};
use crate::{policy::Actor, text::Text};

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

/// What kind of opening it is: the kind of ticket that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpeningKind {
    /// A port of an address of that pool.
    Mapping(Pool),
    Access(Reach),
}

impl OpeningKind {
    pub const ALL: [Self; 5] = [
        Self::Mapping(Pool::Internet),
        Self::Mapping(Pool::Extranet),
        Self::Access(Reach::Internet),
        Self::Access(Reach::Extranet),
        Self::Access(Reach::Tenant),
    ];

    /// As stored, and as the kind of ticket in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mapping(Pool::Internet) => "internet-mapping",
            Self::Mapping(Pool::Extranet) => "extranet-mapping",
            Self::Access(reach) => reach.code(),
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mapping(Pool::Internet) => "network-kind-internet-mapping",
            Self::Mapping(Pool::Extranet) => "network-kind-extranet-mapping",
            Self::Access(reach) => reach.label(),
        }
    }
}

impl FromStr for OpeningKind {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let kind = Self::ALL.into_iter().find(|kind| kind.code() == code);
        kind.ok_or_else(|| refuse("network-opening-unknown", code))
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

    /// The same, the first of several.
    #[must_use]
    pub fn from_briefly(&self) -> String {
        first_of(&self.from())
    }

    /// Where it leads, the first of several.
    #[must_use]
    pub fn to_briefly(&self) -> String {
        first_of(&self.to())
    }

    /// Whether its two sides reach each other.
    #[must_use]
    pub fn is_both_ways(&self) -> bool {
        self.rule().is_some_and(|rule| rule.both_ways)
    }

    /// The address that others on the extranet see.
    #[must_use]
    pub fn translated_ip(&self) -> Option<String> {
        self.rule().and_then(|rule| rule.translated_ip).map(|address| address.to_string())
    }

    /// Between tenants, whose the sources are.
    #[must_use]
    pub fn source_tenant(&self) -> Option<&str> {
        self.rule().map(|rule| rule.source_tenant.as_str()).filter(|tenant| !tenant.is_empty())
    }

    /// Between tenants, whose the destinations are.
    #[must_use]
    pub fn destination_tenant(&self) -> Option<&str> {
        self.rule().map(|rule| rule.destination_tenant.as_str()).filter(|tenant| !tenant.is_empty())
    }

    #[must_use]
    pub const fn rule(&self) -> Option<&AccessRule> {
        match self {
            Self::Policy(rule) => Some(rule),
            Self::Mapping(_) => None,
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

    /// The only sources that a mapping lets through; none where it lets all.
    #[must_use]
    pub fn whitelist(&self) -> Option<String> {
        match self {
            Self::Mapping(mapping) => mapping.whitelist.as_ref().map(IpList::to_string),
            Self::Policy(_) => None,
        }
    }

    /// Whether connections stay open for long.
    #[must_use]
    pub const fn is_for_long_connections(&self) -> bool {
        match self {
            Self::Mapping(mapping) => mapping.long_connection,
            Self::Policy(rule) => rule.long_connection,
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

/// One of them, with its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub register: Register,
    pub what: What,
    pub life: Life,
}

/// An opening is asked about its life itself.
impl Deref for Opening {
    type Target = Life;

    fn deref(&self) -> &Life {
        &self.life
    }
}

impl Opening {
    #[must_use]
    pub fn name(&self) -> String {
        self.what.name()
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

    #[must_use]
    pub const fn rule(&self) -> Option<&AccessRule> {
        self.what.rule()
    }
}
