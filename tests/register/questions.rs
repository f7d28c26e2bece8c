//! What is open to the internet, what ends this month, what has no end.

use super::{MAPPING, Mapping, PATH, listed, mapping, policy};
use crate::{
    access::{one, run},
    support::TestApp,
};

#[test]
fn open_to_the_internet_is_what_a_gateway_lets_in_from_there() {
    let app = TestApp::new();
    mapping(&app, "yj.user", &MAPPING);
    for (port, state) in [(9001, "held"), (9003, "to_remove"), (9004, "removed"), (9005, "renewed")] {
        mapping(&app, "yj.user", &Mapping { port, state, ..MAPPING });
    }
    mapping(&app, "yj.user", &Mapping { port: 9006, valid: "tstzrange(now() + interval '3 days', NULL)", ..MAPPING });
    mapping(&app, "yj.user", &Mapping { port: 9007, pool_ip: "59.0.2.18", ..MAPPING });
    policy(&app, "GD202611300001", "internet-access", "10.20.6.31", "192.0.2.7", false);
    mapping(&app, "wj.user", &Mapping { port: 9008, pool_ip: "203.0.113.22", host: "10.20.8.12", ..MAPPING });
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, "question=internet"), ["GD202611309003", "GD202611309443"]);
    assert_eq!(listed(&filer, "question=internet&state=active"), ["GD202611309443"]);
    assert_eq!(listed(&filer, "question=internet&kind=extranet-mapping"), Vec::<String>::new());
    let everybody = listed(&app.signed_in("ops.engineer"), "question=internet");
    assert_eq!(everybody, ["GD202611309008", "GD202611309003", "GD202611309443"]);
}

#[test]
fn this_month_ends_at_midnight_in_shanghai_and_what_ends_first_comes_first() {
    let app = TestApp::new();
    let first_of_next =
        "(date_trunc('month', now() AT TIME ZONE 'Asia/Shanghai') + interval '1 month') AT TIME ZONE 'Asia/Shanghai'";
    for port in [9001, 9002, 9003, 9004] {
        mapping(&app, "yj.user", &Mapping { port, ..MAPPING });
    }
    let ends = |port: u16, at: &str| {
        run(
            &app,
            &format!("UPDATE port_mappings SET valid = tstzrange(lower(valid), {at}) WHERE public_port = {port}"),
        );
    };
    ends(9001, first_of_next);
    ends(9002, &format!("{first_of_next} + interval '1 second'"));
    ends(9003, "now() + interval '1 minute'");
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, "question=ending"), ["GD202611309003", "GD202611309001"]);
    ends(9003, "now() - interval '1 minute'");
    assert_eq!(listed(&filer, "question=ending"), ["GD202611309001"]);
    assert!(
        app.signed_in("wj.user").get(&format!("{PATH}?question=ending")).is_ok().text(".empty").contains("到本月底")
    );
}

#[test]
fn without_end_and_a_year_since_anybody_said_so() {
    let app = TestApp::new();
    for (port, opened_at) in [
        (9001, "now() - interval '400 days'"),
        (9002, "now() - interval '700 days'"),
        (9003, "now() - interval '300 days'"),
        (9004, "now() - interval '500 days'"),
    ] {
        mapping(&app, "yj.user", &Mapping { port, opened_at, ..MAPPING });
    }
    run(
        &app,
        "UPDATE port_mappings SET valid = tstzrange(lower(valid), now() + interval '5 years') WHERE public_port = 9004",
    );
    let filer = app.signed_in("yj.user");
    assert_eq!(listed(&filer, "question=unlimited"), ["GD202611309002", "GD202611309001"]);
    let page = filer.get(&format!("{PATH}?question=unlimited")).is_ok();
    assert!(page.has("main a[href='/network/recertification']"), "who answers is led there");
    assert!(page.text("tbody").contains("未确认过") && page.text("tbody").contains("待年度确认"));
    let id = one(&app, "SELECT id FROM port_mappings WHERE public_port = 9002");
    filer.post(&format!("/network/mappings/{id}/recertify"), &[]).is(303);
    assert_eq!(listed(&filer, "question=unlimited"), ["GD202611309001"]);
    let today = one(&app, "SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date");
    assert!(filer.get(&format!("{PATH}?q=203.0.113.18")).is_ok().text("tbody").contains(&format!("{today} 确认")));
}
