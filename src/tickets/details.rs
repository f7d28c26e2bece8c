//! What each kind of ticket asks for, as it is typed and kept (spec 2, "Network forms").
//!
//! Texts, normalised where they can be read: a draft is kept with its lengths checked alone, so
//! nothing here is promised to be an address or a port. What is submitted was parsed by the form.

use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use super::kind::Kind;

mod access;
mod mapping;
mod server;
mod support;
mod term;

pub use access::{AccessDetails, BOTH, ONE_WAY};
pub use mapping::{MappingDetails, MappingRow};
pub use server::{DiskRow, KEEP, PHYSICAL, SET, ServerChangeDetails, ServerCreateDetails, ServerRecycleDetails, VM};
pub use support::{CONSULT, Called, FAULT, Said, SupportDetails};
pub use term::{Term, UNLIMITED, UNTIL};

/// The kind's own fields; one variant for each kind that can be filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromSqlRow)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Details {
    InternetAccess(AccessDetails),
    ExtranetAccess(AccessDetails),
    InternetMapping(MappingDetails),
    ExtranetMapping(MappingDetails),
    TenantAccess(AccessDetails),
    ServerCreate(ServerCreateDetails),
    ServerChange(ServerChangeDetails),
    ServerRecycle(ServerRecycleDetails),
    Support(SupportDetails),
}

/// One thing that is asked for, in words: where from, where to, and over what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub from: String,
    pub to: String,
    pub over: String,
}

/// Whose fields they are: the same for kinds that ask for the same.
#[derive(Clone, Copy, Debug)]
pub enum Fields<'a> {
    Mapping(&'a MappingDetails),
    Access(&'a AccessDetails),
    ServerCreate(&'a ServerCreateDetails),
    ServerChange(&'a ServerChangeDetails),
    ServerRecycle(&'a ServerRecycleDetails),
    Support(&'a SupportDetails),
}

impl Details {
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::InternetAccess(_) => Kind::InternetAccess,
            Self::ExtranetAccess(_) => Kind::ExtranetAccess,
            Self::InternetMapping(_) => Kind::InternetMapping,
            Self::ExtranetMapping(_) => Kind::ExtranetMapping,
            Self::TenantAccess(_) => Kind::TenantAccess,
            Self::ServerCreate(_) => Kind::ServerCreate,
            Self::ServerChange(_) => Kind::ServerChange,
            Self::ServerRecycle(_) => Kind::ServerRecycle,
            Self::Support(_) => Kind::Support,
        }
    }

    #[must_use]
    pub const fn fields(&self) -> Fields<'_> {
        match self {
            Self::InternetMapping(details) | Self::ExtranetMapping(details) => Fields::Mapping(details),
            Self::InternetAccess(details) | Self::ExtranetAccess(details) | Self::TenantAccess(details) => {
                Fields::Access(details)
            }
            Self::ServerCreate(details) => Fields::ServerCreate(details),
            Self::ServerChange(details) => Fields::ServerChange(details),
            Self::ServerRecycle(details) => Fields::ServerRecycle(details),
            Self::Support(details) => Fields::Support(details),
        }
    }

    /// The addresses and ports one searches a ticket by.
    #[must_use]
    pub fn search_text(&self) -> String {
        match self.fields() {
            Fields::Mapping(details) => details.search_text(),
            Fields::Access(details) => details.search_text(),
            Fields::ServerCreate(details) => details.search_text(),
            Fields::ServerChange(details) => details.search_text(),
            Fields::ServerRecycle(details) => details.search_text(),
            Fields::Support(details) => details.search_text(),
        }
    }

    /// All that is to lead from somewhere to somewhere, in the order of its form.
    #[must_use]
    pub fn wishes(&self) -> Vec<Wish> {
        match self.fields() {
            Fields::Mapping(details) => details.wishes(),
            Fields::Access(details) => vec![details.wish()],
            Fields::ServerCreate(details) => vec![details.wish()],
            Fields::ServerChange(details) => vec![details.wish()],
            Fields::ServerRecycle(details) => vec![details.wish()],
            Fields::Support(_) => Vec::new(),
        }
    }

    /// Until when, of the kinds that open something for a time.
    #[must_use]
    pub const fn term(&self) -> Option<&Term> {
        match self.fields() {
            Fields::Mapping(details) => Some(&details.term),
            Fields::Access(details) => Some(&details.term),
            Fields::ServerCreate(_) | Fields::ServerChange(_) | Fields::ServerRecycle(_) | Fields::Support(_) => None,
        }
    }

    pub const fn term_mut(&mut self) -> Option<&mut Term> {
        match self {
            Self::InternetMapping(details) | Self::ExtranetMapping(details) => Some(&mut details.term),
            Self::InternetAccess(details) | Self::ExtranetAccess(details) | Self::TenantAccess(details) => {
                Some(&mut details.term)
            }
            Self::ServerCreate(_) | Self::ServerChange(_) | Self::ServerRecycle(_) | Self::Support(_) => None,
        }
    }

    /// The number of the ticket that it prolongs; empty unless it is a renewal.
    #[must_use]
    pub fn renews(&self) -> &str {
        self.term().map_or("", |term| &term.renews)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_kept_under_the_slug_of_their_kind() {
        for details in [
            Details::InternetMapping(MappingDetails::default()),
            Details::ExtranetMapping(MappingDetails::default()),
            Details::InternetAccess(AccessDetails::default()),
            Details::ExtranetAccess(AccessDetails::default()),
            Details::TenantAccess(AccessDetails::default()),
            Details::ServerCreate(ServerCreateDetails::default()),
            Details::ServerChange(ServerChangeDetails::default()),
            Details::ServerRecycle(ServerRecycleDetails::default()),
            Details::Support(SupportDetails::default()),
        ] {
            let json = serde_json::to_value(&details).unwrap();
            assert_eq!(json["kind"], details.kind().slug());
            assert_eq!(serde_json::from_value::<Details>(json).unwrap(), details);
        }
    }

    #[test]
    fn a_ticket_is_found_by_its_addresses_with_and_without_their_ports() {
        let row = MappingRow {
            public_port: "8443".into(),
            floating_ip: "10.20.1.5".into(),
            internal_port: "443".into(),
            ..MappingRow::default()
        };
        let details = MappingDetails { public_ip: "203.0.113.10".into(), rows: vec![row], ..MappingDetails::default() };
        assert_eq!(Details::InternetMapping(details).search_text().trim(), "203.0.113.10:8443 10.20.1.5:443");
    }

    #[test]
    fn access_is_found_by_both_of_its_ends() {
        let details = AccessDetails {
            source_ips: "10.20.6.31;10.20.6.32".into(),
            destinations: "mirrors.aliyun.com;203.0.113.9".into(),
            tcp_ports: "443".into(),
            ..AccessDetails::default()
        };
        assert_eq!(
            Details::InternetAccess(details).search_text().trim(),
            "10.20.6.31 10.20.6.32 mirrors.aliyun.com 203.0.113.9"
        );
    }
}
