//! How far the yearly confirmation has come, as operators follow it.

use chrono::Utc;
use yunwu::network::commands::timed::ask_for_recertification;

use super::{MAPPING, Mapping, PATH, listed, mapping};
use crate::{access::one, support::TestApp};

const ROUND: &str = "/network/recertification/round";

#[test]
fn operators_see_who_has_not_answered() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    assert!(operator.get(ROUND).is_ok().text(".empty").contains("没有需要确认的"));
    let opened_at = "now() - interval '400 days'";
    for port in [9001, 9002, 9003] {
        mapping(&app, "yj.user", &Mapping { port, opened_at, ..MAPPING });
    }
    mapping(&app, "yj.user", &Mapping { port: 9004, ..MAPPING });
    mapping(
        &app,
        "wj.user",
        &Mapping { port: 9005, pool_ip: "203.0.113.22", host: "10.20.8.12", opened_at, ..MAPPING },
    );
    ask_for_recertification(&app.db(), Utc::now()).unwrap();
    let answer = |port: u16, what: &str| {
        let id = one(&app, &format!("SELECT id FROM port_mappings WHERE public_port = {port}"));
        app.signed_in("yj.user").post(&format!("/network/mappings/{id}/{what}"), &[]).is(303);
    };
    answer(9001, "recertify");
    answer(9002, "give-up");
    let page = operator.get(ROUND).is_ok();
    let cells = |row: usize| page.texts(&format!("main tbody tr:nth-child({row}) td"));
    let (first, second) = (cells(1), cells(2));
    assert_eq!([&first[0], &first[1], &first[4], &first[5]], ["湖北省应急管理厅", "1", "1", "1"]);
    assert_eq!([&second[0], &second[1], &second[4], &second[5]], ["湖北省卫生健康委员会", "1", "0", "0"]);
    assert!(first[3].starts_with("20"), "when they were last asked: {first:?}");
    let waiting = page.attribute("main tbody tr:first-child a", "href").unwrap();
    assert_eq!(listed(&operator, waiting.split_once('?').unwrap().1), ["GD202611309003"]);
    assert!(operator.get(&format!("{PATH}?question=unlimited")).is_ok().has(&format!("main a[href='{ROUND}']")));
    for username in ["yj.admin", "ops.manager", "platform.admin", "auditor"] {
        app.signed_in(username).get(ROUND).is_forbidden();
    }
}
