use super::*;

fn ip(text: &str) -> Ipv4Addr {
    text.parse().unwrap()
}

fn list(typed: &str) -> IpList {
    IpList::parse(typed, Networks::Allowed).unwrap()
}

fn normalised(typed: &str) -> String {
    list(typed).to_string()
}

fn refused(typed: &str) -> Text {
    IpList::parse(typed, Networks::Allowed).unwrap_err()
}

/// The refusal of `typed` with the one thing that was meant.
fn suggests(key: &'static str, element: &str, suggestion: &str) -> Text {
    refuse(key, element).with("suggestion", suggestion)
}

#[test]
fn one_address_is_read_however_it_is_typed() {
    for typed in ["10.1.2.3", " 10.1.2.3 ", "１０。１。２。３", "10．1．2．3", "10.1.2.3;", "\u{feff}10.1.2.3"]
    {
        assert_eq!(parse_ipv4(typed), Ok(ip("10.1.2.3")), "{typed}");
    }
}

#[test]
fn where_one_address_belongs_lists_ranges_and_networks_are_refused() {
    for typed in ["10.1.2.3;10.1.2.4", "10.1.2.3-9", "10.1.2.0/24"] {
        assert_eq!(parse_ipv4(typed), Err(refuse("network-address-only-one", typed)));
    }
    assert_eq!(parse_ipv4("  "), Err("network-address-missing".into()));
}

#[test]
fn leading_zeros_are_refused_with_the_address_meant() {
    assert_eq!(parse_ipv4("010.1.2.3"), Err(suggests("network-leading-zero", "010.1.2.3", "10.1.2.3")));
    assert_eq!(refused("10.1.2.3;10.01.2.003"), suggests("network-leading-zero", "10.01.2.003", "10.1.2.3"));
    assert_eq!(refused("10.1.2.00-10.1.2.9"), suggests("network-leading-zero", "10.1.2.00", "10.1.2.0"));
}

#[test]
fn a_copied_port_or_scheme_is_pointed_out() {
    assert_eq!(refused("10.1.2.3:8080"), suggests("network-address-with-port", "10.1.2.3:8080", "10.1.2.3"));
    assert_eq!(refused("10.1.2.3：80"), suggests("network-address-with-port", "10.1.2.3:80", "10.1.2.3"));
    let refusal = parse_ipv4("http：10.1.2.3").unwrap_err();
    assert_eq!(refusal, refuse("network-address-invalid", "http:10.1.2.3"));
}

#[test]
fn ipv6_is_refused_as_such() {
    for typed in ["::1", "2001:db8::1", "[2001:db8::1]"] {
        assert_eq!(refused(typed), refuse("network-address-ipv6", typed));
    }
}

#[test]
fn what_is_no_address_is_refused_by_name() {
    for typed in
        ["10.1.2", "10.1.2.256", "10.1.2.3.4", "www.example.com", "*", "10.1.2.x", "10..2.3", "0x0a.1.2.3", "167838211"]
    {
        assert_eq!(refused(&format!("10.1.1.1;{typed}")), refuse("network-address-invalid", typed));
    }
}

#[test]
fn ranges_may_be_long_or_short() {
    assert_eq!(normalised("10.1.2.3-10.1.2.9"), "10.1.2.3-10.1.2.9");
    assert_eq!(normalised("10.1.2.3-9"), "10.1.2.3-10.1.2.9");
    assert_eq!(normalised("10.1.2.3 －— 10.1.2.9"), "10.1.2.3-10.1.2.9");
    assert_eq!(normalised("10.1.2.250-10.1.3.5"), "10.1.2.250-10.1.3.5");
    assert_eq!(normalised("10.1.2.3-3"), "10.1.2.3");
}

#[test]
fn a_bad_range_is_refused_by_name() {
    assert_eq!(refused("10.1.2.9-3"), suggests("network-range-backwards", "10.1.2.9-3", "10.1.2.3-10.1.2.9"));
    let backwards = "10.1.3.1-10.1.2.9";
    assert_eq!(refused(backwards), suggests("network-range-backwards", backwards, "10.1.2.9-10.1.3.1"));
    for typed in ["10.1.2.3-", "-10.1.2.3", "10.1.2.3-4-5", "10.1.2.3-256", "10.1.2.3-09", "10.1.2.3-x", "-"] {
        assert_eq!(refused(typed), refuse("network-address-range-invalid", typed));
    }
    assert_eq!(refused("10.1.2.3-10.1.2.300"), refuse("network-address-invalid", "10.1.2.300"));
}

#[test]
fn networks_are_read_where_they_are_allowed() {
    assert_eq!(normalised("10.1.2.0/24"), "10.1.2.0/24");
    assert_eq!(normalised("10.1.2.4/30；10.1.2.3/32"), "10.1.2.3;10.1.2.4/30");
    assert_eq!(list("10.1.2.0/24").size(), 256);
}

#[test]
fn where_they_are_not_the_range_is_suggested() {
    let refusal = |typed| IpList::parse(typed, Networks::Refused).unwrap_err();
    let key = "network-network-not-here";
    assert_eq!(refusal("10.1.2.0/24"), suggests(key, "10.1.2.0/24", "10.1.2.0-10.1.2.255"));
    assert_eq!(refusal("10.1.2.5/24"), suggests(key, "10.1.2.5/24", "10.1.2.0-10.1.2.255"));
    assert_eq!(refusal("10.1.2.3/32"), suggests(key, "10.1.2.3/32", "10.1.2.3"));
}

