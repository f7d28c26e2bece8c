//! Delivery: machines become resources and hosts.

use super::{act, approved, deliver, filed, number_of, one, state};
use crate::{
    servers,
    support::{TestApp, Upload},
};

#[test]
fn machines_are_delivered_in_parts_and_the_last_ends_the_request() {
    let app = TestApp::new();
    let path = approved(&app);
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&path).is_ok();
    assert_eq!(page.values("unit"), ["1", "2"]);
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"], ["2", "", ""]]).is(303);
    assert_eq!(state(&app, &path), "delivering");
    let page = operator.get(&path).is_ok();
    assert_eq!((page.values("unit"), page.count("#units tr")), (vec!["2".to_owned()], 1));
    // One that was made already isn't made again.
    deliver(&operator, &path, &[["1", "i-9", "10.20.6.79"]]).is(422);
    deliver(&operator, &path, &[["2", "i-2", "１０。２０。６。７２"]]).is(303);
    assert_eq!(state(&app, &path), "delivered");
    let number = number_of(&path);
    let host = "SELECT source || ' ' || name || ' ' || instance_type || ' ' || image || ' ' || coalesce(application_id::text, '-')
                FROM hosts WHERE host(floating_ip) = '10.20.6.72'";
    assert_eq!(one(&app, host), format!("{number} yj-gis-02 ecs.g6.large kylin-v10 -"));
    let filer = app.signed_in("yj.user");
    assert!(filer.get("/network/hosts?q=10.20.6.72").text("tbody").contains("yj-gis-02"));
    let sheet = filer.get(&format!("{path}/delivery")).is_ok();
    assert_eq!(sheet.count("#units tr"), 2);
    assert!(sheet.text("main").contains("已开通 2 项，共 2 项"));
    let xlsx = filer.get(&format!("{path}/delivery.xlsx")).is_ok();
    assert!(xlsx.body.starts_with(b"PK"));
    app.signed_in("wj.user").get(&format!("{path}/delivery")).is_not_found();
    let list = filer.get("/resources").is_ok();
    assert_eq!(list.count("tbody tr"), 2);
    let resource = list.attribute("tbody a.t", "href").unwrap();
    let page = filer.get(&resource).is_ok();
    assert!(page.text("aside").contains(number) && page.has("main a[href^='/network/hosts/']"));
    app.signed_in("wj.user").get(&resource).is_not_found();
    app.holds_together();
}

#[test]
fn a_server_is_listed_as_its_host_has_become() {
    let app = TestApp::new();
    let path = approved(&app);
    let machines = [["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.72"]];
    deliver(&app.signed_in("ops.engineer"), &path, &machines).is(303);
    let resized = servers::Asked::good(&app, servers::CHANGE).with("floating_ip", "10.20.6.71").filed(&app);
    servers::resolve(&servers::operator_at(&app, &resized), &resized, &[]).is(303);
    let returned = servers::Asked::good(&app, servers::RECYCLE).with("floating_ips", "10.20.6.72").filed(&app);
    servers::resolve(&servers::operator_at(&app, &returned), &returned, &[]).is(303);
    let filer = app.signed_in("yj.user");
    let in_use = filer.get("/resources?state=in_use").is_ok();
    assert_eq!(in_use.texts("tbody a.t"), ["yj-gis-01"]);
    assert!(in_use.text("tbody").contains("ecs.c6.4xlarge"), "{}", in_use.text("tbody"));
    let gone = filer.get("/resources?state=returned").is_ok();
    assert_eq!(gone.texts("tbody a.t"), ["yj-gis-02"]);
    assert_eq!(filer.get(&gone.attribute("tbody a.t", "href").unwrap()).is_ok().state(), "returned");
    let sheet = filer.get(&format!("{path}/delivery")).is_ok();
    assert!(!sheet.text("#units").contains("ecs.c6.4xlarge"), "what was delivered stays as it was");
    app.holds_together();
}

