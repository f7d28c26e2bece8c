//! What operators carry to the gateway (spec 2, "Work order for the gateway"): the same mappings
//! as an nftables script to run and as rows to copy.
//!
//! Every mapping is a chain of its own, found by pool address, protocol and port in one verdict
//! map. Both scripts are one transaction each, and running one twice is running it once.

use std::{fmt::Write, net::Ipv4Addr};

use chrono::NaiveDate;

use super::{address::IpList, port::Port, protocol::Protocol};

/// A mapping as the gateway needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayMapping {
    pub pool_ip: Ipv4Addr,
    pub protocol: Protocol,
    pub public_port: Port,
    pub floating_ip: Ipv4Addr,
    pub internal_port: Port,
    /// The only sources let through; all, if none.
    pub whitelist: Option<IpList>,
    /// The last day, Asia/Shanghai; for ever, if none.
    pub until: Option<NaiveDate>,
}

impl GatewayMapping {
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

/// Texts at the head of [`csv_rows`]'s columns.
pub const COLUMNS: [&str; 7] = [
    "network-work-order-pool-ip",
    "network-work-order-protocol",
    "network-work-order-public-port",
    "network-work-order-floating-ip",
    "network-work-order-internal-port",
    "network-work-order-whitelist",
    "network-work-order-until",
];

/// One row a mapping; without a whitelist or an end the cell is empty.
#[must_use]
pub fn csv_rows(mappings: &[GatewayMapping]) -> Vec<[String; 7]> {
    mappings
        .iter()
        .map(|mapping| {
            [
                mapping.pool_ip.to_string(),
                mapping.protocol.to_string(),
                mapping.public_port.to_string(),
                mapping.floating_ip.to_string(),
                mapping.internal_port.to_string(),
                mapping.whitelist.as_ref().map(IpList::to_string).unwrap_or_default(),
                mapping.until.map(|day| day.to_string()).unwrap_or_default(),
            ]
        })
        .collect()
}

/// The script for `nft -f` that opens the mappings, or brings them up to date.
#[must_use]
pub fn nft_to_open(mappings: &[GatewayMapping]) -> String {
    let mut script = String::new();
    declare(&mut script);
    line(&mut script, format_args!("add chain ip yunwu prerouting {{ type nat hook prerouting priority dstnat; policy accept; }}"));
    line(&mut script, format_args!("flush chain ip yunwu prerouting"));
    line(&mut script, format_args!("add rule ip yunwu prerouting ip daddr . meta l4proto . th dport vmap @mappings"));
    for mapping in mappings {
        open(&mut script, mapping);
    }
    script
}

/// The script for `nft -f` that removes the mappings, whether they are there or not.
#[must_use]
pub fn nft_to_remove(mappings: &[GatewayMapping]) -> String {
    let mut script = String::new();
    declare(&mut script);
    for mapping in mappings {
        remove(&mut script, mapping);
    }
    script
}

fn declare(script: &mut String) {
    line(script, format_args!("add table ip yunwu"));
    line(script, format_args!("add map ip yunwu mappings {{ type ipv4_addr . inet_proto . inet_service : verdict; }}"));
}

fn open(script: &mut String, mapping: &GatewayMapping) {
    let GatewayMapping { protocol, floating_ip, internal_port, .. } = mapping;
    let (slug, key) = (mapping.slug(), mapping.key());
    script.push('\n');
    line(script, format_args!("add chain ip yunwu to_{slug}"));
    line(script, format_args!("flush chain ip yunwu to_{slug}"));
    if let Some(whitelist) = &mapping.whitelist {
        let sources: Vec<String> = whitelist.ranges().map(|range| range.to_string()).collect();
        line(script, format_args!("add set ip yunwu from_{slug} {{ type ipv4_addr; flags interval; }}"));
        line(script, format_args!("flush set ip yunwu from_{slug}"));
        line(script, format_args!("add element ip yunwu from_{slug} {{ {} }}", sources.join(", ")));
        line(script, format_args!("add rule ip yunwu to_{slug} ip saddr != @from_{slug} drop"));
    }
    let comment = mapping.until.map(|day| format!(" comment \"until {day}\"")).unwrap_or_default();
    line(script, format_args!("add rule ip yunwu to_{slug} meta l4proto {protocol} dnat to {floating_ip}:{internal_port}{comment}"));
    line(script, format_args!("add element ip yunwu mappings {{ {key} : jump to_{slug} }}"));
}

/// Everything is added before it is deleted: deleting what isn't there would fail the whole script.
fn remove(script: &mut String, mapping: &GatewayMapping) {
    let (slug, key) = (mapping.slug(), mapping.key());
    script.push('\n');
    line(script, format_args!("add chain ip yunwu to_{slug}"));
    line(script, format_args!("add element ip yunwu mappings {{ {key} : jump to_{slug} }}"));
    line(script, format_args!("delete element ip yunwu mappings {{ {key} }}"));
    line(script, format_args!("flush chain ip yunwu to_{slug}"));
    line(script, format_args!("delete chain ip yunwu to_{slug}"));
    line(script, format_args!("add set ip yunwu from_{slug} {{ type ipv4_addr; flags interval; }}"));
    line(script, format_args!("delete set ip yunwu from_{slug}"));
}

fn line(script: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string can't fail.
    let _ = writeln!(script, "{words}");
}

#[cfg(test)]
mod tests;
