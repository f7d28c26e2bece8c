//! Search by any address, and what reaches it.

use yunwu::{attachments::Files, check};

use super::{MAPPING, Mapping, PATH, encoded, listed, mapping, policy};
use crate::{
    access::{one, run},
    support::TestApp,
};

const MAPPED: &str = "GD202611309443";
const EXTRANET: &str = "GD202611300001";
const TENANT: &str = "GD202611300002";

/// A mapping with a whitelist, access to a network of the extranet, and access both ways.
fn three(app: &TestApp) {
    let whitelist = "192.0.2.10;192.0.2.32-192.0.2.47;198.51.100.64/26";
    assert_eq!(mapping(app, "yj.user", &Mapping { whitelist, ..MAPPING }), MAPPED);
    policy(app, EXTRANET, "extranet-access", "10.20.6.31-10.20.6.32", "59.0.8.0/28", false);
    policy(app, TENANT, "tenant-access", "10.20.6.41", "10.30.6.0-10.30.6.20", true);
}

#[test]
fn an_address_is_found_on_every_side_and_in_every_form() {
    let app = TestApp::new();
    three(&app);
    let filer = app.signed_in("yj.user");
    for (q, found) in [
        ("203.0.113.18", vec![MAPPED]),
        ("10.20.6.31", vec![EXTRANET, MAPPED]),
        ("192.0.2.10", vec![MAPPED]),
        ("192.0.2.40", vec![MAPPED]),
        ("192.0.2.48", vec![]),
        ("198.51.100.100", vec![MAPPED]),
        ("198.51.100.128", vec![]),
        ("10.20.6.32", vec![EXTRANET]),
        ("10.20.6.33", vec![]),
        ("59.0.2.18", vec![EXTRANET]),
        ("59.0.8.15", vec![EXTRANET]),
        ("59.0.8.16", vec![]),
        ("10.30.6.20", vec![TENANT]),
        ("１０。３０。６。２０", vec![TENANT]),
        (" 10.30.6.20； ", vec![TENANT]),
        ("10.20.6.0/24", vec![TENANT, EXTRANET, MAPPED]),
        ("10.20.6.40—50", vec![TENANT]),
        ("10.20.6.33-10.20.6.40", vec![]),
        ("59.0.0.0/16", vec![EXTRANET]),
        ("59.0.8.8/31", vec![EXTRANET]),
        ("59.0.8.15，192.0.2.10", vec![EXTRANET, MAPPED]),
        ("203.0.113.0/24", vec![MAPPED]),
    ] {
        assert_eq!(listed(&filer, &format!("q={}", encoded(q))), found, "{q}");
    }
    let page = filer.get(&format!("{PATH}?q={}", encoded("１０。３０。６。２０"))).is_ok();
    assert_eq!(page.value("q"), "10.30.6.20", "shown as it was understood");
}

#[test]
fn what_reaches_an_address_leads_there_and_does_not_set_out_from_it() {
    let app = TestApp::new();
    three(&app);
    let filer = app.signed_in("yj.user");
    for (address, found) in [
        ("203.0.113.18", vec![MAPPED]),
        ("10.20.6.31", vec![MAPPED]),
        ("10.20.6.32", vec![]),
        ("59.0.8.9", vec![EXTRANET]),
        ("59.0.2.18", vec![]),
        ("192.0.2.40", vec![]),
        ("10.30.6.3", vec![TENANT]),
        ("10.20.6.41", vec![TENANT]),
        ("１０．２０．６．４１", vec![TENANT]),
        ("10.20.6.0/24", vec![TENANT, MAPPED]),
        ("10.30.6.16-10.30.6.30", vec![TENANT]),
    ] {
        assert_eq!(listed(&filer, &format!("reach={}", encoded(address))), found, "{address}");
    }
    run(&app, "UPDATE access_policies SET both_ways = false");
    assert_eq!(listed(&filer, "reach=10.20.6.41"), Vec::<String>::new(), "one way only");
    assert_eq!(listed(&filer, "q=10.20.6.41"), [TENANT]);
}

