//! Internet IPs, what occupies their ports, and who keeps the pool.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};

use super::{cancelled_port, hold_port, open_port, ticket_of};
use crate::support::{Page, TestApp};

pub const IP: &str = "/network/internet-ips/203.0.113.18";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn id(app: &TestApp, sql: &str) -> i64 {
    sql_query(sql).get_result::<Id>(&mut app.sql()).unwrap().id
}

pub fn department(app: &TestApp, name: &str) -> String {
    id(app, &format!("SELECT id FROM departments WHERE name = '{name}'")).to_string()
}

fn mapping(app: &TestApp) -> String {
    format!("/network/mappings/{}/removed", id(app, "SELECT max(id) AS id FROM port_mappings"))
}

pub fn addresses(page: &Page) -> String {
    page.text("tbody .t")
}

#[test]
fn an_address_shows_whose_its_ports_are() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 8443);
    let page = app.signed_in("yj.user").get(IP).is_ok();
    assert_eq!(
        page.text("tbody tr:first-child"),
        "443 TCP 10.20.6.31:8443 应急指挥一张图 已开通 GD202611220001 陈静 长期"
    );
    assert!(page.text("tbody tr:last-child").contains("已预留"));
    assert!(page.has("a[href='/tickets/GD202611220001']"));
    let manager = app.signed_in("ops.manager");
    let page = manager.get(&format!("{IP}?port=443")).is_ok();
    assert!(page.text("tbody").contains("已被占用 湖北省应急管理厅"), "{}", page.text("tbody"));
    assert!(page.text("#answer").contains("应急指挥一张图 · 湖北省应急管理厅 · 已开通"), "{}", page.text("#answer"));
    for (number, filer) in [("GD202611220001", "陈静"), ("GD202611220002", "陈静")] {
        assert!(
            !page.source().contains(number) && !page.source().contains(filer),
            "a number is no secret way to a ticket"
        );
    }
}

#[test]
fn the_search_tells_free_and_taken_ports_apart_and_offers_others() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let chen = app.signed_in("yj.user");
    let taken = chen.get(&format!("{IP}?port=443&protocol=tcp&count=3")).text("#answer");
    assert!(
        taken.contains("端口 443（TCP）已被占用 应急指挥一张图 · GD202611220001 · 已开通 · 有效期至 长期"),
        "{taken}"
    );
    assert!(taken.contains("相近的可用端口：4430、4443、8443"));
    assert!(chen.get(&format!("{IP}?port=443&protocol=udp")).text("#answer").contains("端口 443（UDP）空闲"));
    let risky = chen.get(&format!("{IP}?port=%EF%BC%93%EF%BC%93%EF%BC%90%EF%BC%96")).text("#answer");
    assert!(risky.contains("3306（MySQL）属于高危端口，须提供白名单"), "{risky}");
    let wrong = chen.get(&format!("{IP}?port=70000&protocol=icmp&count=0"));
    let wrong = wrong.is_refused_at("port").is_refused_at("protocol").is_refused_at("count");
    assert_eq!(wrong.value("port"), "70000");
}

#[test]
fn an_operator_marks_what_is_closed_at_the_gateway_and_the_port_is_free_again() {
    let app = TestApp::new();
    cancelled_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let (engineer, path) = (app.signed_in("ops.engineer"), mapping(&app));
    assert_eq!(addresses(&engineer.get("/network/internet-ips?state=to_remove")), "203.0.113.18");
    assert!(engineer.get(IP).has(&format!("form[action='{path}']")));
    let page = engineer.follow(&engineer.post(&path, &[])).is_ok();
    assert!(page.text(".flash").contains("已标记为拆除") && !page.has("tbody"));
    assert!(page.text(".tl").contains("拆除了端口 443（TCP），原工单 GD202611220001 张伟"));
    let without_tickets = app.signed_in("ops.manager").get(IP).text(".tl");
    assert!(without_tickets.contains("拆除了端口 443（TCP） 张伟"), "{without_tickets}");
    engineer.post(&path, &[]).is(409);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 443);
}

#[test]
fn a_removal_marked_twice_is_marked_once() {
    let app = TestApp::new();
    cancelled_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let (engineer, path) = (app.signed_in("ops.engineer"), mapping(&app));
    let submission = engineer.get(IP).value("submission");
    let pressed = [("submission", submission.as_str())];
    for _ in 0..2 {
        let page = engineer.follow(&engineer.post(&path, &pressed));
        assert!(page.text(".flash").contains("已标记为拆除"));
        assert_eq!(page.text(".tl").matches("拆除了端口 443").count(), 1);
    }
}

#[test]
fn only_operators_mark_removals_and_only_of_what_was_cancelled() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let path = mapping(&app);
    app.signed_in("ops.engineer").post(&path, &[]).is(409);
    app.signed_in("wj.user").post(&path, &[]).is_not_found();
    for username in ["yj.user", "platform.admin"] {
        let browser = app.signed_in(username);
        assert!(!browser.get(IP).has("form[action$='/removed']"));
        browser.post(&path, &[]).is_forbidden();
    }
    app.signed_in("ops.engineer").post("/network/mappings/999999/removed", &[]).is_not_found();
}

