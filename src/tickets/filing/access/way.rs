//! What the fields of access are called, and which there are, by where it leads.

use crate::{network::policy::Reach, tickets::kind::Kind};

/// One of the three kinds, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub kind: Kind,
    pub reach: Reach,
    /// The name of the field of destinations.
    pub to: &'static str,
    pub from_label: &'static str,
    pub from_hint: &'static str,
    pub to_label: &'static str,
    pub to_hint: &'static str,
    pub long_connection_hint: &'static str,
    pub validity_hint: &'static str,
}

const INTERNET: Way = Way {
    kind: Kind::InternetAccess,
    reach: Reach::Internet,
    to: "destinations",
    from_label: "ticket-field-source-ips",
    from_hint: "ticket-field-source-ips-hint",
    to_label: "ticket-field-destinations",
    to_hint: "ticket-field-destinations-hint",
    long_connection_hint: "ticket-field-long-connection-hint",
    validity_hint: "ticket-field-validity-internet-hint",
};

const EXTRANET: Way = Way {
    kind: Kind::ExtranetAccess,
    reach: Reach::Extranet,
    to: "target_ips",
    from_label: "ticket-field-source-ips",
    from_hint: "ticket-field-source-ips-hint",
    to_label: "ticket-field-target-ips",
    to_hint: "ticket-field-target-ips-hint",
    long_connection_hint: "ticket-field-long-connection-extranet-hint",
    validity_hint: "ticket-field-validity-access-hint",
};

const TENANT: Way = Way {
    kind: Kind::TenantAccess,
    reach: Reach::Tenant,
    to: "destination_ips",
    from_label: "ticket-field-source-tenant-ips",
    from_hint: "ticket-field-source-tenant-ips-hint",
    to_label: "ticket-field-destination-ips",
    to_hint: "ticket-field-destination-ips-hint",
    long_connection_hint: "ticket-field-long-connection-hint",
    validity_hint: "ticket-field-validity-access-hint",
};

impl Way {
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::ExtranetAccess => EXTRANET,
            Kind::TenantAccess => TENANT,
            _ => INTERNET,
        }
    }

    #[must_use]
    pub fn is(self, reach: Reach) -> bool {
        self.reach == reach
    }

    /// Access to the extranet stays until it is closed.
    #[must_use]
    pub fn has_term(self) -> bool {
        !self.is(Reach::Extranet)
    }
}
