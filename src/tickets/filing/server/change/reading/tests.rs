use super::{super::fields::tidy, *};
use crate::tickets::{details::DiskRow, filing::server::stock::samples::stock};

const NOW: &str = "2026-11-30T02:00:00Z";

/// What would be let through.
fn good() -> ServerChangeDetails {
    ServerChangeDetails {
        floating_ip: "10.20.6.31".into(),
        instance_type: "ecs.g6.large".into(),
        data_disks: KEEP.into(),
        window_from: "2026-12-01T22:00".into(),
        window_until: "2026-12-02T02:00".into(),
        ..ServerChangeDetails::default()
    }
}

fn refusals(mut details: ServerChangeDetails, own_ticket: Option<i64>) -> Vec<(String, String)> {
    tidy(&mut details);
    let reading = reading_of(&details, &stock(), own_ticket, Errors::default(), NOW.parse().unwrap());
    reading.errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
}

fn refused(details: ServerChangeDetails, field: &str, key: &str) {
    assert_eq!(refusals(details.clone(), None), [(field.to_owned(), key.to_owned())], "{details:?}");
}

#[test]
fn a_host_of_ones_own_that_nobody_has_plans_for_is_changed() {
    for typed in ["10.20.6.31", " １０．２０．６．３１ ", "10。20。6。31", "10.20.6.31\r\n", "\t10.20.6.31"]
    {
        assert_eq!(refusals(ServerChangeDetails { floating_ip: typed.into(), ..good() }, None), [], "{typed}");
    }
    for (typed, key) in [
        ("", "network-address-missing"),
        ("10.20.6", "network-address-invalid"),
        ("10.20.6.31-33", "network-address-only-one"),
        ("10.20.8.12", "ticket-floating-ip-foreign"),
        ("10.20.6.33", "network-host-planned"),
    ] {
        refused(ServerChangeDetails { floating_ip: typed.into(), ..good() }, "floating_ip", key);
    }
    let own = ServerChangeDetails { floating_ip: "10.20.6.33".into(), ..good() };
    assert_eq!(refusals(own, Some(7)), [], "one's own ticket is in nobody's way");
}

#[test]
fn something_becomes_different() {
    let nothing = ServerChangeDetails { instance_type: String::new(), ..good() };
    refused(nothing.clone(), "instance_type", "ticket-change-nothing");
    for (typed, key) in [
        ("ecs.c6.large", "ticket-change-same"),
        ("ecs.g6.huge", "catalogue-instance-type-missing"),
        ("ecs.g5.large", "catalogue-retired"),
    ] {
        refused(ServerChangeDetails { instance_type: typed.into(), ..good() }, "instance_type", key);
    }
    let disk = |size: &str| ServerChangeDetails { system_disk_size: size.into(), ..nothing.clone() };
    assert_eq!(refusals(disk("１２０"), None), []);
    refused(disk("80"), "system_disk_size", "ticket-system-disk-shrinks");
    refused(disk("100"), "system_disk_size", "ticket-change-same");
    refused(disk("501"), "system_disk_size", "catalogue-disk-size");
    let unknown = ServerChangeDetails { floating_ip: "10.20.6.34".into(), ..disk("200") };
    refused(unknown, "system_disk_category", "ticket-system-disk-unknown");
}

#[test]
fn data_disks_stay_or_are_listed_whole() {
    let set = |rows: &[[&str; 3]]| {
        let row = |[category, size, count]: &[&str; 3]| DiskRow {
            disk_category: (*category).to_owned(),
            disk_size: (*size).to_owned(),
            disk_count: (*count).to_owned(),
        };
        let disks = rows.iter().map(row).collect();
        ServerChangeDetails { instance_type: String::new(), data_disks: SET.into(), disks, ..good() }
    };
    assert_eq!(refusals(set(&[["cloud_ssd", "500", "2"]]), None), []);
    assert_eq!(refusals(set(&[]), None), [], "all of them are taken away");
    refused(set(&[["cloud_ssd", "500", "1"]]), "data_disks", "ticket-change-same");
    refused(set(&[["cloud_ssd", "1", "1"]]), "disk_size-1", "catalogue-disk-size");
    refused(ServerChangeDetails { data_disks: String::new(), ..good() }, "data_disks", "ticket-data-disks-missing");
}

#[test]
fn a_physical_machine_is_changed_in_words() {
    let physical = |specification: &str| ServerChangeDetails {
        floating_ip: "10.20.6.35".into(),
        instance_type: String::new(),
        specification: specification.into(),
        ..good()
    };
    assert_eq!(refusals(physical("2 路 CPU、512 GiB 内存"), None), []);
    refused(physical(""), "specification", "ticket-change-physical-missing");
    refused(physical("2 路 CPU、256 GiB 内存"), "specification", "ticket-change-same");
    let both = ServerChangeDetails { instance_type: "ecs.g6.large".into(), ..physical("加内存") };
    refused(both, "instance_type", "ticket-change-not-of-physical");
    let words = ServerChangeDetails { specification: "加内存".into(), ..good() };
    refused(words, "specification", "ticket-change-not-of-vm");
}

#[test]
fn the_window_is_to_come() {
    refused(
        ServerChangeDetails { window_from: "2026-11-30 09:59".into(), ..good() },
        "window_from",
        "ticket-window-past",
    );
    refused(
        ServerChangeDetails { window_until: "2026/12/1 22:00".into(), ..good() },
        "window_until",
        "ticket-window-ends-before-it-begins",
    );
}
