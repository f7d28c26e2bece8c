//! The machines that ports lead to.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};

use super::{cancelled_port, open_port, ticket_of};
use crate::support::{Browser, Page, TestApp};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn id(app: &TestApp, table: &str, name: &str) -> String {
    sql_query(format!("SELECT id FROM {table} WHERE name = '{name}'"))
        .get_result::<Id>(&mut app.sql())
        .unwrap()
        .id
        .to_string()
}

fn path_of(app: &TestApp, name: &str) -> String {
    format!("/network/hosts/{}", id(app, "hosts", name))
}

fn names(page: &Page) -> String {
    page.text("tbody .t")
}

/// Saves the form at `path`, with some of it replaced.
fn save(browser: &Browser, path: &str, changes: &[(&str, &str)]) -> Page {
    send(browser, path, &fields_of(&browser.get(path).is_ok(), changes))
}

/// What `form` holds, with some of it replaced.
fn fields_of(form: &Page, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    const FIELDS: [&str; 10] = [
        "version",
        "submission",
        "name",
        "floating_ip",
        "department",
        "application",
        "region",
        "specification",
        "source",
        "state",
    ];
    let changed = |field: &str| changes.iter().find(|(name, _)| *name == field).map(|(_, value)| (*value).to_owned());
    FIELDS.map(|field| (field.to_owned(), changed(field).unwrap_or_else(|| form.value(field)))).to_vec()
}

fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields)
}
#[test]
fn one_sees_the_hosts_of_ones_own_and_the_units_below() {
    let app = TestApp::new();
    let own = names(&app.signed_in("yj.user").get("/network/hosts"));
    assert!(own.contains("yj-yzt-web-01") && own.contains("yj-jy-app-01") && !own.contains("wj-"));
    assert_eq!(names(&app.signed_in("yj.unit").get("/network/hosts")), "yj-jy-app-01");
    assert_eq!(app.signed_in("ops.engineer").get("/network/hosts").count("tbody tr"), 13);
    let host = path_of(&app, "yj-yzt-web-01");
    for username in ["wj.user", "yj.unit"] {
        let browser = app.signed_in(username);
        browser.get(&host).is_not_found();
        browser.get(&format!("{host}/edit")).is_not_found();
        browser.post(&format!("{host}/edit"), &[]).is_not_found();
    }
    app.signed_in("auditor").get("/network/hosts").is_forbidden();
}

#[test]
fn hosts_are_found_by_address_name_application_and_department() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    assert_eq!(names(&engineer.get("/network/hosts?q=10.20.6.31")), "yj-yzt-web-01");
    assert_eq!(engineer.get("/network/hosts?q=yj-yzt").count("tbody tr"), 3);
    assert_eq!(
        names(&engineer.get("/network/hosts?q=%E7%96%AB%E8%8B%97")),
        "wj-ymjz-web-01",
        "two characters of its application"
    );
    let (police, system) = (id(&app, "departments", "湖北省公安厅"), id(&app, "applications", "预约挂号平台"));
    assert_eq!(engineer.get(&format!("/network/hosts?department={police}")).count("tbody tr"), 2);
    assert_eq!(engineer.get(&format!("/network/hosts?application={system}")).count("tbody tr"), 2);
    let elsewhere = id(&app, "regions", "武钢专有云区");
    assert!(engineer.get(&format!("/network/hosts?region={elsewhere}")).text(".empty").contains("没有符合条件的记录"));
    assert_eq!(engineer.get("/network/hosts?state=running").count("tbody tr"), 13);
    let csv = engineer.get("/network/hosts.csv?q=10.20.6.31").source();
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with("yj-yzt-web-01,10.20.6.31,湖北省应急管理厅,应急指挥一张图,花山公有云区,8核16GB,"),
        "{csv}"
    );
    assert!(engineer.get("/network/hosts.xlsx").is_ok().body.starts_with(b"PK"));
}

