//! What to say of a port that somebody else has (spec 2, "Holding").

use std::net::Ipv4Addr;

use super::{
    mapping::{Mapping, MappingRow},
    port::Port,
    protocol::Protocol,
};
use crate::{
    policy::Actor,
    text::{self, Text},
};

/// How many free ports are offered instead.
pub const OFFERED: usize = 3;

/// A row whose port can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The row of the form, from 1.
    pub row: i32,
    pub pool_ip: Ipv4Addr,
    pub protocol: Protocol,
    pub port: Port,
    /// Who has it; none if it was given back in the meantime.
    pub occupant: Option<Mapping>,
    /// Free ports that would do as well.
    pub nearest: Vec<Port>,
}

impl Conflict {
    #[must_use]
    pub fn new(row: &MappingRow, occupant: Option<Mapping>, nearest: Vec<Port>) -> Self {
        let MappingRow { number, pool_ip, protocol, public_port, .. } = *row;
        Self { row: number, pool_ip, protocol, port: public_port, occupant, nearest }
    }

    /// The message at the row's field: whose it is, as far as `who` may know, and what to take instead.
    #[must_use]
    pub fn says(&self, who: &Actor) -> Text {
        let occupant = self.occupant.as_ref().filter(|mapping| mapping.ticket_is_shown_to(who));
        let text = match occupant {
            Some(mapping) => Text::new("network-port-taken-by-ticket")
                .with("ticket", mapping.ticket_number.as_str())
                .with("filer", mapping.filer.as_str()),
            None => Text::new("network-port-taken"),
        };
        let text = text.with("port", self.port.to_string());
        match text::listed(self.nearest.iter().map(Port::to_string)) {
            Some(ports) => Text::new("network-port-taken-nearest").with("taken", text).with("ports", ports),
            None => text,
        }
    }
}
