//! The kinds of ticket (spec 2, "Four ways to a ticket").

use std::{fmt, str::FromStr};

use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// What a ticket asks the operators for; closed, in the chooser's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, FromSqlRow)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    InternetAccess,
    ExtranetAccess,
    InternetMapping,
    ExtranetMapping,
    TenantAccess,
    ServerCreate,
    ServerChange,
    ServerRecycle,
    Support,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::InternetAccess,
        Self::ExtranetAccess,
        Self::InternetMapping,
        Self::ExtranetMapping,
        Self::TenantAccess,
        Self::ServerCreate,
        Self::ServerChange,
        Self::ServerRecycle,
        Self::Support,
    ];

    /// Whether it makes, changes or retires hosts.
    #[must_use]
    pub const fn is_of_servers(self) -> bool {
        matches!(self, Self::ServerCreate | Self::ServerChange | Self::ServerRecycle)
    }

    /// What its work order is called.
    #[must_use]
    pub const fn work_order(self) -> &'static str {
        if self.is_of_servers() { "ticket-work-order-servers" } else { "ticket-work-order" }
    }

    /// Whether resolving it opens or delivers something that stays.
    #[must_use]
    pub const fn opens(self) -> bool {
        !matches!(self, Self::Support)
    }

    /// As in addresses, and as stored.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::InternetAccess => "internet-access",
            Self::ExtranetAccess => "extranet-access",
            Self::InternetMapping => "internet-mapping",
            Self::ExtranetMapping => "extranet-mapping",
            Self::TenantAccess => "tenant-access",
            Self::ServerCreate => "server-create",
            Self::ServerChange => "server-change",
            Self::ServerRecycle => "server-recycle",
            Self::Support => "support",
        }
    }

    #[must_use]
    pub fn name(self) -> Text {
        Text::new(match self {
            Self::InternetAccess => "ticket-kind-internet-access",
            Self::ExtranetAccess => "ticket-kind-extranet-access",
            Self::InternetMapping => "ticket-kind-internet-mapping",
            Self::ExtranetMapping => "ticket-kind-extranet-mapping",
            Self::TenantAccess => "ticket-kind-tenant-access",
            Self::ServerCreate => "ticket-kind-server-create",
            Self::ServerChange => "ticket-kind-server-change",
            Self::ServerRecycle => "ticket-kind-server-recycle",
            Self::Support => "ticket-kind-support",
        })
    }

    /// What one wants who needs this kind: the chooser's line.
    #[must_use]
    pub fn wish(self) -> Text {
        Text::new(match self {
            Self::InternetAccess => "ticket-wish-internet-access",
            Self::ExtranetAccess => "ticket-wish-extranet-access",
            Self::InternetMapping => "ticket-wish-internet-mapping",
            Self::ExtranetMapping => "ticket-wish-extranet-mapping",
            Self::TenantAccess => "ticket-wish-tenant-access",
            Self::ServerCreate => "ticket-wish-server-create",
            Self::ServerChange => "ticket-wish-server-change",
            Self::ServerRecycle => "ticket-wish-server-recycle",
            Self::Support => "ticket-wish-support",
        })
    }

    /// What a good need description of this kind tells.
    #[must_use]
    pub fn purpose_hint(self) -> Text {
        Text::new(self.purpose_hint_key())
    }

    #[must_use]
    pub const fn purpose_hint_key(self) -> &'static str {
        match self {
            Self::InternetAccess => "ticket-purpose-hint-internet-access",
            Self::ExtranetAccess => "ticket-purpose-hint-extranet-access",
            Self::InternetMapping => "ticket-purpose-hint-internet-mapping",
            Self::ExtranetMapping => "ticket-purpose-hint-extranet-mapping",
            Self::TenantAccess => "ticket-purpose-hint-tenant-access",
            Self::ServerCreate | Self::ServerChange | Self::ServerRecycle => "ticket-purpose-hint-server",
            Self::Support => "ticket-purpose-hint-support",
        }
    }

    /// What its form is for, and how long it takes: `days` working days.
    #[must_use]
    pub fn lead(self) -> Text {
        Text::new(match self {
            Self::InternetAccess => "ticket-form-lead-internet-access",
            Self::ExtranetAccess => "ticket-form-lead-extranet-access",
            Self::ExtranetMapping => "ticket-form-lead-extranet-mapping",
            Self::TenantAccess => "ticket-form-lead-tenant-access",
            Self::ServerCreate => "ticket-form-lead-server-create",
            Self::ServerChange => "ticket-form-lead-server-change",
            Self::ServerRecycle => "ticket-form-lead-server-recycle",
            Self::Support => "ticket-form-lead-support",
            Self::InternetMapping => "ticket-form-lead",
        })
    }

    /// How operators resolve it.
    #[must_use]
    pub fn outcome(self) -> Text {
        Text::new(if self.opens() { "ticket-rail-resolve" } else { "ticket-rail-resolve-support" })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Kind {
    type Err = Text;

    fn from_str(slug: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug).ok_or_else(|| "ticket-kind-unknown".into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_is_found_by_its_slug_in_addresses_and_in_json() {
        for kind in Kind::ALL {
            assert_eq!(kind.slug().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
        assert_eq!("internet_mapping".parse::<Kind>(), Err("ticket-kind-unknown".into()));
    }

    #[test]
    fn every_kind_has_a_name_and_a_wish_of_its_own() {
        let different =
            |text: fn(Kind) -> Text| Kind::ALL.map(|kind| text(kind).key).into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!(different(Kind::name), 9);
        assert_eq!(different(Kind::wish), 9);
    }
}
