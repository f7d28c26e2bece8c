use super::{super::fields::tidy, *};
use crate::tickets::{details::DiskRow, filing::server::stock::samples::stock};

fn disk(category: &str, size: &str, count: &str) -> DiskRow {
    let [disk_category, disk_size, disk_count] = [category, size, count].map(str::to_owned);
    DiskRow { disk_category, disk_size, disk_count }
}

/// What would be let through.
fn good() -> ServerCreateDetails {
    ServerCreateDetails {
        machine: VM.into(),
        region: "1".into(),
        instance_type: "ecs.g6.large".into(),
        image: "kylin-v10".into(),
        system_disk_category: "cloud_ssd".into(),
        system_disk_size: "40".into(),
        disks: vec![disk("cloud_ssd", "500", "2")],
        vpc: "11".into(),
        vswitch: "21".into(),
        instance_name: "yj-web".into(),
        quantity: "1".into(),
        ..ServerCreateDetails::default()
    }
}

fn refusals(mut details: ServerCreateDetails) -> Vec<(String, String)> {
    tidy(&mut details);
    let reading = reading_of(&details, &stock(), Errors::default());
    reading.errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
}

/// With one field typed so, it is refused there, or let through where nothing is to be said.
fn case(field: &str, typed: &str, key: &str) {
    let mut details = good();
    let place = match field {
        "request" => &mut details.request,
        "machine" => &mut details.machine,
        "region" => &mut details.region,
        "instance_type" => &mut details.instance_type,
        "image" => &mut details.image,
        "system_disk_category" => &mut details.system_disk_category,
        "system_disk_size" => &mut details.system_disk_size,
        "vpc" => &mut details.vpc,
        "vswitch" => &mut details.vswitch,
        "instance_name" => &mut details.instance_name,
        "quantity" => &mut details.quantity,
        "remarks" => &mut details.remarks,
        "disk_category-1" => &mut details.disks[0].disk_category,
        "disk_size-1" => &mut details.disks[0].disk_size,
        "disk_count-1" => &mut details.disks[0].disk_count,
        other => panic!("{other} is no field"),
    };
    typed.clone_into(place);
    let expected: Vec<_> = if key.is_empty() { vec![] } else { vec![(field.to_owned(), key.to_owned())] };
    assert_eq!(refusals(details), expected, "{field}: {typed:?}");
}

#[test]
fn every_field_is_read_forgivingly_and_refused_for_what_is_wrong_with_it() {
    let (long, longest) = ("字".repeat(129), "字".repeat(501));
    for (field, typed, key) in [
        ("request", "", ""),
        ("request", "ｚｙ202611300007", ""),
        ("request", "ZY202611300001", "ticket-request-unknown"),
        ("request", "ｚｙ２０２６１１３００００１", "ticket-request-unknown"),
        ("request", "ZY2026", "ticket-request-invalid"),
        ("request", "GD202611300001", "ticket-request-invalid"),
        ("machine", "", "ticket-machine-missing"),
        ("machine", "container", "ticket-machine-missing"),
        ("region", "", "catalogue-region-missing"),
        ("region", "9", "catalogue-region-missing"),
        ("region", "3", "catalogue-retired"),
        ("instance_type", "", "catalogue-instance-type-missing"),
        ("instance_type", "ecs.g6.huge", "catalogue-instance-type-missing"),
        ("instance_type", "ecs.g5.large", "catalogue-retired"),
        ("instance_type", " ecs.c6.large ", ""),
        ("image", "", "catalogue-image-missing"),
        ("image", "centos-6", "catalogue-retired"),
        ("system_disk_category", "", "catalogue-disk-category-missing"),
        ("system_disk_category", "cloud", "catalogue-retired"),
        ("system_disk_size", "", "catalogue-disk-size"),
        ("system_disk_size", "39", "catalogue-disk-size"),
        ("system_disk_size", "501", "catalogue-disk-size"),
        ("system_disk_size", "40.5", "catalogue-disk-size"),
        ("system_disk_size", "５００", ""),
        ("disk_category-1", "", "catalogue-disk-category-missing"),
        ("disk_size-1", "", "catalogue-disk-size"),
        ("disk_size-1", "19", "catalogue-disk-size"),
        ("disk_size-1", "32769", "catalogue-disk-size"),
        ("disk_size-1", "20", ""),
        ("disk_size-1", "３２７６８", ""),
        ("disk_count-1", "0", "catalogue-disk-count"),
        ("disk_count-1", "17", "catalogue-disk-count"),
        ("disk_count-1", "16", ""),
        ("vpc", "", "catalogue-vpc-missing"),
        ("vpc", "12", "catalogue-retired"),
        ("vpc", "99", "catalogue-vpc-missing"),
        ("vswitch", "", "catalogue-vswitch-missing"),
        ("vswitch", "22", "catalogue-vswitch-foreign"),
        ("instance_name", "", "catalogue-name-missing"),
        ("instance_name", "1web", "catalogue-name-begins-with-letter"),
        ("instance_name", long.as_str(), "catalogue-name-length"),
        ("instance_name", "ｙｊ－ｗｅｂ", ""),
        ("quantity", "", "catalogue-quantity"),
        ("quantity", "0", "catalogue-quantity"),
        ("quantity", "101", "catalogue-quantity"),
        ("quantity", "１００", ""),
        ("quantity", "two", "catalogue-quantity"),
        ("remarks", longest.as_str(), "form-too-long"),
    ] {
        case(field, typed, key);
    }
}

#[test]
fn what_an_image_needs_is_said_at_the_disk() {
    let details = ServerCreateDetails { image: "windows-2022".into(), ..good() };
    let says = ("system_disk_size".to_owned(), "catalogue-system-disk-too-small-for-image".to_owned());
    assert_eq!(refusals(details), [says]);
}

#[test]
fn a_region_without_networks_says_whom_to_ask() {
    let details = ServerCreateDetails { region: "2".into(), ..good() };
    assert_eq!(refusals(details), [("vpc".to_owned(), "catalogue-vpc-none".to_owned())]);
}

#[test]
fn a_physical_machine_is_words_and_nothing_of_the_catalogue() {
    let physical = |specification: &str| ServerCreateDetails {
        machine: PHYSICAL.into(),
        region: "2".into(),
        specification: specification.to_owned(),
        instance_name: "hsm".into(),
        quantity: "3".into(),
        ..ServerCreateDetails::default()
    };
    assert_eq!(refusals(physical(" 2 路 CPU、\n256 GiB 内存 ")), []);
    let at = |key: &str| vec![("specification".to_owned(), key.to_owned())];
    assert_eq!(refusals(physical("  ")), at("ticket-specification-missing"));
    assert_eq!(refusals(physical(&"长".repeat(201))), at("form-too-long"));
}

#[test]
fn data_disks_are_sixteen_at_most_in_all_and_blank_rows_are_none() {
    let rows = |rows: Vec<DiskRow>| refusals(ServerCreateDetails { disks: rows, ..good() });
    assert_eq!(rows(vec![]), []);
    assert_eq!(rows(vec![disk("cloud_ssd", "", "")]), []);
    let most = vec![disk("cloud_ssd", "20", "10"), disk("cloud_ssd", "20", "6")];
    assert_eq!(rows(most.clone()), []);
    let more = [most, vec![disk("cloud_ssd", "20", "1")]].concat();
    assert_eq!(rows(more), [("disk_count-3".to_owned(), "catalogue-disks-too-many".to_owned())]);
}
