//! Spec 2, `internet-mapping` and `extranet-mapping`.

use serde::{Deserialize, Serialize};

use super::{Term, Wish};

/// Ports of a pool address and where they lead, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingDetails {
    /// The internet IP, or the extranet IP.
    pub public_ip: String,
    pub rows: Vec<MappingRow>,
    pub filing_no: String,
    pub whitelist: String,
    /// `on` or nothing; on the extranet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub long_connection: String,
    #[serde(flatten)]
    pub term: Term,
    pub remarks: String,
}

/// One port of the pool address and what it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingRow {
    pub public_port: String,
    pub floating_ip: String,
    pub internal_port: String,
    pub protocol: String,
    pub access_url: String,
}

impl MappingDetails {
    pub(super) fn search_text(&self) -> String {
        let of_rows = self.rows.iter().flat_map(|row| {
            let public = format!("{}:{}", self.public_ip, row.public_port);
            let internal = format!("{}:{}", row.floating_ip, row.internal_port);
            [public, internal, row.access_url.clone()]
        });
        of_rows.chain([self.whitelist.clone(), self.filing_no.clone()]).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn wishes(&self) -> Vec<Wish> {
        let wish = |row: &MappingRow| Wish {
            from: ended(&self.public_ip, &row.public_port),
            to: ended(&row.floating_ip, &row.internal_port),
            over: row.protocol.to_uppercase(),
        };
        self.rows.iter().map(wish).collect()
    }
}

/// A draft may have neither side yet.
fn ended(address: &str, port: &str) -> String {
    match (address, port) {
        ("", "") => String::new(),
        (address, "") => address.to_owned(),
        (address, port) => format!("{address}:{port}"),
    }
}
