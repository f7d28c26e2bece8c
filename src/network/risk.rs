//! High-risk ports (spec 2, "High-risk ports"): an admin-kept table, and what it says about a row.

use std::{borrow::Cow, str::FromStr};

use super::{
    normalise::refuse,
    pool::Pool,
    port::{Port, PortRange},
};
use crate::text::Text;

mod seed;

pub use seed::SEED;

/// What follows from a port's risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskPolicy {
    /// Opened with a whitelist, an end date and a stamped form.
    Guarded,
    /// Never mapped to the internet; guarded on the extranet.
    RefusedToInternet,
}

impl RiskPolicy {
    pub const ALL: [Self; 2] = [Self::Guarded, Self::RefusedToInternet];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Guarded => "guarded",
            Self::RefusedToInternet => "refused",
        }
    }

    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Guarded => "network-risk-policy-guarded".into(),
            Self::RefusedToInternet => "network-risk-policy-refused".into(),
        }
    }
}

impl FromStr for RiskPolicy {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let policy = Self::ALL.into_iter().find(|policy| policy.code() == code);
        policy.ok_or_else(|| refuse("network-risk-policy-unknown", code))
    }
}

/// What kind of service listens on a high-risk port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskClass {
    /// File sharing and remote shells of a local network.
    LocalNetwork,
    RemoteAdministration,
    Database,
    CacheAndSearch,
    QueueAndCoordination,
    Management,
}

impl RiskClass {
    pub const ALL: [Self; 6] = [
        Self::LocalNetwork,
        Self::RemoteAdministration,
        Self::Database,
        Self::CacheAndSearch,
        Self::QueueAndCoordination,
        Self::Management,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LocalNetwork => "refused",
            Self::RemoteAdministration => "remote",
            Self::Database => "database",
            Self::CacheAndSearch => "cache",
            Self::QueueAndCoordination => "queue",
            Self::Management => "management",
        }
    }

    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::LocalNetwork => "network-risk-class-local-network".into(),
            Self::RemoteAdministration => "network-risk-class-remote".into(),
            Self::Database => "network-risk-class-database".into(),
            Self::CacheAndSearch => "network-risk-class-cache".into(),
            Self::QueueAndCoordination => "network-risk-class-queue".into(),
            Self::Management => "network-risk-class-management".into(),
        }
    }
}

impl FromStr for RiskClass {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let class = Self::ALL.into_iter().find(|class| class.code() == code);
        class.ok_or_else(|| refuse("network-risk-class-unknown", code))
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskPort {
    pub ports: PortRange,
    pub service: Cow<'static, str>,
    pub class: RiskClass,
    pub policy: RiskPolicy,
}

/// What the table says about a row of a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'table> {
    Harmless,
    /// High-risk: needs a whitelist, an end date and a stamped form.
    Guarded(&'table RiskPort),
    Refused(&'table RiskPort),
}

impl Verdict<'_> {
    #[must_use]
    pub const fn is_high_risk(self) -> bool {
        !matches!(self, Self::Harmless)
    }
}

/// The high-risk ports in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskTable(Vec<RiskPort>);

impl RiskTable {
    #[must_use]
    pub fn new(ports: Vec<RiskPort>) -> Self {
        Self(ports)
    }

    /// The table as a new installation has it.
    #[must_use]
    pub fn seed() -> Self {
        Self(SEED.to_vec())
    }

    pub fn ports(&self) -> impl Iterator<Item = &RiskPort> {
        self.0.iter()
    }

    /// The strictest line about `port`.
    #[must_use]
    pub fn lookup(&self, port: Port) -> Option<&RiskPort> {
        self.ports().filter(|risk| risk.ports.contains(port)).max_by_key(|risk| risk.policy)
    }

    /// A row is as risky as the riskier of its two ports: behind a harmless public port a database is still one.
    #[must_use]
    pub fn judge(&self, pool: Pool, public: Port, internal: Port) -> Verdict<'_> {
        let strictest =
            [internal, public].into_iter().filter_map(|port| self.lookup(port)).max_by_key(|risk| risk.policy);
        match (strictest, pool) {
            (None, _) => Verdict::Harmless,
            (Some(risk), Pool::Internet) if risk.policy == RiskPolicy::RefusedToInternet => Verdict::Refused(risk),
            (Some(risk), _) => Verdict::Guarded(risk),
        }
    }
}

#[cfg(test)]
mod tests;
