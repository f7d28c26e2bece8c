//! Business systems and who keeps them.

mod edits;
mod lists;

use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use crate::support::{Browser, Page, TestApp};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn id_of(app: &TestApp, table: &str, column: &str, value: &str) -> i64 {
    sql_query(format!("SELECT id FROM {table} WHERE {column} = $1"))
        .bind::<Text, _>(value)
        .get_result::<Id>(&mut app.sql())
        .unwrap()
        .id
}

/// `/applications/{id}` of an application of the example.
fn path_of(app: &TestApp, name: &str) -> String {
    format!("/applications/{}", id_of(app, "applications", "name", name))
}

fn user(app: &TestApp, username: &str) -> String {
    id_of(app, "users", "username", username).to_string()
}

fn create(browser: &Browser, name: &str, contact: &str) -> Page {
    browser.post("/applications/new", &[("name", name), ("contact", contact), ("description", "值班和应急调度")])
}

fn names(page: &Page) -> String {
    page.text("tbody .t")
}

#[test]
fn a_new_application_is_the_departments_own_and_has_a_history() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let form = chen.get("/applications/new").is_ok();
    assert_eq!(form.value("contact"), user(&app, "yj.user"), "one's own name is offered as contact");
    let page = chen.follow(&create(&chen, " 值班排班  系统 ", &user(&app, "yj.admin"))).is_ok();
    assert_eq!((page.text("h1").as_str(), page.state().as_str()), ("值班排班 系统 使用中", "active"));
    assert!(page.text(".dl").contains("湖北省应急管理厅") && page.text(".dl").contains("刘建国"));
    assert!(page.text(".tl").contains("创建了应用 陈静"));
    assert!(names(&chen.get("/applications")).contains("值班排班 系统"));
}

#[test]
fn pressing_the_button_twice_registers_one_application() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let submission = chen.get("/applications/new").value("submission");
    let contact = user(&app, "yj.user");
    let fields = [("submission", submission.as_str()), ("name", "值班系统"), ("contact", contact.as_str())];
    let first = chen.post("/applications/new", &fields).location();
    assert_eq!(chen.post("/applications/new", &fields).location(), first);
}

#[test]
fn a_refused_form_comes_back_with_everything_typed() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let long = "图".repeat(1_001);
    let fields = [("name", "图"), ("contact", ""), ("description", long.as_str())];
    let page = chen
        .post("/applications/new", &fields)
        .is_refused_at("name")
        .is_refused_at("contact")
        .is_refused_at("description");
    assert_eq!((page.value("name"), page.value("description")), ("图".to_owned(), long.clone()));
    assert!(page.text("title").starts_with("错误："));
    let taken = create(&chen, "应急指挥一张图", &user(&app, "yj.user")).is_refused_at("name");
    assert_eq!(taken.errors_at("name"), "本单位已有同名应用，请换一个名称");
    create(&chen, "值班系统", &user(&app, "wj.user")).is_refused_at("contact");
}

#[test]
fn another_departments_name_may_be_used_again() {
    let app = TestApp::new();
    let li = app.signed_in("wj.user");
    create(&li, "应急指挥一张图", &user(&app, "wj.user")).is(303);
}

#[test]
fn what_is_out_of_sight_is_not_there_whatever_one_does_to_it() {
    let app = TestApp::new();
    let path = path_of(&app, "应急指挥一张图");
    for username in ["wj.user", "yj.unit", "plc.user"] {
        let browser = app.signed_in(username);
        for below in ["", "/tickets", "/hosts", "/ports", "/edit"] {
            browser.get(&format!("{path}{below}")).is_not_found();
        }
        browser.post(&format!("{path}/edit"), &[]).is_not_found();
    }
    let chen = app.signed_in("yj.user");
    chen.get("/applications/999999").is_not_found();
    chen.get("/applications/none").is_not_found();
}

#[test]
fn who_sees_an_application_without_keeping_it_changes_nothing() {
    let app = TestApp::new();
    let unit = path_of(&app, "应急救援队伍调度平台");
    for username in ["yj.admin", "ops.engineer", "bigdata.admin"] {
        let browser = app.signed_in(username);
        assert!(!browser.get(&unit).is_ok().has("a[href$='/edit']"));
        browser.get(&format!("{unit}/edit")).is_forbidden();
        browser.post(&format!("{unit}/edit"), &[("name", "")]).is_forbidden();
    }
    let engineer = app.signed_in("ops.engineer");
    engineer.get("/applications/new").is_forbidden();
    create(&engineer, "值班系统", "1").is_forbidden();
}

