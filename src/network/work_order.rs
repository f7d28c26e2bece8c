//! What operators carry to the gateway (spec 2, "Work order for the gateway"): the same mappings
//! as an nftables script to run and as rows to copy.
//!
//! Every mapping is a chain of its own, found by pool address, protocol and port in one verdict
//! map. Both scripts are one transaction each, and running one twice is running it once.

use std::net::Ipv4Addr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{address::IpList, port::Port, protocol::Protocol};

/// A mapping as the gateway needs to know it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GatewayMapping {
    pub pool_ip: Ipv4Addr,
    pub protocol: Protocol,
    pub public_port: Port,
    pub floating_ip: Ipv4Addr,
    pub internal_port: Port,
    /// The only sources let through; all, if none.
    pub whitelist: Option<IpList>,
    /// Whether connections through it stay open for long.
    pub long_connection: bool,
    /// The last day, Asia/Shanghai; for ever, if none.
    #[serde(skip)]
    pub until: Option<NaiveDate>,
}

impl GatewayMapping {
    /// `203.0.113.18:443/TCP`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}/{}", self.pool_ip, self.public_port, self.protocol.as_str().to_uppercase())
    }

    /// What tells this mapping from all others, as a part of nftables names.
    fn slug(&self) -> String {
        let [a, b, c, d] = self.pool_ip.octets();
        format!("{a}_{b}_{c}_{d}_{}_{}", self.protocol, self.public_port)
    }

    /// The map's key, as an nftables concatenation.
    fn key(&self) -> String {
        format!("{} . {} . {}", self.pool_ip, self.protocol, self.public_port)
    }
}

/// Texts at the head of [`rows`]'s columns.
pub const COLUMNS: [&str; 8] = [
    "network-work-order-pool-ip",
    "network-work-order-protocol",
    "network-work-order-public-port",
    "network-work-order-floating-ip",
    "network-work-order-internal-port",
    "network-work-order-whitelist",
    "network-work-order-long-connection",
    "network-work-order-until",
];

/// One row a mapping; without a whitelist or an end the cell is empty. `say` gives words to keys.
#[must_use]
pub fn rows(mappings: &[GatewayMapping], say: &dyn Fn(&str) -> String) -> Vec<Vec<String>> {
    let row = |mapping: &GatewayMapping| {
        vec![
            mapping.pool_ip.to_string(),
            mapping.protocol.to_string(),
            mapping.public_port.to_string(),
            mapping.floating_ip.to_string(),
            mapping.internal_port.to_string(),
            mapping.whitelist.as_ref().map(IpList::to_string).unwrap_or_default(),
            say(yes_or_no(mapping.long_connection)),
            mapping.until.map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    mappings.iter().map(row).collect()
}

/// The word in a row for something that is so or isn't.
pub(super) const fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "network-work-order-yes" } else { "network-work-order-no" }
}

/// What a rule of a script remembers: its last day, and that its connections are long.
pub(super) fn comment(until: Option<NaiveDate>, long_connection: bool) -> String {
    let until = until.map(|day| format!("until {day}"));
    let long = long_connection.then(|| "long connections".to_owned());
    let words = until.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    if words.is_empty() { words } else { format!(" comment \"{words}\"") }
}

/// The script for `nft -f` that opens the mappings, or brings them up to date.
#[must_use]
pub fn nft_to_open(mappings: &[GatewayMapping]) -> String {
    let entrance = "\
add chain ip yunwu prerouting { type nat hook prerouting priority dstnat; policy accept; }
flush chain ip yunwu prerouting
add rule ip yunwu prerouting ip daddr . meta l4proto . th dport vmap @mappings
";
    DECLARATIONS.to_owned() + entrance + &mappings.iter().map(open).collect::<String>()
}

/// The script for `nft -f` that removes the mappings, whether they are there or not.
#[must_use]
pub fn nft_to_remove(mappings: &[GatewayMapping]) -> String {
    DECLARATIONS.to_owned() + &mappings.iter().map(remove).collect::<String>()
}

const DECLARATIONS: &str = "\
add table ip yunwu
add map ip yunwu mappings { type ipv4_addr . inet_proto . inet_service : verdict; }
";

fn open(mapping: &GatewayMapping) -> String {
    let GatewayMapping { protocol, floating_ip, internal_port, .. } = mapping;
    let (slug, key) = (mapping.slug(), mapping.key());
    let guard = mapping.whitelist.as_ref().map(|whitelist| guard(&slug, whitelist)).unwrap_or_default();
    let comment = comment(mapping.until, mapping.long_connection);
    format!(
        "
add chain ip yunwu to_{slug}
flush chain ip yunwu to_{slug}
{guard}add rule ip yunwu to_{slug} meta l4proto {protocol} dnat to {floating_ip}:{internal_port}{comment}
add element ip yunwu mappings {{ {key} : jump to_{slug} }}
"
    )
}

/// Lets only the listed sources through to what follows in the chain.
fn guard(slug: &str, whitelist: &IpList) -> String {
    let sources = whitelist.ranges().map(|range| range.to_string()).collect::<Vec<_>>().join(", ");
    format!(
        "\
add set ip yunwu from_{slug} {{ type ipv4_addr; flags interval; }}
flush set ip yunwu from_{slug}
add element ip yunwu from_{slug} {{ {sources} }}
add rule ip yunwu to_{slug} ip saddr != @from_{slug} drop
"
    )
}

/// Everything is added before it is deleted: deleting what isn't there would fail the whole script.
fn remove(mapping: &GatewayMapping) -> String {
    let (slug, key) = (mapping.slug(), mapping.key());
    format!(
        "
add chain ip yunwu to_{slug}
add element ip yunwu mappings {{ {key} : jump to_{slug} }}
delete element ip yunwu mappings {{ {key} }}
flush chain ip yunwu to_{slug}
delete chain ip yunwu to_{slug}
add set ip yunwu from_{slug} {{ type ipv4_addr; flags interval; }}
delete set ip yunwu from_{slug}
"
    )
}

#[cfg(test)]
mod tests;
