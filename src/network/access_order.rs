//! What operators carry to the gateway for access (spec 2, "Work order for the gateway"): the same rules as rows to copy
//! and as an nftables script to run.
//!
//! Every policy is a table of its own. It marks what it lets through, and the gateway's own rules let marked packets
//! pass; so policies that overlap come and go without each other. The table bears a name made of what it lets through: a
//! renewal replaces the table of what it prolongs. Replaced as a whole, so that running a script twice is running it once.
//! Domain names are resolved by the gateway, into the policy's set.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{
    address::IpList,
    destination::{Destinations, DomainName},
    policy::{AccessRule, Reach},
    port::PortSet,
    protocol::Protocol,
    work_order::{comment, yes_or_no},
};

/// Access as the gateway needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayAccess {
    /// Whose it is.
    pub department: i64,
    pub rule: AccessRule,
    /// The last day, Asia/Shanghai; for ever, if none.
    pub until: Option<NaiveDate>,
}

/// Texts at the head of [`rows`]'s columns.
pub const COLUMNS: [&str; 11] = [
    "network-work-order-reach",
    "network-work-order-sources",
    "network-work-order-source-tenant",
    "network-work-order-destinations",
    "network-work-order-destination-tenant",
    "network-work-order-direction",
    "network-work-order-protocol",
    "network-work-order-ports",
    "network-work-order-translated-ip",
    "network-work-order-long-connection",
    "network-work-order-until",
];

/// One row a policy and protocol. `say` gives words to keys.
#[must_use]
pub fn rows(policies: &[GatewayAccess], say: &dyn Fn(&str) -> String) -> Vec<Vec<String>> {
    policies.iter().flat_map(|policy| rows_of(policy, say)).collect()
}

fn rows_of(policy: &GatewayAccess, say: &dyn Fn(&str) -> String) -> Vec<Vec<String>> {
    let GatewayAccess { rule, until, .. } = policy;
    let direction = if rule.both_ways { "network-work-order-both-ways" } else { "network-work-order-one-way" };
    let row = |protocol: Protocol, ports: &PortSet| {
        vec![
            say(rule.reach.label()),
            rule.sources.to_string(),
            rule.source_tenant.clone(),
            rule.destinations.to_string(),
            rule.destination_tenant.clone(),
            say(direction),
            protocol.to_string(),
            ports.to_string(),
            rule.translated_ip.map(|address| address.to_string()).unwrap_or_default(),
            say(yes_or_no(rule.long_connection)),
            until.map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    let protocols = Protocol::ALL.into_iter().filter_map(|it| Some((it, rule.ports(it)?)));
    protocols.map(|(protocol, ports)| row(protocol, ports)).collect()
}

/// The script for `nft -f` that opens the policies, or brings them up to date.
#[must_use]
pub fn nft_to_open(policies: &[GatewayAccess]) -> String {
    policies.iter().map(open).collect::<Vec<_>>().join("\n")
}

/// The script for `nft -f` that removes the policies, whether they are there or not.
#[must_use]
pub fn nft_to_remove(policies: &[GatewayAccess]) -> String {
    policies.iter().map(replace).collect()
}

/// Added before it is deleted: deleting what isn't there would fail the whole script.
fn replace(policy: &GatewayAccess) -> String {
    let table = table(policy);
    format!("add table ip {table}\ndelete table ip {table}\n")
}

/// What makes two policies the same access makes the name.
fn table(policy: &GatewayAccess) -> String {
    let GatewayAccess { department, rule, .. } = policy;
    let (from, to) = (&rule.source_tenant, &rule.destination_tenant);
    let what = [rule.reach.code(), &rule.sources.to_string(), from, &rule.destinations.to_string(), to].join("|");
    let hash = Sha256::new().chain_update(format!("{department}|{what}|{}|{}", rule.both_ways, rule.ports_in_words()));
    let name: String = hash.finalize().iter().take(NAME).map(|byte| format!("{byte:02x}")).collect();
    format!("yunwu_access_{name}")
}

/// Bytes of the hash in a name.
const NAME: usize = 6;

fn open(policy: &GatewayAccess) -> String {
    let GatewayAccess { rule, until, .. } = policy;
    let comment = comment(*until, rule.long_connection);
    let marks: String = passes(rule).iter().map(|pass| format!("    {pass} meta mark set {MARK}{comment}\n")).collect();
    let sources = set("sources", Some(&rule.sources));
    let destinations = match rule.destinations {
        Destinations::Anywhere => String::new(),
        Destinations::Listed { .. } => set("destinations", rule.destinations.addresses()),
    };
    let translate = rule.translated_ip.map(|address| translation(rule, &address.to_string())).unwrap_or_default();
    let (replaced, tenants, names, table) = (replace(policy), tenants(rule), names(rule), table(policy));
    format!(
        "\
{replaced}{tenants}{names}table ip {table} {{
{sources}{destinations}  chain pass {{
    type filter hook forward priority filter - 10; policy accept;
{marks}  }}
{translate}}}
"
    )
}

/// Whose the two sides are, which addresses alone don't tell.
fn tenants(rule: &AccessRule) -> String {
    match rule.reach {
        Reach::Tenant => format!("# {} -> {}\n", rule.source_tenant, rule.destination_tenant),
        Reach::Internet | Reach::Extranet => String::new(),
    }
}

fn names(rule: &AccessRule) -> String {
    let names: Vec<&str> = rule.destinations.names().iter().map(DomainName::as_str).collect();
    if names.is_empty() { String::new() } else { format!("# resolve into set destinations: {}\n", names.join(" ")) }
}

/// What marks a packet that some policy lets through.
const MARK: &str = "0x59570001";

