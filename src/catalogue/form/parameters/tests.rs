use serde_json::json;

use super::*;
use crate::{
    catalogue::{form::region, pricing::PriceList},
    money::Money,
    text::Text,
    web::{form::Fields, i18n::Lang},
};

const HOST: &str = "10.20.6.31";

fn catalogue() -> Catalogue {
    let option = |kind: &str, code: &str, retired: bool| {
        json!({ "kind": kind, "code": code, "name": code, "name_en": code, "vcpus": null, "memory": null,
                "retired_at": retired.then_some("2026-01-01T00:00:00Z") })
    };
    let network = |id: i64, within: &str, of: i64| json!({ "id": id, within: of, "name": "网", "cidr": "10.0.0.0/16", "retired_at": null });
    serde_json::from_value(json!({
        "regions": [{ "id": 1, "name": "武汉", "retired_at": null }, { "id": 2, "name": "襄阳", "retired_at": null }],
        "instance_types": [{ "code": "ecs.g6.large", "family": "g6", "vcpus": 2, "memory": 8, "memory_per_vcpu": 4,
                             "retired_at": null }],
        "images": [],
        "disk_categories": [{ "code": "cloud_ssd", "name": "SSD 云盘", "name_en": "SSD", "retired_at": null,
                              "system": { "least": 40, "most": 500 }, "data": { "least": 20, "most": 32_768 } }],
        "options": [option("rds_engine", "mysql-5.5", true), option("rds_engine", "mysql-8.0", false),
                    option("rds_edition", "ha", false), option("rds_specification", "4c8g", false),
                    option("oss_redundancy", "lrs", false), option("slb_specification", "slb.s1.small", false),
                    option("acs_masters", "3", false)],
        "vpcs": [network(11, "region_id", 1), network(12, "region_id", 2)],
        "vswitches": [network(21, "vpc_id", 11), network(22, "vpc_id", 12)],
    }))
    .unwrap()
}

/// What would be let through.
fn good(product: Product) -> Vec<(&'static str, &'static str)> {
    match product {
        Product::Ecs => vec![],
        Product::Ebs => vec![("category", "cloud_ssd"), ("size", "500"), ("host", HOST)],
        Product::Eip => vec![("bandwidth", "20")],
        Product::Rds => vec![
            ("engine", "mysql-8.0"),
            ("edition", "ha"),
            ("specification", "4c8g"),
            ("storage", "100"),
            ("vpc", "11"),
            ("vswitch", "21"),
        ],
        Product::Oss => vec![("bucket_name", "yj-archive"), ("capacity", "500"), ("redundancy", "lrs")],
        Product::Slb => {
            vec![("name", "前端入口"), ("specification", "slb.s1.small"), ("side", "internet"), ("bandwidth", "50")]
        }
        Product::Acs => vec![("masters", "3"), ("workers", "5"), ("specification", "ecs.g6.large"), ("vpc", "11")],
    }
}

fn typed(product: Product, changes: &[(&str, &str)]) -> Parameters {
    let of = |(name, value): (&'static str, &'static str)| {
        let changed = changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| value);
        (name.to_owned(), changed.to_owned())
    };
    let fields = Fields(good(product).into_iter().map(of).collect());
    let mut parameters = Parameters::read(product, &mut FieldReader::new(&fields));
    parameters.tidy();
    parameters
}

fn refusals(parameters: &Parameters) -> Vec<(String, String)> {
    let (catalogue, mut errors) = (catalogue(), Errors::default());
    let region = region("1", &catalogue).ok();
    let hosts = [HOST.parse().unwrap()];
    parameters.check(Surroundings { catalogue: &catalogue, region, hosts: &hosts }, &mut errors);
    errors.iter().map(|(field, why)| (field.to_owned(), why.key.to_string())).collect()
}

const PRODUCTS: [Product; 6] = [Product::Ebs, Product::Eip, Product::Rds, Product::Oss, Product::Slb, Product::Acs];

