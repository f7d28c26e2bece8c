//! Whose a project is to change: its keeper's, until an administrator takes it over.

use super::{change, count, project_of, run, user};
use crate::support::TestApp;

#[test]
fn its_keeper_changes_it_and_the_history_says_what() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    let owner = user(&app, "yj.admin");
    let page = chen.follow(&change(&chen, &path, &[("name", "应急指挥平台（二期）"), ("owner_id", &owner)])).is_ok();
    assert!(page.text("h1").starts_with("应急指挥平台（二期）"));
    assert!(page.text(".tl").contains("修改了项目名称、项目负责人 陈静"), "{}", page.text(".tl"));
    chen.follow(&change(&chen, &path, &[])).is_ok();
    assert_eq!(chen.get(&path).text(".tl").matches("修改了").count(), 1, "nothing changed is nothing to tell");
    app.holds_together();
}

#[test]
fn nobody_else_changes_it_and_they_are_told_whom_to_ask() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    for who in ["yj.colleague", "yj.admin", "bigdata.user", "bigdata.admin", "ops.engineer", "ops.manager"] {
        let browser = app.signed_in(who);
        assert!(!browser.get(&path).is_ok().has("a[href$='/edit']"), "{who}");
        let refused = browser.get(&format!("{path}/edit")).is_forbidden();
        assert!(refused.text("main").contains("此项目由 陈静 维护"), "{who}: {}", refused.text("main"));
        for verb in ["edit", "archive", "restore"] {
            browser.post(&format!("{path}/{verb}"), &[("name", "别人改的")]).is_forbidden();
        }
    }
    for who in ["yj.colleague", "bigdata.admin", "ops.manager"] {
        app.signed_in(who).post(&format!("{path}/take-over"), &[]).is_forbidden();
    }
}

#[test]
fn an_administrator_of_the_department_takes_it_over_and_its_former_keeper_is_told() {
    let app = TestApp::new();
    for (keeper, administrator, name) in [
        ("yj.user", "yj.admin", "刘建国"),
        ("bigdata.user", "bigdata.admin", "高翔"),
        ("plc.user", "plc.admin", "郑凯"),
    ] {
        let path = project_of(&app, keeper, "要接管的项目");
        let boss = app.signed_in(administrator);
        let page = boss.get(&path).is_ok();
        let take = format!("{path}/take-over");
        let hidden = page.hidden_of("/take-over");
        let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let taken = boss.post(&take, &hidden);
        assert_eq!(boss.post(&take, &hidden).location(), taken.location(), "twice is once");
        let page = boss.follow(&taken);
        assert!(page.text("main .dl").contains(&format!("维护人{name}")) && !page.has("form[action$='/take-over']"));
        assert_eq!(page.text(".tl").matches("接管了项目，原维护人").count(), 1);
        boss.get(&format!("{path}/edit")).is_ok();
        let former = app.signed_in(keeper);
        former.get(&format!("{path}/edit")).is_forbidden();
        let told = former.get("/messages?kind=project").is_ok();
        assert!(told.text("tbody").contains(&format!("{name} 接管了项目“要接管的项目”")), "{}", told.text("main"));
        assert_eq!(former.get(&path).is_ok().count("main form.act"), 0);
        boss.post(&take, &[]).is(409);
    }
}

#[test]
fn an_archived_project_is_changed_by_nobody_until_it_is_restored() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    chen.post(&format!("{path}/restore"), &[]).is(409);
    chen.post(&format!("{path}/archive"), &[]).is(303);
    let page = chen.get(&path);
    assert_eq!(page.state(), "archived");
    assert!(page.text(".alert").contains("项目已归档") && !page.has("a[href$='/edit']"));
    assert!(page.has("form[action$='/restore']") && !page.has("form[action$='/archive']"));
    chen.post(&format!("{path}/archive"), &[]).is(409);
    chen.get(&format!("{path}/edit")).is(409);
    chen.post(&format!("{path}/edit"), &[("name", "")]).is(409);
    app.signed_in("yj.admin").post(&format!("{path}/take-over"), &[]).is(303);
    chen.post(&format!("{path}/restore"), &[]).is_forbidden();
    let liu = app.signed_in("yj.admin");
    liu.post(&format!("{path}/restore"), &[]).is(303);
    assert_eq!(liu.get(&path).state(), "active");
    app.holds_together();
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing_and_shows_what_is_there_now() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    let edit = format!("{path}/edit");
    let seen = chen.get(&edit).value("version");
    let late_submission = chen.get(&path).hidden_of("/archive");
    change(&chen, &path, &[("name", "指挥平台")]).is(303);
    let person = user(&app, "yj.user");
    let fields = [("version", seen.as_str()), ("name", "图上平台"), ("contact_id", &person), ("owner_id", &person)];
    let late = chen.post(&edit, &fields).is(409);
    let says = late.text(".alert.warn");
    assert!(says.contains("陈静 于 ") && says.contains("项目名称现在： 指挥平台您填写： 图上平台"), "{says}");
    assert_eq!(late.value("name"), "图上平台");
    let hidden: Vec<(&str, &str)> =
        late_submission.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    chen.post(&format!("{path}/archive"), &hidden).is(409);
    assert_eq!(chen.get(&path).state(), "active");
    let again = [("version", late.value("version")), ("name", late.value("name"))];
    let mut again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    again.extend([("contact_id", person.as_str()), ("owner_id", &person)]);
    chen.post(&edit, &again).is(303);
}

#[test]
fn who_was_named_stays_when_their_account_is_disabled_and_cannot_be_chosen_anew() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    change(&chen, &path, &[("owner_id", &user(&app, "yj.colleague"))]).is(303);
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.colleague'");
    assert!(chen.get(&path).text("main .dl").contains("周敏"));
    let form = chen.get(&format!("{path}/edit"));
    assert_eq!(form.value("owner_id"), user(&app, "yj.colleague"));
    assert!(form.text("#owner_id").contains("周敏（yj.colleague，账号已停用或已调离）"));
    change(&chen, &path, &[("description", "改一下说明")]).is(303);
    change(&chen, &path, &[("contact_id", &user(&app, "yj.colleague"))]).is_refused_at("contact_id");
    run(&app, "UPDATE departments SET name = '省应急厅' WHERE name = '湖北省应急管理厅'");
    assert!(chen.get(&path).text("main .dl").contains("省应急厅"));
}

#[test]
fn what_happens_to_a_project_is_in_the_audit_log() {
    let app = TestApp::new();
    let path = project_of(&app, "yj.user", "应急指挥平台");
    let chen = app.signed_in("yj.user");
    change(&chen, &path, &[("name", "指挥平台")]).is(303);
    app.signed_in("yj.admin").post(&format!("{path}/take-over"), &[]).is(303);
    let liu = app.signed_in("yj.admin");
    liu.post(&format!("{path}/archive"), &[]).is(303);
    liu.post(&format!("{path}/restore"), &[]).is(303);
    for action in ["createProject", "updateProject", "takeOverProject", "archiveProject", "restoreProject"] {
        assert_eq!(count(&app, &format!("audit_entries WHERE action = '{action}' AND resource_type = 'project'")), 1);
    }
    let log = app.signed_in("auditor").get("/admin/audit?action=updateProject").is_ok();
    assert!(log.text("main").contains("修改项目") && log.text("main").contains("指挥平台"));
}
