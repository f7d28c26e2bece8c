//! Access policies (spec 2, "Ports and policies"): what hosts may reach elsewhere.

use std::{net::Ipv4Addr, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    address::{IpList, IpRange},
    destination::{Destinations, Endpoint},
    normalise::refuse,
    port::{PortRange, PortSet},
    protocol::Protocol,
};
use crate::text::Text;

/// Which way access leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    #[serde(rename = "internet-access")]
    Internet,
    #[serde(rename = "extranet-access")]
    Extranet,
    /// Another tenant's servers, or another cloud's.
    #[serde(rename = "tenant-access")]
    Tenant,
}

impl Reach {
    const ALL: [Self; 3] = [Self::Internet, Self::Extranet, Self::Tenant];

    /// As stored, and as the kind of ticket it is asked for with.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Internet => "internet-access",
            Self::Extranet => "extranet-access",
            Self::Tenant => "tenant-access",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Internet => "network-reach-internet",
            Self::Extranet => "network-reach-extranet",
            Self::Tenant => "network-reach-tenant",
        }
    }
}

impl FromStr for Reach {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|reach| reach.code() == code).ok_or_else(|| refuse("network-reach-unknown", code))
    }
}

/// Who may reach what, over which ports.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AccessRule {
    #[serde(rename = "kind")]
    pub reach: Reach,
    pub sources: IpList,
    /// Whose the sources are, and the destinations; between tenants alone.
    pub source_tenant: String,
    pub destinations: Destinations,
    pub destination_tenant: String,
    /// The destinations may reach the sources as well.
    pub both_ways: bool,
    /// Of either protocol there are some.
    pub tcp: Option<PortSet>,
    pub udp: Option<PortSet>,
    pub long_connection: bool,
    /// The address that others on the extranet see.
    pub translated_ip: Option<Ipv4Addr>,
}

/// The smallest part of a rule that is opened or not: one element of each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    pub source: IpRange,
    pub destination: Endpoint,
    pub protocol: Protocol,
    pub ports: PortRange,
}

impl AccessRule {
    #[must_use]
    pub const fn ports(&self, protocol: Protocol) -> Option<&PortSet> {
        match protocol {
            Protocol::Tcp => self.tcp.as_ref(),
            Protocol::Udp => self.udp.as_ref(),
        }
    }

    /// How many atoms it has.
    #[must_use]
    pub fn size(&self) -> usize {
        let ports: usize = Protocol::ALL.iter().filter_map(|it| self.ports(*it)).map(|set| set.ranges().count()).sum();
        self.sources.ranges().count() * self.destinations.endpoints().len() * ports
    }

    /// Its atoms, source by source.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> + '_ {
        let (endpoints, ports) = (self.destinations.endpoints(), self.port_ranges());
        let of_source = move |source: IpRange| {
            let pair = |destination: &Endpoint| {
                let atom = |(protocol, ports): &(Protocol, PortRange)| Atom {
                    source,
                    destination: destination.clone(),
                    protocol: *protocol,
                    ports: *ports,
                };
                ports.iter().map(atom).collect::<Vec<_>>()
            };
            endpoints.iter().flat_map(pair).collect::<Vec<_>>()
        };
        self.sources.ranges().flat_map(of_source)
    }

    /// The ports of both protocols.
    #[must_use]
    pub fn port_ranges(&self) -> Vec<(Protocol, PortRange)> {
        let of = |protocol: Protocol| {
            self.ports(protocol).into_iter().flat_map(PortSet::ranges).map(move |range| (protocol, range))
        };
        Protocol::ALL.into_iter().flat_map(of).collect()
    }

    /// Whether all of `atom` is allowed by it.
    #[must_use]
    pub fn covers(&self, atom: &Atom) -> bool {
        self.sources.covers(atom.source)
            && self.destinations.covers(&atom.destination)
            && self.ports(atom.protocol).is_some_and(|set| set.covers(atom.ports))
    }

    /// Whether it is between the same two sides.
    #[must_use]
    pub fn is_between_the_sides_of(&self, other: &Self) -> bool {
        let sides = |rule: &Self| (rule.reach, rule.source_tenant.clone(), rule.destination_tenant.clone());
        sides(self) == sides(other) && (!self.both_ways || other.both_ways)
    }

    /// Whether it is the very same access, as the database says it.
    #[must_use]
    pub fn is_the_access_of(&self, other: &Self) -> bool {
        let same_sides = self.is_between_the_sides_of(other) && self.both_ways == other.both_ways;
        let same_ends = (&self.sources, &self.destinations) == (&other.sources, &other.destinations);
        same_sides && same_ends && (&self.tcp, &self.udp) == (&other.tcp, &other.udp)
    }

    /// `10.20.6.31… → mirrors.aliyun.com TCP 443`: the first of everything.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.ends(), self.ports_in_words())
    }

    /// `10.20.6.31… → mirrors.aliyun.com`
    #[must_use]
    pub fn ends(&self) -> String {
        let (sources, destinations) = (self.sources.to_string(), self.destinations.to_string());
        format!("{} \u{2192} {}", first_of(&sources), first_of(&destinations))
    }

    /// `TCP 80;443 UDP 53`
    #[must_use]
    pub fn ports_in_words(&self) -> String {
        let of =
            |protocol: Protocol| self.ports(protocol).map(|set| format!("{} {set}", protocol.as_str().to_uppercase()));
        Protocol::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(" ")
    }
}

/// The first element of a list, with a sign that there are more.
#[must_use]
pub fn first_of(list: &str) -> String {
    match list.split_once(';') {
        Some((first, _)) => format!("{first}\u{2026}"),
        None => list.to_owned(),
    }
}