#[test]
fn what_fits_together_is_let_through_as_it_is_offered_and_in_every_form_of_writing() {
    for product in PRODUCTS {
        assert_eq!(refusals(&typed(product, &[])), [], "{product:?}");
    }
    for (product, field, value, normal) in [
        (Product::Ebs, "size", " ５００ ", "500"),
        (Product::Ebs, "host", "", ""),
        (Product::Eip, "bandwidth", "１", "1"),
        (Product::Eip, "bandwidth", "200", "200"),
        (Product::Rds, "storage", "20", "20"),
        (Product::Rds, "storage", "32000\r\n", "32000"),
        (Product::Oss, "bucket_name", " YJ－Archive ", "yj-archive"),
        (Product::Oss, "bucket_name", "a1b", "a1b"),
        (Product::Slb, "name", "x", "x"),
        (Product::Acs, "workers", "100", "100"),
    ] {
        let parameters = typed(product, &[(field, value)]);
        assert_eq!((refusals(&parameters), parameters.value(field)), (vec![], normal), "{product:?} {value:?}");
    }
    assert_eq!(refusals(&typed(Product::Slb, &[("side", "intranet"), ("bandwidth", "")])), []);
}

#[test]
fn what_is_wrong_is_refused_at_its_parameter() {
    let long = "a".repeat(64);
    let name = "名".repeat(81);
    for (product, field, value, key) in [
        (Product::Ebs, "category", "", "catalogue-disk-category-missing"),
        (Product::Ebs, "size", "", "catalogue-disk-size"),
        (Product::Ebs, "size", "19", "catalogue-disk-size"),
        (Product::Ebs, "size", "32769", "catalogue-disk-size"),
        (Product::Ebs, "host", "10.20.8.12", "catalogue-host-missing"),
        (Product::Eip, "bandwidth", "", "catalogue-number"),
        (Product::Eip, "bandwidth", "0", "catalogue-number"),
        (Product::Eip, "bandwidth", "201", "catalogue-number"),
        (Product::Eip, "bandwidth", "1.5", "catalogue-number"),
        (Product::Rds, "engine", "", "catalogue-option-missing"),
        (Product::Rds, "engine", "mysql-5.5", "catalogue-retired"),
        (Product::Rds, "edition", "gold", "catalogue-option-missing"),
        (Product::Rds, "specification", "9c9g", "catalogue-option-missing"),
        (Product::Rds, "storage", "15", "catalogue-number"),
        (Product::Rds, "storage", "32005", "catalogue-number"),
        (Product::Rds, "storage", "101", "catalogue-number-step"),
        (Product::Rds, "vpc", "12", "catalogue-vpc-foreign"),
        (Product::Rds, "vswitch", "22", "catalogue-vswitch-foreign"),
        (Product::Rds, "vswitch", "", "catalogue-vswitch-missing"),
        (Product::Oss, "bucket_name", "", "catalogue-name-missing"),
        (Product::Oss, "bucket_name", "ab", "catalogue-name-length"),
        (Product::Oss, "bucket_name", long.as_str(), "catalogue-name-length"),
        (Product::Oss, "bucket_name", "yj_archive", "catalogue-bucket-character"),
        (Product::Oss, "bucket_name", "-archive", "catalogue-bucket-ends"),
        (Product::Oss, "bucket_name", "archive-", "catalogue-bucket-ends"),
        (Product::Oss, "capacity", "0", "catalogue-number"),
        (Product::Oss, "capacity", "1000001", "catalogue-number"),
        (Product::Oss, "redundancy", "", "catalogue-option-missing"),
        (Product::Slb, "name", "", "catalogue-name-missing"),
        (Product::Slb, "name", name.as_str(), "catalogue-name-length"),
        (Product::Slb, "specification", "slb.s9.huge", "catalogue-option-missing"),
        (Product::Slb, "side", "moon", "catalogue-side-missing"),
        (Product::Slb, "bandwidth", "", "catalogue-number"),
        (Product::Slb, "bandwidth", "201", "catalogue-number"),
        (Product::Acs, "masters", "4", "catalogue-option-missing"),
        (Product::Acs, "workers", "0", "catalogue-number"),
        (Product::Acs, "workers", "101", "catalogue-number"),
        (Product::Acs, "specification", "ecs.g6.huge", "catalogue-instance-type-missing"),
        (Product::Acs, "vpc", "", "catalogue-vpc-missing"),
    ] {
        let expected: Vec<_> = [(field.to_owned(), key.to_owned())].into();
        let found = refusals(&typed(product, &[(field, value)]));
        assert!(found.starts_with(&expected) || found == expected, "{product:?} {field} {value:?}: {found:?}");
    }
    let inside = typed(Product::Slb, &[("side", "intranet")]);
    assert_eq!(refusals(&inside), [("bandwidth".to_owned(), "catalogue-bandwidth-inside".to_owned())]);
}

