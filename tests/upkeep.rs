//! Maintenance mode, and the settings in force.

use crate::{
    access::{one, run},
    support::TestApp,
};

const PATH: &str = "/admin/maintenance";
const NOTICE: [(&str, &str); 2] = [("notice_zh", "升级数据库"), ("notice_en", "Upgrading the database")];

#[test]
fn while_it_lasts_everybody_looks_and_what_they_send_is_kept_for_them() {
    let app = TestApp::new();
    let (keeper, filer) = (app.signed_in("platform.admin"), app.signed_in("yj.admin"));
    keeper.post(PATH, &[]).is_refused_at("notice_en");
    keeper.post(PATH, &NOTICE).is(303);
    keeper.post(PATH, &NOTICE).is_refused_at("begins_at");

    let fields = [("name", "停机时想建的应用"), ("description", "还没写完")];
    let page = filer.post("/applications/new", &fields).is(503);
    assert!(
        page.text("main").contains("升级数据库") && page.text("h1").contains("系统维护中"),
        "{}",
        page.text("main")
    );
    assert_eq!(page.header("retry-after"), "600");
    assert!(app.visitor().get("/login").is_ok().text("#maintenance").contains("升级数据库"));
    let form = filer.get("/applications/new").is_ok();
    assert_eq!(form.value("name"), "停机时想建的应用", "what was typed is there again");
    assert!(form.text("#maintenance").contains("系统维护中") && form.text("#maintenance").contains("升级数据库"));
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'yj.admin'");
    assert!(filer.post("/applications/new", &fields).is(503).text("main").contains("Upgrading the database"));

    for username in ["ops.engineer", "security.admin"] {
        let browser = app.signed_in(username);
        browser.get("/").is_ok();
        browser.post("/me/password", &[("current_password", "x")]).is(503);
    }
    filer.post("/kept?path=/applications/new", &fields).is(204);
    app.visitor().post("/password/forgotten", &[("username", "yj.user")]).is(503);
    filer.post("/logout", &[]).is(303);
    let region = [("name", "花山二区"), ("code", "hs2"), ("kind", "public")];
    keeper.post("/admin/regions/new", &region).is(303);

    let end = keeper.get(PATH).is_ok().attribute("form[action$='/end']", "action").expect("an end");
    keeper.post(&end, &[("version", "7")]).is(409);
    keeper.post(&end, &[]).is(303);
    keeper.post(&end, &[]).is(409);
    let filer = app.signed_in("yj.admin");
    filer.post("/applications/new", &fields).is(422);
    assert!(!filer.get("/").is_ok().has("#maintenance"));
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'maintenance'";
    assert_eq!(one(&app, told), "planMaintenance endMaintenance");
}

#[test]
fn one_that_is_planned_is_announced_and_can_be_changed() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let soon =
        one(&app, "SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai' + interval '3 hours', 'YYYY-MM-DD\"T\"HH24:MI')");
    let later =
        one(&app, "SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai' + interval '5 hours', 'YYYY-MM-DD\"T\"HH24:MI')");
    let planned = [("begins_at", &*soon), ("ends_at", &*later), NOTICE[0], NOTICE[1]];
    keeper.post(PATH, &planned).is(303);
    let reader = app.signed_in("yj.user");
    assert!(reader.get("/applications").is_ok().text("#maintenance").contains("届时只能查看"));
    reader.post("/applications/new", &[("name", "")]).is(422);
    let page = keeper.get(PATH).is_ok();
    let path = page.attribute("main form[method=post]", "action").expect("a form");
    let version = page.value("version");
    let fields = [("begins_at", &*soon), ("ends_at", &*soon), NOTICE[0], NOTICE[1], ("version", &*version)];
    keeper.post(&path, &fields).is_refused_at("ends_at");
    let fields = [("begins_at", &*soon), ("ends_at", ""), NOTICE[0], NOTICE[1], ("version", &*version)];
    keeper.post(&path, &fields).is(303);
    keeper.post(&path, &fields).is(409);
    run(&app, "UPDATE maintenance_windows SET begins_at = now() - interval '1 minute'");
    reader.post("/applications/new", &[("name", "")]).is(503);
}

#[test]
fn the_settings_in_force_are_shown_with_their_secrets_masked() {
    let app = TestApp::with(|settings| settings.secret = Some("hunter2hunter2hunter2hunter2hunter2".to_owned().into()));
    let page = app.signed_in("platform.admin").get("/admin/settings").is_ok();
    let shown = page.text("#own");
    assert!(shown.contains("password_profile djbh3 默认值") && shown.contains("secret ********"), "{shown}");
    assert!(!page.source().contains("hunter2"));
    assert!(page.text("main").contains("network.high_risk_days"));
    for username in ["security.admin", "auditor", "ops.manager", "yj.admin"] {
        let browser = app.signed_in(username);
        browser.get("/admin/settings").is_forbidden();
        browser.get(PATH).is_forbidden();
        browser.post(PATH, &NOTICE).is_forbidden();
    }
}
