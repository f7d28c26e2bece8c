//! Spec 2, `internet-access`, `extranet-access` and `tenant-access`.

use serde::{Deserialize, Serialize};

use super::{Term, Wish};

/// From hosts to addresses and ports elsewhere. What only some kinds ask for is empty in the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessDetails {
    pub source_ips: String,
    /// Between tenants: whose the sources are.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_tenant: String,
    /// To the extranet: the address that others see.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub translated_ip: String,
    /// Under each kind's own name.
    pub destinations: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub destination_tenant: String,
    /// Between tenants: `one_way` or `both`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub direction: String,
    pub tcp_ports: String,
    pub udp_ports: String,
    /// `on` or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub long_connection: String,
    #[serde(flatten)]
    pub term: Term,
    pub remarks: String,
}

impl AccessDetails {
    pub(super) fn search_text(&self) -> String {
        let lists = [&self.source_ips, &self.destinations].into_iter().flat_map(|list| list.split(';'));
        let words = [&self.translated_ip, &self.source_tenant, &self.destination_tenant].map(String::as_str);
        lists.chain(words).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn wish(&self) -> Wish {
        let ports =
            [("TCP", &self.tcp_ports), ("UDP", &self.udp_ports)].map(|(protocol, ports)| match ports.as_str() {
                "" => String::new(),
                ports => format!("{protocol} {ports}"),
            });
        Wish { from: self.source_ips.clone(), to: self.destinations.clone(), over: ports.join(" ").trim().to_owned() }
    }

    #[must_use]
    pub fn is_both_ways(&self) -> bool {
        self.direction == BOTH
    }
}

/// `direction`
pub const BOTH: &str = "both";
pub const ONE_WAY: &str = "one_way";
