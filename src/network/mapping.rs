//! Port mappings: held at a ticket's submission, opened at its resolution, occupied until removed
//! (spec 2, "Ports and policies").

use std::{net::Ipv4Addr, ops::Deref, str::FromStr};

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{address::IpList, life::Life, normalise::refuse, period::Period, port::Port, protocol::Protocol};
use crate::text::Text;

/// Where a mapping is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingState {
    /// Asked for, not yet opened.
    Held,
    Active,
    /// Cancelled; the port stays occupied until it is closed at the gateway.
    ToRemove,
    /// Its period ended, and another mapping of the same port goes on: nothing is to be removed.
    Renewed,
    /// Given back before it was opened.
    Released,
    Removed,
}

impl MappingState {
    pub const ALL: [Self; 6] = [Self::Held, Self::Active, Self::ToRemove, Self::Renewed, Self::Released, Self::Removed];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Active => "active",
            Self::ToRemove => "to_remove",
            Self::Renewed => "renewed",
            Self::Released => "released",
            Self::Removed => "removed",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Held => "network-mapping-state-held",
            Self::Active => "network-mapping-state-active",
            Self::ToRemove => "network-mapping-state-to-remove",
            Self::Renewed => "network-mapping-state-renewed",
            Self::Released => "network-mapping-state-released",
            Self::Removed => "network-mapping-state-removed",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Held => "run",
            Self::Active => "ok",
            Self::ToRemove => "warn",
            Self::Renewed | Self::Released | Self::Removed => "mute",
        }
    }
}

impl FromStr for MappingState {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let state = Self::ALL.into_iter().find(|state| state.code() == code);
        state.ok_or_else(|| refuse("network-mapping-state-unknown", code))
    }
}

/// A port of a pool IP that leads to a host, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub pool_ip: Ipv4Addr,
    pub protocol: Protocol,
    pub public_port: Port,
    pub floating_ip: Ipv4Addr,
    pub internal_port: Port,
    pub access_url: String,
    /// The only sources let through; all, if none.
    pub whitelist: Option<IpList>,
    pub life: Life,
}

/// A mapping is asked about its life itself.
impl Deref for Mapping {
    type Target = Life;

    fn deref(&self) -> &Life {
        &self.life
    }
}

impl Mapping {
    /// `203.0.113.18:443/TCP`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}/{}", self.pool_ip, self.public_port, self.protocol.as_str().to_uppercase())
    }
}

/// A row of a ticket's form: the port asked for, and where it is to lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingRow {
    /// From 1.
    pub number: i32,
    pub pool_ip: Ipv4Addr,
    pub protocol: Protocol,
    pub public_port: Port,
    pub floating_ip: Ipv4Addr,
    pub internal_port: Port,
    pub access_url: String,
    pub whitelist: Option<IpList>,
    pub long_connection: bool,
    /// What it prolongs.
    pub renews: Option<Renewed>,
}

/// A mapping that a row prolongs, and where its period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewed {
    pub mapping: i64,
    pub ends: DateTime<Utc>,
}

impl MappingRow {
    /// When the row asks for its port, of the period that its form asks for.
    #[must_use]
    pub fn period(&self, asked: Period) -> Period {
        self.renews.map_or(asked, |renewed| asked.beginning(renewed.ends))
    }

    #[must_use]
    pub fn is_the_port_of(&self, mapping: &Mapping) -> bool {
        (self.pool_ip, self.protocol, self.public_port) == (mapping.pool_ip, mapping.protocol, mapping.public_port)
    }

    #[must_use]
    pub fn leads_where(&self, mapping: &Mapping) -> bool {
        (self.floating_ip, self.internal_port) == (mapping.floating_ip, mapping.internal_port)
    }
}