fn set(name: &str, addresses: Option<&IpList>) -> String {
    let elements = addresses.map(|list| {
        let ranges = list.ranges().map(|range| range.to_string()).collect::<Vec<_>>().join(", ");
        format!("    elements = {{ {ranges} }}\n")
    });
    format!(
        "  set {name} {{\n    type ipv4_addr\n    flags interval\n    auto-merge\n{}  }}\n",
        elements.unwrap_or_default()
    )
}

/// Which packets: a line a protocol and direction.
fn passes(rule: &AccessRule) -> Vec<String> {
    let to = if rule.destinations == Destinations::Anywhere { "" } else { " ip daddr @destinations" };
    let there = ports(rule).into_iter().map(|ports| format!("ip saddr @sources{to} {ports}"));
    let back = ports(rule).into_iter().filter(|_| rule.both_ways);
    there.chain(back.map(|ports| format!("ip saddr @destinations ip daddr @sources {ports}"))).collect()
}

fn ports(rule: &AccessRule) -> Vec<String> {
    let of = |protocol: Protocol| {
        let ranges = rule.ports(protocol)?.ranges().map(|range| range.to_string()).collect::<Vec<_>>().join(", ");
        Some(format!("{protocol} dport {{ {ranges} }}"))
    };
    Protocol::ALL.into_iter().filter_map(of).collect()
}

fn translation(rule: &AccessRule, address: &str) -> String {
    let lines: String = passes(rule).iter().map(|pass| format!("    {pass} snat to {address}\n")).collect();
    format!("  chain translate {{\n    type nat hook postrouting priority srcnat; policy accept;\n{lines}  }}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::address::Networks;

    fn policy(destinations: Destinations) -> GatewayAccess {
        let rule = AccessRule {
            reach: Reach::Internet,
            sources: IpList::parse("10.20.6.31;10.20.6.40-42", Networks::Refused).unwrap(),
            source_tenant: String::new(),
            destinations,
            destination_tenant: String::new(),
            both_ways: false,
            tcp: PortSet::parse_optional("443;8000-8010").unwrap(),
            udp: PortSet::parse_optional("53").unwrap(),
            long_connection: false,
            translated_ip: None,
        };
        GatewayAccess { department: 12, rule, until: NaiveDate::from_ymd_opt(2027, 3, 1) }
    }

    fn named() -> GatewayAccess {
        policy(Destinations::parse("203.0.113.9;mirrors.aliyun.com").unwrap())
    }

    fn extranet() -> GatewayAccess {
        let mut access = policy(IpList::parse("59.0.9.0/24", Networks::Allowed).unwrap().into());
        access.rule.reach = Reach::Extranet;
        access.rule.translated_ip = Some([59, 0, 2, 18].into());
        access
    }

    #[test]
    fn a_row_says_what_to_open_protocol_by_protocol() {
        let rows = rows(&[named()], &|key: &str| key.rsplit('-').next().unwrap_or_default().to_owned());
        assert_eq!(rows.len(), 2);
        let tcp = rows[0].join(" | ");
        assert_eq!(
            tcp,
            "internet | 10.20.6.31;10.20.6.40-10.20.6.42 |  | 203.0.113.9;mirrors.aliyun.com |  | way | tcp | 443;8000-8010 |  | no | 2027-03-01"
        );
        assert_eq!(rows[1][7], "53");
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
    }

    #[test]
    fn a_script_replaces_the_policys_own_table() {
        let script = nft_to_open(&[named()]);
        let table = table(&named());
        assert!(script.starts_with(&format!("add table ip {table}\ndelete table ip {table}\n")), "{script}");
        for line in [
            "# resolve into set destinations: mirrors.aliyun.com",
            "elements = { 10.20.6.31, 10.20.6.40-10.20.6.42 }",
            "ip saddr @sources ip daddr @destinations tcp dport { 443, 8000-8010 } meta mark set 0x59570001 comment \"until 2027-03-01\"",
            "ip saddr @sources ip daddr @destinations udp dport { 53 }",
        ] {
            assert!(script.contains(line), "{line} in {script}");
        }
        assert!(!script.contains("snat"));
    }

    #[test]
    fn access_to_anywhere_names_no_destination() {
        let script = nft_to_open(&[policy(Destinations::Anywhere)]);
        assert!(script.contains("    ip saddr @sources tcp dport") && !script.contains("daddr"), "{script}");
    }

    #[test]
    fn access_to_the_extranet_is_translated() {
        let script = nft_to_open(&[extranet()]);
        assert!(
            script.contains("ip saddr @sources ip daddr @destinations udp dport { 53 } snat to 59.0.2.18"),
            "{script}"
        );
    }

    #[test]
    fn both_ways_lead_back_as_well() {
        let mut access = extranet();
        (access.rule.reach, access.rule.both_ways, access.rule.translated_ip) = (Reach::Tenant, true, None);
        (access.rule.source_tenant, access.rule.destination_tenant) = ("省应急管理厅".into(), "武钢应急云".into());
        let script = nft_to_open(&[access]);
        assert!(script.contains("ip saddr @destinations ip daddr @sources tcp dport"), "{script}");
        assert!(script.contains("\n# 省应急管理厅 -> 武钢应急云\n"), "{script}");
    }

    #[test]
    fn removing_takes_the_table_away() {
        let table = table(&named());
        assert_eq!(nft_to_remove(&[named()]), format!("add table ip {table}\ndelete table ip {table}\n"));
    }

    #[test]
    fn a_renewal_has_the_table_of_what_it_prolongs_and_others_have_their_own() {
        let renewal = GatewayAccess { until: None, ..named() };
        assert_eq!(table(&renewal), table(&named()));
        let mut other = named();
        other.rule.udp = None;
        assert_ne!(table(&other), table(&named()));
        assert_ne!(table(&GatewayAccess { department: 13, ..named() }), table(&named()));
    }
}