#[test]
fn a_floating_ip_that_is_taken_is_told_at_its_row_and_nothing_is_half_done() {
    let app = TestApp::new();
    let path = approved(&app);
    let operator = app.signed_in("ops.engineer");
    let page = deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.31"]]);
    let page = page.is_refused_at("floating_ip-2");
    assert_eq!(page.values("instance_id"), ["i-1", "i-2"], "what was typed is there");
    assert_eq!(one(&app, "SELECT count(*) FROM resources"), "0");
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.71"]]).is_refused_at("floating_ip-2");
    deliver(&operator, &path, &[["1", "", "10.20.6.71"]]).is_refused_at("instance_id-1");
    deliver(&operator, &path, &[["1", "", ""], ["2", "", ""]]).is_refused_at("instance_id-1");
    deliver(&operator, &path, &[["3", "i-3", "10.20.6.73"]]).is(422);
    let pasted =
        [("unit", "1"), ("unit", "2"), ("pasted", "i-1\t10.20.6.71\t172.16.1.5\t主\ni-2  10.20.6.72   172.16.1.6  备")];
    operator.post(&format!("{path}/deliver"), &pasted).is(303);
    assert_eq!(one(&app, "SELECT string_agg(instance_id || note, ' ' ORDER BY unit) FROM resources"), "i-1主 i-2备");
    assert_eq!(state(&app, &path), "delivered");
    app.holds_together();
}

#[test]
fn only_operators_deliver_and_only_what_was_approved() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    deliver(&app.signed_in("ops.engineer"), &path, &[["1", "i-1", "10.20.6.71"]]).is(409);
    for other in ["yj.user", "bigdata.admin", "ops.manager"] {
        deliver(&app.signed_in(other), &path, &[["1", "i-1", "10.20.6.71"]]).is_forbidden();
    }
    deliver(&app.signed_in("wj.user"), &path, &[["1", "i-1", "10.20.6.71"]]).is_not_found();
}

#[test]
fn a_ticket_for_servers_names_a_request_that_was_approved() {
    let app = TestApp::new();
    let path = approved(&app);
    let number = number_of(&path).to_owned();
    let form = servers::Asked::good(&app, servers::CREATE);
    form.clone().with("request", &number).submit(&app.signed_in("yj.user")).is(303);
    let other = filed(&app, "yj.user");
    form.clone().with("request", number_of(&other)).submit(&app.signed_in("yj.user")).is_refused_at("request");
    let police = filed(&app, "ga.user");
    act(&app.signed_in("plc.admin"), &police, "approve", "").is(303);
    form.with("request", number_of(&police)).submit(&app.signed_in("yj.user")).is_refused_at("request");
}

#[test]
fn a_spreadsheet_fills_in_the_rows_and_is_looked_at_before_anything_is_recorded() {
    let app = TestApp::new();
    let path = approved(&app);
    let operator = app.signed_in("ops.engineer");
    let rows = [
        ("unit", "1"),
        ("instance_id", "i-typed"),
        ("floating_ip", "10.20.6.70"),
        ("address", ""),
        ("note", ""),
        ("unit", "2"),
        ("instance_id", ""),
        ("floating_ip", ""),
        ("address", ""),
        ("note", ""),
    ];
    let send = |content: &[u8]| {
        let sheet = Upload { field: "sheet", file_name: "机器.csv", content };
        operator.upload(&format!("{path}/deliver"), &rows, &[sheet])
    };
    let csv = "备注,浮动IP,实例 ID\n已装探针,10.20.6.72,i-2\n,10.20.6.73,i-3\n";
    let page = send(csv.as_bytes()).is_ok();
    assert!(page.text("main").contains("已从表格填入 1 行，尚未登记"), "{}", page.text("main"));
    assert_eq!(page.values("instance_id"), ["i-typed", "i-2"]);
    assert_eq!(page.values("note"), ["", "已装探针"]);
    assert_eq!(page.values("floating_ip"), ["10.20.6.70", "10.20.6.72"]);
    assert!(page.text("textarea[name=pasted]").contains("i-3"), "what has no room stays");
    assert_eq!(one(&app, "SELECT count(*) FROM resources"), "0");
    assert_eq!(state(&app, &path), "delivering");
    for (content, says) in [(&b""[..], "没有内容"), (b"\xD0\xCF\x11\xE0 old", "Excel")] {
        let refused = send(content).is_refused_at("sheet");
        assert!(refused.errors_at("sheet").contains(says), "{}", refused.errors_at("sheet"));
        assert_eq!(refused.values("instance_id"), ["i-typed", ""]);
    }
}
