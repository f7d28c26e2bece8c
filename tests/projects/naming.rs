//! Applications name their project.

use super::{change, project_of, user};
use crate::support::{Browser, Page, TestApp};

fn application(app: &TestApp, browser: &Browser, name: &str, project: &str) -> Page {
    let contact = user(app, "yj.user");
    browser.post("/applications/new", &[("name", name), ("contact", &contact), ("project", project)])
}

fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[test]
fn an_application_names_its_project_and_each_shows_the_other() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    let page = chen.follow(&application(&app, &chen, "值班排班系统", id(&path))).is_ok();
    assert_eq!(page.attribute(".dl a", "href").as_deref(), Some(path.as_str()));
    assert!(page.text(".dl").contains("所属项目应急指挥平台"));
    assert!(chen.get(&path).text("tbody").contains("值班排班系统"));
    assert_eq!(chen.get("/projects").text("tbody .num"), "1");
    assert!(chen.get("/applications.csv").source().contains("值班排班系统,湖北省应急管理厅,应急指挥平台,"));
    let edit = format!("{}/edit", chen.get("/applications").attribute("tbody .t", "href").unwrap());
    let typed = chen.get(&edit).filled(&edit);
    let typed: Vec<(&str, &str)> =
        typed.iter().map(|(n, v)| (n.as_str(), if n == "project" { "" } else { v.as_str() })).collect();
    let page = chen.follow(&chen.post(&edit, &typed)).is_ok();
    assert!(page.text(".tl").contains("修改了所属项目"), "{}", page.text(".tl"));
    app.holds_together();
}

#[test]
fn a_project_of_another_department_is_refused_at_its_field_like_one_that_is_not_there() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    let (health, unit) = (project_of(&app, "wj.user", "免疫规划"), project_of(&app, "yj.unit", "救援平台"));
    for project in [id(&health), id(&unit), "999999", "x"] {
        let page = application(&app, &chen, "值班排班系统", project).is_refused_at("project");
        assert!(page.errors_at("project").contains("不存在或不属于本单位"), "{project}");
        assert_eq!(page.value("name"), "值班排班系统");
    }
    let form = chen.get("/applications/new");
    assert!(!form.text("#project").contains("免疫规划") && !form.text("#project").contains("救援平台"));
}

#[test]
fn an_archived_project_is_not_named_anew_and_stays_where_it_was() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    let named = application(&app, &chen, "值班排班系统", id(&path)).location();
    chen.post(&format!("{path}/archive"), &[]).is(303);
    let refused = application(&app, &chen, "另一个系统", id(&path)).is_refused_at("project");
    assert!(refused.errors_at("project").contains("已归档"));
    assert!(!chen.get("/applications/new").text("#project").contains("应急指挥平台"));
    assert_eq!(chen.get(&format!("{named}/edit")).value("project"), id(&path));
    change(&chen, &named, &[("description", "说明改了")]).is(303);
    assert!(chen.get(&named).text(".dl").contains("应急指挥平台"));
}
