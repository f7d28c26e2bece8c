//! What the fields of a mapping are called, by the network it faces.

use crate::{network::pool::Pool, tickets::kind::Kind};

/// One of the two kinds, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    pub kind: Kind,
    pub pool: Pool,
    /// Names of fields, and the ids of what explains them.
    pub ip: &'static str,
    pub port: &'static str,
    pub ip_label: &'static str,
    pub ip_hint: &'static str,
    pub ip_none: &'static str,
    pub ip_missing: &'static str,
    pub ip_foreign: &'static str,
    pub port_label: &'static str,
    pub port_hint: &'static str,
    pub pasted_hint: &'static str,
}

const INTERNET: Side = Side {
    kind: Kind::InternetMapping,
    pool: Pool::Internet,
    ip: "public_ip",
    port: "public_port",
    ip_label: "ticket-field-public-ip",
    ip_hint: "ticket-field-public-ip-hint",
    ip_none: "ticket-public-ip-none",
    ip_missing: "ticket-public-ip-missing",
    ip_foreign: "ticket-public-ip-foreign",
    port_label: "ticket-field-public-port",
    port_hint: "ticket-field-public-port-hint",
    pasted_hint: "ticket-field-pasted-rows-hint",
};

const EXTRANET: Side = Side {
    kind: Kind::ExtranetMapping,
    pool: Pool::Extranet,
    ip: "extranet_ip",
    port: "extranet_port",
    ip_label: "ticket-field-extranet-ip",
    ip_hint: "ticket-field-extranet-ip-hint",
    ip_none: "ticket-extranet-ip-none",
    ip_missing: "ticket-extranet-ip-missing",
    ip_foreign: "ticket-extranet-ip-foreign",
    port_label: "ticket-field-extranet-port",
    port_hint: "ticket-field-extranet-port-hint",
    pasted_hint: "ticket-field-pasted-extranet-hint",
};

impl Side {
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::ExtranetMapping => EXTRANET,
            _ => INTERNET,
        }
    }

    #[must_use]
    pub fn is_internet(self) -> bool {
        self.pool == Pool::Internet
    }
}
