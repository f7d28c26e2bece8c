//! Making a project on the way, without losing the form that lacks one.

use super::{project_of, user};
use crate::support::{Browser, Page, TestApp};

fn leave(browser: &Browser, form: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(form).is_ok();
    let mut typed: Vec<(String, String)> = page.filled(form);
    typed.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
    typed.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    typed.push(("action".to_owned(), "new_project".to_owned()));
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.follow(&browser.post(form, &typed)).is_ok()
}

fn make(app: &TestApp, browser: &Browser, there: &Page, name: &str) -> Page {
    let (back, person) = (there.value("back"), user(app, "yj.user"));
    browser.post("/projects/new", &[("back", &back), ("name", name), ("contact_id", &person), ("owner_id", &person)])
}

#[test]
fn from_a_new_application_one_comes_back_with_the_project_chosen_and_everything_typed() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let contact = user(&app, "yj.admin");
    let typed = [("name", "值"), ("description", "还没写完"), ("contact", contact.as_str())];
    let there = leave(&chen, "/applications/new", &typed);
    assert!(there.text(".page-h, main").contains("创建后回到刚才的表单"));
    make(&app, &chen, &there, "图").is_refused_at("name");
    let made = make(&app, &chen, &there, "值班值守平台");
    assert_eq!(made.location(), "/applications/new");
    let form = chen.follow(&made).is_ok();
    assert_eq!((form.value("name").as_str(), form.value("description").as_str()), ("值", "还没写完"));
    assert_eq!(form.value("contact"), contact);
    assert!(form.text("#project option[selected]").contains("值班值守平台"));
    let fields = [("name", "值班系统".to_owned()), ("contact", contact), ("project", form.value("project"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = chen.follow(&chen.post("/applications/new", &fields)).is_ok();
    assert!(page.text(".dl").contains("值班值守平台"));
    assert_eq!(chen.get("/applications/new").value("name"), "", "the form that was sent is kept no longer");
    assert_eq!(chen.get("/projects/new").value("back"), "");
}

#[test]
fn from_an_application_that_is_edited_one_comes_back_to_it_over_the_version_one_saw() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let list = chen.get("/applications?q=一张图");
    let path = list.attribute("tbody .t", "href").unwrap();
    let edit = format!("{path}/edit");
    let there = leave(&chen, &edit, &[("description", "改到一半")]);
    let form = chen.follow(&make(&app, &chen, &there, "值班值守平台"));
    assert_eq!((form.value("description").as_str(), form.value("version").as_str()), ("改到一半", "1"));
    let typed = form.filled(&edit);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = chen.follow(&chen.post(&edit, &typed)).is_ok();
    assert!(page.text(".tl").contains("所属项目"), "{}", page.text(".tl"));
    app.signed_in("wj.user").post(&edit, &[("action", "new_project")]).is_not_found();
    app.signed_in("bigdata.user").post(&edit, &[("action", "new_project")]).is_forbidden();
}

#[test]
fn who_turns_round_finds_the_form_as_it_was_left() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    project_of(&app, "yj.user", "应急指挥平台");
    let there = leave(&chen, "/applications/new", &[("name", "写到一半的系统")]);
    assert_eq!(there.attribute(".actionbar a", "href").as_deref(), Some("/applications/new"));
    assert_eq!(chen.get("/applications/new").value("name"), "写到一半的系统");
}

#[test]
fn a_form_too_long_to_be_kept_is_not_left() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let long = "述".repeat(100_000);
    let page = chen.post("/applications/new", &[("name", "系统"), ("description", &long), ("action", "new_project")]);
    assert_eq!(page.is_refused_at("description").value("description"), long);
}

#[test]
fn nobody_is_led_out_of_the_portal() {
    let app = TestApp::new();
    let (chen, person) = (app.signed_in("yj.user"), user(&app, "yj.user"));
    for (number, back) in ["//evil.example", "https://evil.example/", "/\\evil.example"].into_iter().enumerate() {
        assert_eq!(chen.get(&format!("/projects/new?back={back}")).is_ok().value("back"), "");
        let name = format!("项目{number}");
        let fields = [("back", back), ("name", &name), ("contact_id", &person), ("owner_id", &person)];
        assert!(chen.post("/projects/new", &fields).location().starts_with("/projects/"));
    }
}
