use super::*;

fn port(number: u16) -> Port {
    Port::new(number).unwrap()
}

fn normalised(typed: &str) -> String {
    PortSet::parse(typed).unwrap().to_string()
}

fn refused(typed: &str) -> Text {
    PortSet::parse(typed).unwrap_err()
}

#[test]
fn a_port_is_one_of_65535() {
    assert_eq!(Port::parse("1"), Ok(Port::FIRST));
    assert_eq!(Port::parse("65535"), Ok(Port::LAST));
    assert_eq!(Port::parse(" ４４３ "), Ok(port(443)));
    for typed in ["0", "00", "65536", "99999999999999999999"] {
        assert_eq!(Port::parse(typed), Err(refuse("network-port-out-of-range", typed)));
    }
}

#[test]
fn a_port_is_digits_alone() {
    for typed in ["http", "8o80", "80.5", "+80", "tcp/80", "八十", "80:90"] {
        assert_eq!(Port::parse(typed), Err(refuse("network-port-invalid", typed)));
    }
    assert_eq!(Port::parse(" "), Err("network-port-missing".into()));
}

#[test]
fn a_leading_zero_is_refused_with_the_number_meant() {
    assert_eq!(Port::parse("0080"), Err(refuse("network-leading-zero", "0080").with("suggestion", "80")));
}

#[test]
fn where_one_port_belongs_several_and_ranges_are_refused() {
    for typed in ["80;443", "80 443", "80-90", "-80"] {
        assert_eq!(Port::parse(typed), Err(refuse("network-port-only-one", typed)));
    }
}

#[test]
fn a_set_is_read_in_order_with_its_overlaps_merged() {
    assert_eq!(normalised("80"), "80");
    assert_eq!(normalised("8000－8010，80、443"), "80;443;8000-8010");
    assert_eq!(normalised("8000-8010;8005-8020;8010"), "8000-8020");
    assert_eq!(normalised("1-65535;80"), "1-65535");
    assert_eq!(normalised("80;80;80-80"), "80");
}

#[test]
fn neighbours_stay_as_they_were_typed() {
    assert_eq!(normalised("81;80"), "80;81");
}

#[test]
fn the_normalised_form_reads_back_unchanged() {
    for typed in ["80", "1-3 ; 2—9\n65535", "8000-8010,7,8 9"] {
        let set = PortSet::parse(typed).unwrap();
        assert_eq!(PortSet::parse(&set.to_string()), Ok(set));
    }
}

#[test]
fn a_bad_range_is_refused_by_name() {
    assert_eq!(refused("80;8010-8000"), refuse("network-range-backwards", "8010-8000").with("suggestion", "8000-8010"));
    for typed in ["80-", "-80", "80-90-100", "-"] {
        assert_eq!(refused(typed), refuse("network-port-range-invalid", typed));
    }
    assert_eq!(refused("80-65536"), refuse("network-port-out-of-range", "65536"));
    assert_eq!(refused("80;abc;443"), refuse("network-port-invalid", "abc"));
}

#[test]
fn an_empty_field_is_refused_unless_it_may_be_empty() {
    assert_eq!(refused(" ; "), "network-ports-missing".into());
    assert_eq!(PortSet::parse_optional(" ; "), Ok(None));
}

#[test]
fn a_set_knows_its_ports() {
    let set = PortSet::parse("80;8000-8010").unwrap();
    assert!(set.contains(port(80)) && set.contains(port(8000)) && set.contains(port(8010)));
    assert!(!set.contains(port(81)) && !set.contains(port(7999)) && !set.contains(port(8011)));
    assert_eq!(set.ranges().map(|range| range.first().get()).collect::<Vec<_>>(), [80, 8000]);
}

#[test]
fn more_than_256_elements_are_refused_with_their_count() {
    let typed = |count: usize| (1..=count).map(|n| n.to_string()).collect::<Vec<_>>().join(";");
    assert!(PortSet::parse(&typed(256)).is_ok());
    assert_eq!(
        refused(&typed(10_000)),
        Text::new("network-list-too-long").with("count", 10_000_usize).with("limit", 256_usize)
    );
    assert_eq!(refused(&"9".repeat(100_000)).key, "network-port-out-of-range");
}

#[test]
fn json_holds_a_number_and_a_line() {
    assert_eq!(serde_json::to_string(&port(443)).unwrap(), "443");
    assert!(serde_json::from_str::<Port>("0").is_err());
    let set = PortSet::parse("80;90-99").unwrap();
    assert_eq!(serde_json::to_string(&set).unwrap(), "\"80;90-99\"");
    assert_eq!(serde_json::from_str::<PortSet>("\"80;90-99\"").unwrap(), set);
    assert!(serde_json::from_str::<PortSet>("\"x\"").is_err());
}
