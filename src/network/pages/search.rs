//! The free-port search of an address (spec 2, "Ports and policies").

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    network::{
        free_ports::nearest_free,
        mapping::Mapping,
        pool::Pool,
        port::Port,
        protocol::Protocol,
        risk::{RiskPolicy, RiskTable},
    },
    text::{self, Text},
    web::form::Errors,
};

/// How many free ports are offered unless asked otherwise, and at most.
const OFFERED: usize = 5;
const MOST: usize = 50;

/// As it stands in the page's address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub port: String,
    pub protocol: String,
    pub count: String,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    port: Port,
    protocol: Protocol,
    count: usize,
}

/// What the page answers.
pub struct Answer {
    pub says: Text,
    /// Who has the port; free, if none.
    pub occupant: Option<Mapping>,
    /// What must be minded of it.
    pub risk: Option<Text>,
    /// What to take instead, or what else is free.
    pub offers: Text,
}

impl Asked {
    /// Whether anything is looked for at all.
    pub fn is_empty(&self) -> bool {
        self.port.is_empty() && self.protocol.is_empty() && self.count.is_empty()
    }

    pub fn parse(&self) -> Result<Search, Errors> {
        let mut errors = Errors::default();
        let port = errors.take("port", Port::parse(&self.port));
        let protocol = match self.protocol.as_str() {
            "" => Some(Protocol::Tcp),
            typed => errors.take("protocol", typed.parse()),
        };
        let count = errors.take("count", count(&self.count));
        errors.finish(|| Some(Search { port: port?, protocol: protocol?, count: count? }))
    }
}

fn count(typed: &str) -> Result<usize, Text> {
    match typed.trim() {
        "" => Ok(OFFERED),
        typed => {
            let count = typed.parse().ok().filter(|count| (1..=MOST).contains(count));
            count.ok_or_else(|| Text::new("network-search-count-invalid").with("most", MOST))
        }
    }
}

impl Search {
    /// Answers from what occupies the address's ports.
    pub fn answer(self, pool: Pool, occupied: &[Mapping], risks: &RiskTable) -> Answer {
        let same_protocol = || occupied.iter().filter(|mapping| mapping.protocol == self.protocol);
        let taken: BTreeSet<Port> = same_protocol().map(|mapping| mapping.public_port).collect();
        let occupant = same_protocol().find(|mapping| mapping.public_port == self.port).cloned();
        let key = if occupant.is_some() { "network-search-taken" } else { "network-search-free" };
        let says =
            Text::new(key).with("port", self.port.to_string()).with("protocol", self.protocol.as_str().to_uppercase());
        Answer { says, occupant, risk: self.risk(pool, risks), offers: self.offers(&taken, risks) }
    }

    fn risk(self, pool: Pool, risks: &RiskTable) -> Option<Text> {
        let risk = risks.lookup(self.port)?;
        let key = match (pool, risk.policy) {
            (Pool::Internet, RiskPolicy::RefusedToInternet) => "network-search-refused",
            _ => "network-search-guarded",
        };
        Some(Text::new(key).with("port", self.port.to_string()).with("service", risk.service.as_ref()))
    }

    fn offers(self, taken: &BTreeSet<Port>, risks: &RiskTable) -> Text {
        let nearest = nearest_free(self.port, taken, risks, self.count);
        match text::listed(nearest.iter().map(Port::to_string)) {
            Some(ports) => Text::new("network-search-nearest").with("ports", ports),
            None => Text::new("network-search-none"),
        }
    }
}