#[test]
fn host_bits_in_a_network_are_refused_with_the_right_network() {
    assert_eq!(refused("10.1.2.5/24"), suggests("network-network-host-bits", "10.1.2.5/24", "10.1.2.0/24"));
    assert_eq!(refused("10.1.2.5/31"), suggests("network-network-host-bits", "10.1.2.5/31", "10.1.2.4/31"));
    assert_eq!(refused("10.1.2.5/0"), suggests("network-network-host-bits", "10.1.2.5/0", "0.0.0.0/0"));
}

#[test]
fn a_bad_prefix_is_refused_and_a_mask_translated() {
    for typed in [
        "10.1.2.0/33",
        "10.1.2.0/",
        "10.1.2.0/x",
        "10.1.2.0/024",
        "10.1.2.0/+8",
        "10.1.2.0/24/24",
        "10.1.2.0/255.0.255.0",
    ] {
        assert_eq!(refused(typed), refuse("network-network-prefix", typed));
    }
    let masked = "10.1.2.5/255.255.255.0";
    assert_eq!(refused(masked), suggests("network-network-mask", masked, "10.1.2.0/24"));
}

#[test]
fn overlaps_are_merged_and_neighbours_are_not() {
    assert_eq!(normalised("10.1.2.5;10.1.2.3-9;10.1.2.3"), "10.1.2.3-10.1.2.9");
    assert_eq!(normalised("10.1.2.5-12;10.1.2.3-9"), "10.1.2.3-10.1.2.12");
    assert_eq!(normalised("10.1.2.4;10.1.2.3"), "10.1.2.3;10.1.2.4");
    assert_eq!(normalised("10.1.2.9;10.1.2.0/24;10.1.2.0/25"), "10.1.2.0/24");
    assert_eq!(normalised("10.1.2.0-255;10.1.2.0/24"), "10.1.2.0/24");
    assert_eq!(normalised("10.1.2.0/24;10.1.2.200-10.1.3.1"), "10.1.2.0-10.1.3.1");
}

#[test]
fn the_normalised_form_reads_back_unchanged() {
    for typed in
        ["10.1.2.3", "10.1.2.0/24;10.1.1.0-10.1.1.255", "10.9.0.0/16", "10.1.2.0/24 10.1.2.200-10.1.3.1\n1.1.1.1"]
    {
        assert_eq!(list(&normalised(typed)), list(typed));
    }
    let ranges = IpList::parse("10.1.2.0-255", Networks::Refused).unwrap();
    assert_eq!(IpList::parse(&ranges.to_string(), Networks::Refused), Ok(ranges));
}

#[test]
fn a_list_knows_its_addresses() {
    let list = list("10.1.2.0/30;10.1.3.7-9;192.0.2.1");
    for inside in ["10.1.2.0", "10.1.2.3", "10.1.3.7", "10.1.3.8", "10.1.3.9", "192.0.2.1"] {
        assert!(list.contains(ip(inside)), "{inside}");
    }
    for outside in ["10.1.1.255", "10.1.2.4", "10.1.3.6", "10.1.3.10", "192.0.2.0", "255.255.255.255", "0.0.0.0"] {
        assert!(!list.contains(ip(outside)), "{outside}");
    }
    assert_eq!(list.size(), 8);
    assert_eq!(list.addresses().count(), 8);
    assert!(list.addresses().all(|address| list.contains(address)));
    assert_eq!(list.ranges().map(IpRange::last).collect::<Vec<_>>(), ["10.1.2.3", "10.1.3.9", "192.0.2.1"].map(ip));
}

#[test]
fn at_most_65536_addresses_are_taken_after_merging() {
    assert_eq!(list("10.1.0.0/16").size(), u64::from(MAX_ADDRESSES));
    assert_eq!(list("10.1.0.0/16;10.1.9.9").size(), u64::from(MAX_ADDRESSES));
    let too_many = Text::new("network-addresses-too-many").with("limit", 65_536_usize);
    assert_eq!(refused("10.1.0.0/16;10.2.0.0"), too_many);
    assert_eq!(refused("0.0.0.0/0"), too_many);
    assert_eq!(refused("0.0.0.0-255.255.255.255;0.0.0.0/0"), too_many);
}

#[test]
fn at_most_256_elements_are_taken() {
    let typed =
        |count: usize| (0..count).map(|n| format!("10.1.{}.{}", n / 256, n % 256)).collect::<Vec<_>>().join("\n");
    assert_eq!(list(&typed(256)).size(), 256);
    assert_eq!(
        refused(&typed(257)),
        Text::new("network-list-too-long").with("count", 257_usize).with("limit", 256_usize)
    );
}

#[test]
fn ten_thousand_elements_and_a_hundred_thousand_characters_are_refused() {
    let count = Text::new("network-list-too-long").with("count", 10_000_usize).with("limit", 256_usize);
    assert_eq!(refused(&"10.1.2.3;".repeat(10_000)), count);
    for junk in ["9", ".", "-", "/", "—", "１", "0.", "x"] {
        assert!(IpList::parse(&junk.repeat(100_000), Networks::Allowed).is_err());
    }
}

#[test]
fn an_empty_field_is_refused_unless_it_may_be_empty() {
    assert_eq!(refused("；\n "), "network-addresses-missing".into());
    assert_eq!(IpList::parse_optional("；\n ", Networks::Allowed), Ok(None));
    assert_eq!(IpList::parse_optional("10.1.2.3", Networks::Allowed), Ok(Some(ip("10.1.2.3").into())));
}

#[test]
fn json_holds_the_normalised_line() {
    let list = list("10.1.2.3-9");
    assert_eq!(serde_json::to_string(&list).unwrap(), "\"10.1.2.3-10.1.2.9\"");
    assert_eq!(serde_json::from_str::<IpList>("\"10.1.2.3-10.1.2.9\"").unwrap(), list);
    assert!(serde_json::from_str::<IpList>("\"nowhere\"").is_err());
}
