//! Business systems and who keeps them.

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

/// The form of 应急指挥一张图 with another name, over the version that was seen.
fn rename(app: &TestApp, browser: &Browser, seen: &str, name: &str) -> Page {
    let contact = user(app, "yj.user");
    let fields = [("version", seen), ("name", name), ("contact", &contact), ("state", "active")];
    browser.post(&format!("{}/edit", path_of(app, "应急指挥一张图")), &fields)
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
fn one_sees_ones_own_and_the_units_below_operators_see_all() {
    let app = TestApp::new();
    let own = names(&app.signed_in("yj.user").get("/applications"));
    assert!(own.contains("应急指挥一张图") && own.contains("应急救援队伍调度平台") && !own.contains("预约挂号平台"));
    let unit = names(&app.signed_in("yj.unit").get("/applications"));
    assert_eq!(unit, "应急救援队伍调度平台");
    let police = names(&app.signed_in("plc.user").get("/applications"));
    assert!(police.contains("电子证照签发") && !police.contains("预约挂号平台"));
    let all = app.signed_in("ops.engineer").get("/applications");
    assert_eq!(all.count("tbody tr"), 9);
    app.signed_in("auditor").get("/applications").is_forbidden();
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
fn a_change_is_kept_with_what_it_changed() {
    let app = TestApp::new();
    let (chen, path) = (app.signed_in("yj.user"), path_of(&app, "应急指挥一张图"));
    let form = chen.get(&format!("{path}/edit")).is_ok();
    let fields = [
        ("version", form.value("version")),
        ("name", "应急指挥一张图（新）".to_owned()),
        ("contact", user(&app, "yj.admin")),
        ("description", form.value("description")),
        ("state", "retired".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = chen.follow(&chen.post(&format!("{path}/edit"), &fields)).is_ok();
    assert_eq!(page.state(), "retired");
    assert!(page.text(".tl").contains("将应用下线，并修改了应用名称、联系人"), "{}", page.text(".tl"));
    assert!(!page.has(".actions a[href^='/tickets/new']"), "a retired application takes no new tickets");
    assert!(page.text(".alert").contains("应用已下线"));
}

#[test]
fn saving_twice_changes_once_and_leads_to_the_same_page() {
    let app = TestApp::new();
    let (chen, path) = (app.signed_in("yj.user"), path_of(&app, "应急指挥一张图"));
    let form = chen.get(&format!("{path}/edit"));
    let (version, submission, contact) = (form.value("version"), form.value("submission"), user(&app, "yj.user"));
    let fields = [
        ("version", version.as_str()),
        ("submission", &submission),
        ("name", "一张图"),
        ("contact", &contact),
        ("state", "active"),
    ];
    let saved = chen.post(&format!("{path}/edit"), &fields).location();
    assert_eq!(chen.post(&format!("{path}/edit"), &fields).location(), saved);
    assert_eq!(chen.get(&path).text(".tl").matches("修改了").count(), 1);
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing_says_who_was_first_and_keeps_what_was_typed() {
    let app = TestApp::new();
    let (chen, liu, path) = (app.signed_in("yj.user"), app.signed_in("yj.admin"), path_of(&app, "应急指挥一张图"));
    let edit = format!("{path}/edit");
    let seen = chen.get(&edit).value("version");
    let contact = user(&app, "yj.admin");
    liu.post(&edit, &[("version", &seen), ("name", "一张图"), ("contact", &contact), ("state", "active")]).is(303);
    let typed = [("version", seen.as_str()), ("name", "图上作业"), ("contact", &user(&app, "yj.user"))];
    let late = chen.post(&edit, &typed).is(409);
    let says = late.text(".alert.warn");
    assert!(says.contains("刘建国 于 ") && says.contains("修改了应用名称、说明、联系人"), "{says}");
    assert!(says.contains("应用名称现在： 一张图您填写： 图上作业"), "{says}");
    assert!(says.contains("联系人现在： 刘建国您填写： 陈静"), "people by their names: {says}");
    assert_eq!((late.value("name").as_str(), late.value("contact")), ("图上作业", user(&app, "yj.user")));
    assert_eq!(late.value("version"), liu.get(&edit).value("version"));
    assert!(chen.get(&path).text("h1").starts_with("一张图"));
    chen.post(&edit, &[("version", &seen), ("name", "")]).is(409);
    let again = [("version", late.value("version")), ("name", late.value("name")), ("contact", late.value("contact"))];
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    chen.post(&edit, &again).is(303);
    chen.post(&edit, &again[1..]).is(303);
}

#[test]
fn what_was_typed_before_somebody_elses_change_does_not_come_back_over_it() {
    let app = TestApp::new();
    let (chen, liu) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    let edit = format!("{}/edit", path_of(&app, "应急指挥一张图"));
    let seen = chen.get(&edit).value("version");
    let keep = || chen.post(&format!("/kept?path={edit}"), &[("version", &seen), ("name", "写到一半")]).is(204);
    keep();
    assert_eq!(chen.get(&edit).value("name"), "写到一半");
    rename(&app, &liu, &seen, "一张图").is(303);
    sql_query("UPDATE applications SET name = '应急指挥一张图' WHERE name = '一张图'").execute(&mut app.sql()).unwrap();
    assert_eq!(chen.get(&edit).value("name"), "应急指挥一张图");
    keep();
    let on = chen.get(&edit);
    assert_eq!(
        (on.value("name").as_str(), on.value("version")),
        ("写到一半", seen.clone()),
        "typed on over the old page"
    );
    let late = rename(&app, &chen, &on.value("version"), "写到一半").is(409);
    assert!(late.text(".alert.warn").contains("刘建国"));
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
fn two_characters_of_a_name_find_it() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    assert_eq!(names(&engineer.get("/applications?q=%E6%8C%82%E5%8F%B7")), "预约挂号平台");
    assert!(engineer.get("/applications?q=%E6%B2%A1%E6%9C%89").text(".empty").contains("没有符合条件的记录"));
    let wj = id_of(&app, "departments", "name", "湖北省卫生健康委员会");
    assert_eq!(engineer.get(&format!("/applications?department={wj}")).count("tbody tr"), 2);
    assert_eq!(engineer.get("/applications?state=retired").count("tbody tr"), 0);
}

#[test]
fn long_lists_are_paged_both_ways() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO applications (department_id, contact_id, name)
         SELECT department_id, id, '系统' || n FROM users, generate_series(1, 60) n WHERE username = 'wj.user'",
    )
    .execute(&mut app.sql())
    .unwrap();
    let li = app.signed_in("wj.user");
    let first = li.get("/applications?q=%E7%B3%BB%E7%BB%9F");
    assert!(first.text(".pager").contains("共 60 条") && !first.has("a[rel=prev]"));
    let second = li.get(&first.attribute("a[rel=next]", "href").unwrap());
    assert_eq!((first.count("tbody tr"), second.count("tbody tr")), (25, 25));
    assert!(names(&second).starts_with("系统35"));
    let back = li.get(&second.attribute("a[rel=prev]", "href").unwrap());
    assert_eq!(names(&back), names(&first));
}

#[test]
fn the_list_is_sorted_by_its_columns_page_by_page_and_exported_in_that_order() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO applications (department_id, contact_id, name)
         SELECT department_id, id, '系统' || lpad((n * 37 % 61)::text, 2, '0') FROM users, generate_series(1, 60) n
         WHERE username = 'wj.user'",
    )
    .execute(&mut app.sql())
    .unwrap();
    let engineer = app.signed_in("ops.engineer");
    for sort in ["", "created", "name", "-name", "department", "-department", "open_tickets", "-hosts"] {
        let pages = engineer.every_page(&format!("/applications?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (69, 69), "{sort}");
        let back = engineer.get(&pages[2].attribute("a[rel=prev]", "href").unwrap());
        assert_eq!(back.texts("tbody .t"), pages[1].texts("tbody .t"), "{sort}");
        let csv = engineer.get(&format!("/applications.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    let named = engineer.get("/applications?sort=name&q=%E7%B3%BB%E7%BB%9F");
    assert!(names(&named).contains("系统01 系统02 系统03"), "{}", names(&named));
    assert_eq!(
        named.attribute("th[aria-sort=ascending] a", "href").as_deref(),
        Some("/applications?q=%E7%B3%BB%E7%BB%9F&sort=-name")
    );
    assert!(named.attribute(".actions a[download]", "href").is_some_and(|href| href.contains("sort=name")));
    assert_eq!(named.value("sort"), "name", "searching on keeps the order");
    assert!(engineer.get("/applications?sort=-hosts").text("tbody tr:first-child").contains(" 3 "));
    for cursor in ["n5~x", "p5", "n5~%00", "n99999999999"] {
        engineer.get(&format!("/applications?sort=-open_tickets&cursor={cursor}")).is_ok();
        engineer.get(&format!("/applications?sort=name&cursor={cursor}")).is_ok();
    }
}

#[test]
fn what_the_list_shows_can_be_taken_away() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    create(&chen, "=1+1", &user(&app, "yj.user")).is(303);
    let csv = chen.get("/applications.csv").is_ok();
    assert!(csv.body.starts_with("\u{feff}应用名称,所属单位,".as_bytes()));
    assert!(csv.source().contains("\r\n'=1+1,湖北省应急管理厅,") && csv.source().contains("应急救援队伍调度平台"));
    assert!(!csv.source().contains("预约挂号平台"));
    let found = chen.get("/applications.csv?q=%E9%BB%84%E5%86%88").source();
    assert_eq!(found.lines().count(), 2, "the list's filter counts: {found}");
    let xlsx = chen.get("/applications.xlsx").is_ok();
    assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("applications.xlsx"));
}

#[test]
fn what_one_types_is_kept_for_its_author() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    chen.post("/kept?path=/applications/new", &[("name", "写到一半的系统")]).is(204);
    let form = chen.get("/applications/new");
    assert!(form.value("name") == "写到一半的系统" && form.text("form.alert").contains("已恢复"));
    create(&chen, "写完的系统", &user(&app, "yj.user")).is(303);
    assert_eq!(chen.get("/applications/new").value("name"), "");
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
