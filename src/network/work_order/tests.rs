use super::*;
use crate::network::address::Networks;

fn a_website() -> GatewayMapping {
    GatewayMapping {
        pool_ip: Ipv4Addr::new(203, 0, 113, 10),
        protocol: Protocol::Tcp,
        public_port: Port::parse("8443").unwrap(),
        floating_ip: Ipv4Addr::new(10, 20, 1, 5),
        internal_port: Port::parse("443").unwrap(),
        whitelist: None,
        long_connection: false,
        until: None,
    }
}

fn a_guarded_database() -> GatewayMapping {
    GatewayMapping {
        public_port: Port::parse("13306").unwrap(),
        internal_port: Port::parse("3306").unwrap(),
        whitelist: Some(IpList::parse("198.51.100.0/28;192.0.2.3-9；192.0.2.1", Networks::Allowed).unwrap()),
        until: NaiveDate::from_ymd_opt(2026, 11, 22),
        ..a_website()
    }
}

#[test]
fn an_open_mapping_is_a_chain_found_by_address_protocol_and_port() {
    let expected = "\
add table ip yunwu
add map ip yunwu mappings { type ipv4_addr . inet_proto . inet_service : verdict; }
add chain ip yunwu prerouting { type nat hook prerouting priority dstnat; policy accept; }
flush chain ip yunwu prerouting
add rule ip yunwu prerouting ip daddr . meta l4proto . th dport vmap @mappings

add chain ip yunwu to_203_0_113_10_tcp_8443
flush chain ip yunwu to_203_0_113_10_tcp_8443
add rule ip yunwu to_203_0_113_10_tcp_8443 meta l4proto tcp dnat to 10.20.1.5:443
add element ip yunwu mappings { 203.0.113.10 . tcp . 8443 : jump to_203_0_113_10_tcp_8443 }
";
    assert_eq!(nft_to_open(&[a_website()]), expected);
}

#[test]
fn a_whitelist_lets_its_sources_through_and_drops_the_rest() {
    let script = nft_to_open(&[a_website(), a_guarded_database()]);
    let expected = "
add chain ip yunwu to_203_0_113_10_tcp_13306
flush chain ip yunwu to_203_0_113_10_tcp_13306
add set ip yunwu from_203_0_113_10_tcp_13306 { type ipv4_addr; flags interval; }
flush set ip yunwu from_203_0_113_10_tcp_13306
add element ip yunwu from_203_0_113_10_tcp_13306 { 192.0.2.1, 192.0.2.3-192.0.2.9, 198.51.100.0/28 }
add rule ip yunwu to_203_0_113_10_tcp_13306 ip saddr != @from_203_0_113_10_tcp_13306 drop
add rule ip yunwu to_203_0_113_10_tcp_13306 meta l4proto tcp dnat to 10.20.1.5:3306 comment \"until 2026-11-22\"
add element ip yunwu mappings { 203.0.113.10 . tcp . 13306 : jump to_203_0_113_10_tcp_13306 }
";
    assert!(script.ends_with(expected), "{script}");
}

#[test]
fn removal_takes_back_all_that_opening_brought() {
    let expected = "\
add table ip yunwu
add map ip yunwu mappings { type ipv4_addr . inet_proto . inet_service : verdict; }

add chain ip yunwu to_203_0_113_10_tcp_13306
add element ip yunwu mappings { 203.0.113.10 . tcp . 13306 : jump to_203_0_113_10_tcp_13306 }
delete element ip yunwu mappings { 203.0.113.10 . tcp . 13306 }
flush chain ip yunwu to_203_0_113_10_tcp_13306
delete chain ip yunwu to_203_0_113_10_tcp_13306
add set ip yunwu from_203_0_113_10_tcp_13306 { type ipv4_addr; flags interval; }
delete set ip yunwu from_203_0_113_10_tcp_13306
";
    assert_eq!(nft_to_remove(&[a_guarded_database()]), expected);
}

#[test]
fn rows_hold_the_same_in_the_order_of_the_columns() {
    let long = GatewayMapping { long_connection: true, ..a_guarded_database() };
    let rows = rows(&[a_website(), long], &|key: &str| key.rsplit('-').next().unwrap_or_default().to_owned());
    assert_eq!(rows[0], ["203.0.113.10", "tcp", "8443", "10.20.1.5", "443", "", "no", ""]);
    assert_eq!(rows[1][5..], ["192.0.2.1;192.0.2.3-192.0.2.9;198.51.100.0/28", "yes", "2026-11-22"]);
    assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
}

#[test]
fn a_rule_remembers_its_last_day_and_that_its_connections_are_long() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22);
    for (until, long, remembered) in [
        (None, false, ""),
        (day, false, " comment \"until 2026-11-22\""),
        (None, true, " comment \"long connections\""),
        (day, true, " comment \"until 2026-11-22, long connections\""),
    ] {
        assert_eq!(comment(until, long), remembered);
    }
}