#[test]
fn what_reaches_an_address_is_open_now() {
    let app = TestApp::new();
    let later = "tstzrange(now() + interval '3 days', NULL)";
    for (port, state, valid) in [
        (9001, "held", MAPPING.valid),
        (9002, "active", MAPPING.valid),
        (9003, "to_remove", MAPPING.valid),
        (9004, "removed", MAPPING.valid),
        (9005, "released", MAPPING.valid),
        (9006, "active", later),
    ] {
        mapping(&app, "yj.user", &Mapping { port, state, valid, ..MAPPING });
    }
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, "reach=10.20.6.31"), ["GD202611309003", "GD202611309002"]);
    assert_eq!(listed(&filer, "reach=10.20.6.31&state=to_remove"), ["GD202611309003"]);
    assert_eq!(listed(&filer, "q=10.20.6.31").len(), 6, "the register forgets nothing");
    run(&app, "UPDATE port_mappings SET state = 'active' WHERE public_port = 9001");
    run(&app, "DELETE FROM tickets WHERE number = 'GD202611309002'");
    assert_eq!(listed(&filer, "reach=203.0.113.18"), ["GD202611309003", "GD202611309001"]);
}

#[test]
fn access_to_anywhere_reaches_the_open_network_alone() {
    let app = TestApp::new();
    let anywhere = policy(&app, "GD202611300009", "internet-access", "10.20.6.31", "*", false);
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, "reach=223.5.5.5"), [anywhere]);
    for inside in ["10.20.6.99", "192.168.1.1", "172.16.0.1"] {
        assert_eq!(listed(&filer, &format!("reach={inside}")), Vec::<String>::new(), "{inside}");
    }
}

#[test]
fn what_is_no_address_is_refused_at_its_field_and_answers_nothing() {
    let app = TestApp::new();
    three(&app);
    let filer = app.signed_in("yj.user");
    for (typed, says) in [
        ("10.20.6", "不是有效的 IPv4 地址"),
        ("10.020.6.31", "10.20.6.31"),
        ("10.0.0.0/8", "65536"),
        ("203.0.113.18:443", "203.0.113.18，端口"),
    ] {
        let page = filer.get(&format!("{PATH}?reach={}", encoded(typed))).is(422);
        assert!(page.errors_at("reach").replace(',', "").contains(says), "{typed}: {}", page.errors_at("reach"));
        assert_eq!((page.value("reach").as_str(), page.has("tbody")), (typed, false));
        filer.get(&format!("{PATH}.csv?reach={}", encoded(typed))).is(422);
    }
    let page = filer.get(&format!("{PATH}?question=reach")).is_ok();
    assert!(page.text(".empty").contains("填写一个地址") && page.has("input[name=reach]"));
    assert!(filer.get(&format!("{PATH}?reach=10.99.9.9")).is_ok().text(".empty").contains("没有通向此地址"));
}

#[test]
fn the_check_names_an_opening_that_is_found_by_wrong_addresses() {
    let app = TestApp::new();
    three(&app);
    let files = Files::new(app.data().join("files"));
    let broken = || -> Vec<String> {
        let findings = check::run(&app.db(), &files).unwrap().into_iter();
        findings.filter(|it| it.what.contains("by the addresses")).flat_map(|it| it.broken_by).collect()
    };
    assert!(broken().is_empty());
    let id = one(&app, "SELECT id FROM port_mappings");
    run(&app, &format!("DELETE FROM opening_addresses WHERE opening_id = {id} AND network = '10.20.6.31/32'"));
    assert_eq!(broken(), [format!("opening {id} by 10.20.6.31/32")]);
    run(&app, "UPDATE port_mappings SET floating_ip = '10.20.6.32'");
    assert!(broken().is_empty(), "a change makes them anew");
}
