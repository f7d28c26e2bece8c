//! Internet IPs, what occupies their ports, and who keeps the pool.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};

use super::{cancelled_port, hold_port, open_port, ticket_of};
use crate::support::{Page, TestApp};

const IP: &str = "/network/internet-ips/203.0.113.18";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn id(app: &TestApp, sql: &str) -> i64 {
    sql_query(sql).get_result::<Id>(&mut app.sql()).unwrap().id
}

fn department(app: &TestApp, name: &str) -> String {
    id(app, &format!("SELECT id FROM departments WHERE name = '{name}'")).to_string()
}

fn mapping(app: &TestApp) -> String {
    format!("/network/mappings/{}/removed", id(app, "SELECT max(id) AS id FROM port_mappings"))
}

fn addresses(page: &Page) -> String {
    page.text("tbody .t")
}

#[test]
fn one_sees_the_addresses_of_ones_own_and_the_units_below() {
    let app = TestApp::new();
    assert_eq!(
        addresses(&app.signed_in("yj.user").get("/network/internet-ips")),
        "198.51.100.18 203.0.113.18 203.0.113.19"
    );
    assert_eq!(addresses(&app.signed_in("yj.unit").get("/network/internet-ips")), "203.0.113.19");
    assert_eq!(
        app.signed_in("ops.engineer").get("/network/internet-ips").count("tbody tr"),
        11,
        "the extranet's aren't among them"
    );
    app.signed_in("auditor").get("/network/internet-ips").is_forbidden();
    for username in ["wj.user", "yj.unit"] {
        app.signed_in(username).get(IP).is_not_found();
    }
    let chen = app.signed_in("yj.user");
    chen.get("/network/internet-ips/59.0.2.18").is_not_found();
    chen.get("/network/internet-ips/none").is_not_found();
}

#[test]
fn the_list_counts_ports_and_is_searched_and_filtered() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 8443);
    let engineer = app.signed_in("ops.engineer");
    let row = engineer.get("/network/internet-ips?q=203.0.113.18");
    assert!(row.text("tbody tr").starts_with("203.0.113.18 电信 湖北省应急管理厅 1 1"), "{}", row.text("tbody tr"));
    assert_eq!(engineer.get("/network/internet-ips?q=203.0.113").count("tbody tr"), 8);
    assert_eq!(addresses(&engineer.get("/network/internet-ips?q=%E5%8D%AB%E7%94%9F")), "198.51.100.22 203.0.113.22");
    assert_eq!(addresses(&engineer.get("/network/internet-ips?line=bgp")), "203.0.113.51");
    let police = department(&app, "湖北省公安厅");
    assert_eq!(engineer.get(&format!("/network/internet-ips?department={police}")).count("tbody tr"), 2);
}

#[test]
fn addresses_are_taken_away_with_their_ports_a_row_each() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 8443);
    let engineer = app.signed_in("ops.engineer");
    let csv = engineer.get("/network/internet-ips.csv?q=203.0.113.1").is_ok();
    assert!(csv.body.starts_with("\u{feff}互联网IP,线路,所属单位,互联网端口,协议,".as_bytes()));
    let source = csv.source();
    let rows: Vec<&str> = source.lines().skip(1).collect();
    let own = "203.0.113.18,电信,湖北省应急管理厅";
    let to = "TCP,10.20.6.31:8443,应急指挥一张图";
    assert_eq!(rows[0], format!("{own},443,{to},GD202611220001,陈静,长期,已开通,"));
    assert_eq!(rows[1], format!("{own},8443,{to},GD202611220002,陈静,长期,已预留,"));
    assert!(rows[2].starts_with("203.0.113.19,") && rows[2].ends_with(",,,,,,,,,"), "no port, one row: {}", rows[2]);
    let one = engineer.get(&format!("{IP}.csv")).is_ok();
    assert!(one.header("content-disposition").contains("203.0.113.18.csv"));
    assert_eq!(one.source().lines().skip(1).collect::<Vec<_>>(), rows[..2]);
    assert!(engineer.get(&format!("{IP}.xlsx")).is_ok().body.starts_with(b"PK"));
    assert!(engineer.get("/network/internet-ips.xlsx").is_ok().body.starts_with(b"PK"));
    assert!(engineer.get(IP).has(&format!("a[href='{IP}.csv'][download]")));
    let without_tickets = app.signed_in("ops.manager").get(&format!("{IP}.csv")).source();
    assert!(without_tickets.contains(&format!("{own},443,{to},,,长期,已开通,")), "{without_tickets}");
    app.signed_in("wj.user").get(&format!("{IP}.csv")).is_not_found();
    app.signed_in("wj.user").get(&format!("{IP}.xlsx")).is_not_found();
}

#[test]
fn the_list_is_sorted_by_its_columns_and_exported_in_that_order() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    sql_query("INSERT INTO pool_ips (address, pool, line) SELECT ('198.51.100.' || n)::inet, 'internet', 'bgp' FROM generate_series(100, 159) n")
        .execute(&mut app.sql())
        .unwrap();
    let engineer = app.signed_in("ops.engineer");
    for sort in ["", "-address", "department", "-department", "in_use", "held"] {
        let pages = engineer.every_page(&format!("/network/internet-ips?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (71, 71), "{sort}");
        let csv = engineer.get(&format!("/network/internet-ips.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    assert!(addresses(&engineer.get("/network/internet-ips?sort=-in_use")).starts_with("203.0.113.18 "));
    let first = |sort: &str| engineer.get(&format!("/network/internet-ips.csv?sort={sort}")).source();
    let (up, down) = (first(""), first("-address"));
    assert_eq!(up.lines().nth(1), down.lines().last());
    engineer.get("/network/internet-ips?cursor=n5~here").is_ok();
}

#[test]
fn a_long_list_of_addresses_is_paged_in_their_order() {
    let app = TestApp::new();
    sql_query("INSERT INTO pool_ips (address, pool, line) SELECT ('198.51.100.' || n)::inet, 'internet', 'bgp' FROM generate_series(100, 159) n")
        .execute(&mut app.sql())
        .unwrap();
    let engineer = app.signed_in("ops.engineer");
    let first = engineer.get("/network/internet-ips?line=bgp");
    let second = engineer.get(&first.attribute("a[rel=next]", "href").unwrap());
    assert!(addresses(&first).starts_with("198.51.100.100") && addresses(&second).starts_with("198.51.100.125"));
    assert_eq!(addresses(&engineer.get(&second.attribute("a[rel=prev]", "href").unwrap())), addresses(&first));
    assert_eq!(engineer.get("/network/internet-ips.csv?line=bgp").source().lines().count(), 62);
    assert!(
        !app.signed_in("yj.user").get("/network/internet-ips").text("tbody").contains("198.51.100.100"),
        "nobody's are for keepers alone"
    );
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
    assert!(page.text(".flash").contains("端口 443 已标记为拆除") && !page.has("tbody"));
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
        assert!(page.text(".flash").contains("端口 443 已标记为拆除"));
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
