//! What each kind of ticket asks for, as it is typed and kept (spec 2, "Network forms").
//!
//! Texts, normalised where they can be read: a draft is kept with its lengths checked alone, so
//! nothing here is promised to be an address or a port. What is submitted was parsed by the form.

use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use super::kind::Kind;

/// The kind's own fields; one variant for each kind that can be filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromSqlRow)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Details {
    InternetMapping(MappingDetails),
}

/// Spec 2, `internet-mapping`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingDetails {
    pub public_ip: String,
    pub rows: Vec<MappingRow>,
    pub filing_no: String,
    pub whitelist: String,
    /// `unlimited` or `until`.
    pub validity: String,
    /// The last day, as `2026-11-22`.
    pub valid_until: String,
    pub remarks: String,
    /// The number of the ticket whose mappings it prolongs; empty unless it is a renewal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub renews: String,
}

/// One port on the internet and what it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingRow {
    pub public_port: String,
    pub floating_ip: String,
    pub internal_port: String,
    pub protocol: String,
    pub access_url: String,
}

impl Details {
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::InternetMapping(_) => Kind::InternetMapping,
        }
    }

    /// The addresses and ports one searches a ticket by.
    #[must_use]
    pub fn search_text(&self) -> String {
        match self {
            Self::InternetMapping(details) => details.search_text(),
        }
    }
}

impl MappingDetails {
    fn search_text(&self) -> String {
        let of_rows = self.rows.iter().flat_map(|row| {
            let public = format!("{}:{}", self.public_ip, row.public_port);
            let internal = format!("{}:{}", row.floating_ip, row.internal_port);
            [public, internal, row.access_url.clone()]
        });
        of_rows.chain([self.whitelist.clone(), self.filing_no.clone()]).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_kept_under_the_slug_of_their_kind() {
        let details = Details::InternetMapping(MappingDetails::default());
        let json = serde_json::to_value(&details).unwrap();
        assert_eq!(json["kind"], Kind::InternetMapping.slug());
        assert_eq!(serde_json::from_value::<Details>(json).unwrap(), details);
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
        assert_eq!(details.search_text().trim(), "203.0.113.10:8443 10.20.1.5:443");
    }
}