#[test]
fn the_platforms_administrator_keeps_the_pool() {
    let app = TestApp::new();
    let lin = app.signed_in("platform.admin");
    let police = department(&app, "湖北省公安厅");
    let page = lin.follow(&lin.post(
        "/network/internet-ips/new",
        &[("address", " 203。0。113．77 "), ("line", "unicom"), ("department", &police), ("note", "备用出口")],
    ));
    assert_eq!(page.text("h1"), "203.0.113.77");
    assert!(
        page.text(".heading").contains("联通 · 湖北省公安厅 · 备用出口") && page.text(".tl").contains("加入了地址池")
    );
    let taken = lin
        .post("/network/internet-ips/new", &[("address", "203.0.113.18"), ("line", "unicom")])
        .is_refused_at("address");
    assert_eq!(taken.errors_at("address"), "此地址已在地址池中，请核对后重新填写");
    let wrong = [("address", "10.0.0.1"), ("line", "extranet"), ("department", "999999")];
    lin.post("/network/internet-ips/new", &wrong).is_refused_at("address").is_refused_at("line");
    lin.post("/network/internet-ips/new", &[("address", "203.0.113.78"), ("line", "bgp"), ("department", "999999")])
        .is_refused_at("department");
    for username in ["yj.admin", "ops.engineer"] {
        let browser = app.signed_in(username);
        browser.get("/network/internet-ips/new").is_forbidden();
        browser.post("/network/internet-ips/new", &[]).is_forbidden();
        browser.get(&format!("{IP}/edit")).is_forbidden();
        browser.post(&format!("{IP}/edit"), &[]).is_forbidden();
    }
    app.signed_in("wj.user").post(&format!("{IP}/edit"), &[]).is_not_found();
}

#[test]
fn an_address_with_occupied_ports_stays_where_it_is() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let (lin, edit) = (app.signed_in("platform.admin"), format!("{IP}/edit"));
    let (own, other) = (department(&app, "湖北省应急管理厅"), department(&app, "湖北省公安厅"));
    let refused = lin
        .post(&edit, &[("address", "203.0.113.18"), ("line", "telecom"), ("department", &other)])
        .is_refused_at("department");
    assert!(refused.errors_at("department").contains("仍有 1 个端口被占用"));
    lin.post(&edit, &[("address", "203.0.113.99"), ("line", "telecom"), ("department", &own)]).is_refused_at("address");
    let seen = lin.get(&edit).value("version");
    let fields = [
        ("version", seen.as_str()),
        ("address", "203.0.113.18"),
        ("line", "bgp"),
        ("department", &own),
        ("note", "双线"),
    ];
    let page = lin.follow(&lin.post(&edit, &fields));
    assert!(page.text(".tl").contains("修改了线路、备注"));
    let late = lin.post(&edit, &fields).is(409);
    assert!(late.text("main").contains("林峰"));
}

#[test]
fn a_change_of_an_address_is_done_once_and_a_late_one_comes_back_whole() {
    let app = TestApp::new();
    let (lin, edit) = (app.signed_in("platform.admin"), format!("{IP}/edit"));
    let form = lin.get(&edit).is_ok();
    let (version, submission, own) = (form.value("version"), form.value("submission"), form.value("department"));
    let fields = [
        ("version", version.as_str()),
        ("submission", &submission),
        ("address", "203.0.113.18"),
        ("line", "bgp"),
        ("department", &own),
        ("note", "双线"),
    ];
    assert_eq!(lin.post(&edit, &fields).location(), IP);
    assert_eq!(lin.post(&edit, &fields).location(), IP, "the repeat is led where the first one was");
    let typed = [("version", version.as_str()), ("address", "203.0.113.18"), ("line", "unicom"), ("department", &own)];
    let late = lin.post(&edit, &typed).is(409);
    let says = late.text(".alert.warn");
    assert!(says.contains("林峰 于 ") && says.contains("线路现在： BGP 多线您填写： 联通"), "{says}");
    assert!(says.contains("备注现在： 双线您填写： 未填写"), "{says}");
    assert_eq!((late.value("line").as_str(), late.value("note").as_str()), ("unicom", ""));
    assert_ne!(late.value("version"), version);
    lin.post(&format!("/kept?path={edit}"), &[("note", "写到一半")]).is(204);
    assert_eq!(lin.get(&edit).value("note"), "写到一半");
    lin.post(&edit, &typed[1..]).is(303);
    lin.post(&format!("/kept?path={edit}"), &[("note", "写到一半")]).is(204);
    sql_query("UPDATE pool_ips SET updated_at = now() + interval '1 second'").execute(&mut app.sql()).unwrap();
    assert_eq!(lin.get(&edit).value("note"), "", "what was typed before the last change is history");
}