#[test]
fn a_host_shows_what_is_mapped_to_it() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let page = app.signed_in("yj.user").get(&path_of(&app, "yj-yzt-web-01")).is_ok();
    assert_eq!((page.text("h1").as_str(), page.state().as_str()), ("yj-yzt-web-01 运行中", "running"));
    assert!(page.text("tbody").contains("203.0.113.18:443 TCP 8443 已开通 GD202611220001 陈静 长期"));
    assert!(!page.has("a[href$='/edit']"));
    let manager = app.signed_in("ops.manager").get(&path_of(&app, "yj-yzt-web-01")).is_ok();
    assert!(manager.text("tbody").contains("已被占用 湖北省应急管理厅"), "{}", manager.text("tbody"));
    assert!(!manager.source().contains("GD202611220001") && !manager.source().contains("陈静"));
}

#[test]
fn the_dashboard_names_tickets_to_those_who_may_see_them() {
    let app = TestApp::new();
    cancelled_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    sql_query("UPDATE tickets SET state = 'closed', clock_since = NULL, due_at = NULL")
        .execute(&mut app.sql())
        .unwrap();
    let operator = app.signed_in("ops.engineer").get("/").text("main");
    assert!(operator.contains("应急指挥一张图 · GD202611220001"), "{operator}");
    sql_query("UPDATE port_mappings SET state = 'active', valid = tstzrange(now(), now() + interval '9 days')")
        .execute(&mut app.sql())
        .unwrap();
    let manager = app.signed_in("ops.manager").get("/").is_ok();
    assert!(manager.text("main").contains("应急指挥一张图 · 湖北省应急管理厅"), "{}", manager.text("main"));
    assert!(!manager.source().contains("GD202611220001"));
}