#[test]
fn everything_is_offered_with_what_there_is() {
    let catalogue = catalogue();
    for product in PRODUCTS {
        let offer = Offer {
            system_disk_category: "cloud_ssd".to_owned(),
            instance_type: "ecs.g6.large".to_owned(),
            vpc: "11".to_owned(),
            vswitch: "21".to_owned(),
            ..Offer::default()
        };
        let offered = Parameters::offered(product, &catalogue, &offer);
        let missing: Vec<String> = refusals(&offered).into_iter().map(|(field, _)| field).collect();
        let expected: &[&str] = match product {
            Product::Oss => &["bucket_name"],
            Product::Slb => &["name"],
            _ => &[],
        };
        assert_eq!(missing, expected, "{product:?}: only names are left to be typed");
    }
}

#[test]
fn it_is_told_in_words_and_in_a_line() {
    for (product, line) in [
        (Product::Ebs, "cloud_ssd 500 GiB"),
        (Product::Eip, "20 Mbps"),
        (Product::Rds, "mysql-8.0 ha 4c8g 100 GiB"),
        (Product::Oss, "lrs 500 GiB"),
        (Product::Slb, "slb.s1.small 50 Mbps"),
        (Product::Acs, "3 + 5 \u{d7} ecs.g6.large"),
    ] {
        assert_eq!(typed(product, &[]).specification(), line);
    }
    let words = typed(Product::Ebs, &[("host", "")]).in_words(&catalogue(), Lang::Chinese);
    assert_eq!(
        words,
        [("catalogue-field-disk-category", "SSD 云盘".into()), ("catalogue-field-disk-size", "500".into())]
    );
}

#[test]
fn its_price_is_made_of_what_is_typed() {
    let list = PriceList::new(
        [
            ("ebs.cloud_ssd", 101),
            ("eip.bandwidth", 2_300),
            ("rds.4c8g.ha", 108_000),
            ("rds.storage", 83),
            ("oss.lrs", 12),
        ]
        .into_iter()
        .chain([("slb.s1.small", 6_000), ("slb.bandwidth", 2_301), ("acs.master", 32_000), ("ecs.g6.large", 25_001)])
        .map(|(code, fen)| (crate::catalogue::component::Component::of_code(code), Money(fen))),
    );
    for (product, fen) in [
        (Product::Ebs, 50_500),
        (Product::Eip, 46_000),
        (Product::Rds, 116_300),
        (Product::Oss, 6_000),
        (Product::Slb, 121_050),
        (Product::Acs, 221_005),
    ] {
        let item = typed(product, &[]).item().unwrap();
        assert_eq!(list.monthly(item.as_ref()), Ok(Money(fen)), "{product:?}");
    }
    assert!(typed(Product::Eip, &[("bandwidth", "much")]).item().is_none());
    let missing = PriceList::default().monthly(typed(Product::Eip, &[]).item().unwrap().as_ref()).unwrap_err();
    assert_eq!(Text::from(&missing).key, "catalogue-price-missing");
}