#[test]
fn a_department_that_is_not_ones_own_is_refused_at_its_field() {
    let app = TestApp::new();
    let liu = app.signed_in("yj.admin");
    let foreign = id_of(&app, "departments", "name", "湖北省卫生健康委员会").to_string();
    for department in [foreign.as_str(), "999999", "none"] {
        let page = liu.post("/applications/new", &[("department", department), ("name", ""), ("description", "值班")]);
        let page = page.is_refused_at("department").is_refused_at("name");
        assert_eq!(page.value("description"), "值班");
        app.signed_in("ops.engineer").post("/applications/new", &[("department", department)]).is_forbidden();
    }
}

#[test]
fn tickets_are_offered_for_active_applications_of_ones_own_department() {
    let app = TestApp::new();
    let own = format!("a[href='/tickets/new?application={}']", id_of(&app, "applications", "name", "应急指挥一张图"));
    let unit =
        format!("a[href='/tickets/new?application={}']", id_of(&app, "applications", "name", "应急救援队伍调度平台"));
    let list = app.signed_in("yj.user").get("/applications");
    assert!(list.has(&own) && !list.has(&unit));
    let without_the_policy = app.signed_in("yj.colleague").get("/applications");
    assert!(!without_the_policy.has(&own));
    let (chen, path) = (app.signed_in("yj.user"), path_of(&app, "应急指挥一张图"));
    assert!(chen.get(&format!("{path}/tickets")).text("main").contains("创建工单"));
}

#[test]
fn the_tabs_show_what_belongs_to_the_application() {
    let app = TestApp::new();
    let (chen, path) = (app.signed_in("yj.user"), path_of(&app, "应急指挥一张图"));
    let ticket = crate::network::ticket_of(&app, "yj.user", "GD202611220001");
    crate::network::open_port(&app, ticket, 443);
    let tickets = chen.get(&format!("{path}/tickets"));
    assert!(tickets.text("tbody").contains("GD202611220001"));
    assert!(tickets.has("tbody .st.run[data-state=pending]"), "in the colour of the ticket itself");
    assert_eq!(chen.get(&format!("{path}/hosts")).count("tbody tr"), 3);
    let ports = chen.get(&format!("{path}/ports"));
    assert!(ports.text("tbody").contains("203.0.113.18:443 TCP") && ports.has("a[href='/tickets/GD202611220001']"));
    let without_tickets = app.signed_in("ops.manager").get(&format!("{path}/ports"));
    let shown = without_tickets.text("tbody");
    assert!(
        shown.contains("已被占用 湖北省应急管理厅") && !shown.contains("GD202611220001") && !shown.contains("陈静")
    );
    let row = chen.get("/applications?q=%E4%B8%80%E5%BC%A0%E5%9B%BE");
    assert!(row.text("tbody tr:last-child").contains(" 1 3 "), "{}", row.text("tbody tr:last-child"));
    let manager = app.signed_in("ops.manager").get(&format!("{path}/tickets"));
    assert!(!manager.has("tbody") && manager.text("main").contains("不能查看工单"));
}

#[test]
fn every_change_is_in_the_audit_log() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    create(&chen, "值班系统", &user(&app, "yj.user")).is(303);
    let path = path_of(&app, "值班系统");
    let fields = [("name", "值班系统"), ("contact", &user(&app, "yj.user")), ("state", "retired")];
    chen.post(&format!("{path}/edit"), &fields).is(303);
    let logged: Vec<Logged> = sql_query(
        "SELECT action, coalesce(before->>'state', '') || '>' || (after->>'state') AS change
         FROM audit_entries WHERE resource_type = 'application' AND resource_id = '值班系统' ORDER BY id",
    )
    .load(&mut app.sql())
    .unwrap();
    let logged: Vec<_> = logged.iter().map(|it| (it.action.as_str(), it.change.as_str())).collect();
    assert_eq!(logged, [("createApplication", ">active"), ("updateApplication", "active>retired")]);
}

#[derive(QueryableByName)]
struct Logged {
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    change: String,
}