#[test]
fn the_list_is_sorted_by_its_columns_and_exported_in_that_order() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO hosts (name, floating_ip, department_id, application_id, region_id)
         SELECT 'wj-' || n * 7 % 61, ('10.20.9.' || n)::inet, department_id, application_id, region_id
         FROM (SELECT * FROM hosts WHERE name = 'wj-ymjz-web-01') one, generate_series(1, 60) n",
    )
    .execute(&mut app.sql())
    .unwrap();
    let engineer = app.signed_in("ops.engineer");
    for sort in ["", "created", "name", "-name", "floating_ip", "-application", "region"] {
        let pages = engineer.every_page(&format!("/network/hosts?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (73, 73), "{sort}");
        let csv = engineer.get(&format!("/network/hosts.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    let by_address = engineer.get("/network/hosts?sort=floating_ip&q=10.20.9");
    assert!(
        by_address.text("tbody").contains("10.20.9.1 ") && by_address.text("tr:nth-child(2)").contains("10.20.9.2 ")
    );
}

#[test]
fn operators_register_and_change_hosts() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let fields = [
        ("name", "ga-jtaq-web-02".to_owned()),
        ("floating_ip", "10.20.21.6".to_owned()),
        ("department", id(&app, "departments", "湖北省公安厅")),
        ("application", id(&app, "applications", "电子证照签发")),
        ("region", id(&app, "regions", "政法行业云区")),
        ("specification", "8核16GB".to_owned()),
        ("state", "running".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let created = engineer.post("/network/hosts/new", &fields);
    let page = engineer.follow(&created).is_ok();
    assert!(page.text(".dl").contains("电子证照签发") && page.text(".tl").contains("登记了云主机 张伟"));
    let again = engineer.post("/network/hosts/new", &fields).is_refused_at("floating_ip");
    assert_eq!(again.errors_at("floating_ip"), "此浮动IP已登记在另一台云主机上，请核对后重新填写");
    assert_eq!(again.value("name"), "ga-jtaq-web-02");
    let edit = format!("{}/edit", created.location());
    let saved = engineer.follow(&save(&engineer, &edit, &[("state", "stopped"), ("specification", "16核32GB")]));
    assert!(saved.state() == "stopped" && saved.text(".tl").contains("修改了规格、状态"));
    engineer.post(&edit, &[("version", "1"), ("name", "")]).is(409);
}

#[test]
fn a_change_sent_twice_is_done_once_and_a_late_one_comes_back_whole() {
    let app = TestApp::new();
    let (zhang, li) = (app.signed_in("ops.engineer"), app.signed_in("ops.engineer2"));
    let edit = format!("{}/edit", path_of(&app, "yj-yzt-web-01"));
    let form = zhang.get(&edit).is_ok();
    let late = fields_of(&li.get(&edit).is_ok(), &[("specification", "2核4GB"), ("source", "GD202611220001")]);
    let fields = fields_of(&form, &[("specification", "16核32GB"), ("state", "stopped")]);
    let saved = send(&zhang, &edit, &fields).location();
    assert_eq!(send(&zhang, &edit, &fields).location(), saved);
    assert_eq!(zhang.get(&saved).text(".tl").matches("修改了规格、状态").count(), 1);
    let refused = send(&li, &edit, &late).is(409);
    let says = refused.text(".alert.warn");
    assert!(says.contains("张伟 于 ") && says.contains("规格现在： 16核32GB您填写： 2核4GB"), "{says}");
    assert!(says.contains("状态现在： 已停止您填写： 运行中"), "{says}");
    assert_eq!(
        (refused.value("specification").as_str(), refused.value("source").as_str()),
        ("2核4GB", "GD202611220001")
    );
    send(&li, &edit, &fields_of(&refused, &[("state", "stopped")])).is(303);
    assert!(li.get(&saved).text(".dl").contains("2核4GB"));
}

#[test]
fn what_was_typed_before_the_hosts_last_change_is_history() {
    let app = TestApp::new();
    let (zhang, li) = (app.signed_in("ops.engineer"), app.signed_in("ops.engineer2"));
    let edit = format!("{}/edit", path_of(&app, "yj-yzt-web-01"));
    li.post(&format!("/kept?path={edit}"), &[("name", "写到一半")]).is(204);
    assert_eq!(li.get(&edit).value("name"), "写到一半");
    save(&zhang, &edit, &[("specification", "16核32GB")]).is(303);
    assert_eq!(li.get(&edit).value("name"), "yj-yzt-web-01");
}

#[test]
fn a_host_form_is_refused_at_every_wrong_field() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let page = engineer.post("/network/hosts/new", &[("floating_ip", "10.20.6.031"), ("state", "asleep")]);
    let page =
        page.is_refused_at("name").is_refused_at("floating_ip").is_refused_at("department").is_refused_at("region");
    assert!(page.is_refused_at("state").errors_at("floating_ip").contains("10.20.6.31"));
    let foreign = [("application", id(&app, "applications", "预约挂号平台"))];
    let foreign: Vec<(&str, &str)> = foreign.iter().map(|(name, value)| (*name, value.as_str())).collect();
    save(&engineer, &format!("{}/edit", path_of(&app, "yj-yzt-web-01")), &foreign).is_refused_at("application");
}

#[test]
fn departments_look_at_hosts_and_leave_them_as_they_are() {
    let app = TestApp::new();
    let (liu, host) = (app.signed_in("yj.admin"), path_of(&app, "yj-yzt-web-01"));
    liu.get("/network/hosts/new").is_forbidden();
    liu.post("/network/hosts/new", &[]).is_forbidden();
    liu.get(&format!("{host}/edit")).is_forbidden();
    liu.post(&format!("{host}/edit"), &[]).is_forbidden();
}

#[test]
fn a_host_that_ports_lead_to_neither_moves_nor_goes() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    let (engineer, edit) = (app.signed_in("ops.engineer"), format!("{}/edit", path_of(&app, "yj-yzt-web-01")));
    let retired = save(&engineer, &edit, &[("state", "retired")]).is_refused_at("state");
    assert!(retired.errors_at("state").contains("仍有 1 个端口映射到此云主机"));
    save(&engineer, &edit, &[("floating_ip", "10.20.6.99")]).is_refused_at("floating_ip");
    let police = id(&app, "departments", "湖北省公安厅");
    save(&engineer, &edit, &[("department", &police), ("application", "")]).is_refused_at("department");
    save(&engineer, &edit, &[("state", "stopped")]).is(303);
}
