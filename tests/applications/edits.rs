//! Changing an application: once, over nobody else's change, and nothing typed is lost.

use diesel::{RunQueryDsl, sql_query};

use super::{create, path_of, user};
use crate::support::{Browser, Page, TestApp};

/// The form of 应急指挥一张图 with another name, over the version that was seen.
fn rename(app: &TestApp, browser: &Browser, seen: &str, name: &str) -> Page {
    let contact = user(app, "yj.user");
    let fields = [("version", seen), ("name", name), ("contact", &contact), ("state", "active")];
    browser.post(&format!("{}/edit", path_of(app, "应急指挥一张图")), &fields)
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
fn what_one_types_is_kept_for_its_author() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    chen.post("/kept?path=/applications/new", &[("name", "写到一半的系统")]).is(204);
    let form = chen.get("/applications/new");
    assert!(form.value("name") == "写到一半的系统" && form.text("form.alert").contains("已恢复"));
    create(&chen, "写完的系统", &user(&app, "yj.user")).is(303);
    assert_eq!(chen.get("/applications/new").value("name"), "");
}
