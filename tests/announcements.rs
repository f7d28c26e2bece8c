//! Announcements, as administrators make them and everybody sees them.

use crate::{
    access::{one, run},
    support::{Browser, Page, TestApp},
};

const NEW: &str = "/admin/announcements/new";

fn publish(keeper: &Browser, audience: &str, more: &[(&str, &str)]) -> Page {
    let usual = [
        ("title_zh", "今晚停机维护"),
        ("title_en", "Maintenance tonight"),
        ("text_zh", "20:00 起暂停服务。<b>请提前保存</b>"),
        ("text_en", "No service from 20:00."),
        ("level", "warning"),
        ("audience", audience),
        ("begins_at", ""),
        ("ends_at", "2099-12-31T20:00"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    keeper.post(NEW, &kept.chain(more.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn an_announcement_is_seen_by_its_audience_until_it_is_dismissed_or_ends() {
    let app = TestApp::new();
    let (keeper, reader) = (app.signed_in("platform.admin"), app.signed_in("yj.user"));
    let path = publish(&keeper, "government", &[]).location();
    let seen = |browser: &Browser| browser.get("/applications").is_ok().text(".alert.banner");
    assert!(seen(&reader).contains("今晚停机维护") && seen(&reader).contains("<b>请提前保存</b>"), "{}", seen(&reader));
    assert!(reader.get("/").is_ok().text("#announcements").contains("20:00 起"));
    for username in ["ga.user", "ops.engineer"] {
        assert_eq!(seen(&app.signed_in(username)), "", "{username}");
    }
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'wj.user'");
    assert!(seen(&app.signed_in("wj.user")).contains("Maintenance tonight"));

    let dismiss = reader.get("/applications").is_ok().attribute(".alert.banner form", "action").expect("a form");
    for _ in 0..2 {
        assert_eq!(reader.post(&dismiss, &[("next", "/applications")]).location(), "/applications");
    }
    assert_eq!(seen(&reader), "");
    assert!(reader.get("/").is_ok().has("#announcements"), "the dashboard shows it as long as it runs");

    let version = keeper.get(&path).is_ok().value("version");
    let form = keeper.get(&path).is_ok().filled(&path);
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.retain(|(name, _)| *name != "title_zh");
    fields.push(("title_zh", "明晚停机维护"));
    keeper.post(&path, &fields).is(303);
    assert!(seen(&reader).contains("明晚停机维护"), "what was changed is news");
    keeper.post(&format!("{path}/end"), &[("version", &version)]).is(409);
    keeper.post(&format!("{path}/end"), &[]).is(303);
    assert_eq!(seen(&reader), "");
    assert!(!reader.get("/").is_ok().has("#announcements"));
    keeper.post(&format!("{path}/end"), &[]).is(409);
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'announcement'";
    assert_eq!(one(&app, told), "createAnnouncement updateAnnouncement endAnnouncement");
    assert!(keeper.get("/admin/announcements?state=ended").is_ok().text("tbody").contains("明晚停机维护"));
    assert!(keeper.get("/admin/announcements.csv").is_ok().source().contains("Maintenance tonight"));
}

#[test]
fn what_is_missing_is_told_at_its_field_and_roles_are_an_audience() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    for (field, value) in [
        ("title_en", ""),
        ("text_zh", " "),
        ("level", "loud"),
        ("ends_at", ""),
        ("ends_at", "2020-01-01T00:00"),
        ("begins_at", "2100-01-01T00:00"),
    ] {
        let at = if field == "begins_at" { "ends_at" } else { field };
        let page = publish(&keeper, "everyone", &[(field, value)]).is_refused_at(at);
        assert_eq!(page.value("text_en"), "No service from 20:00.");
    }
    publish(&keeper, "roles", &[]).is_refused_at("roles");
    publish(&keeper, "roles", &[("roles", "dept_admin"), ("roles", "auditor")]).is(303);
    publish(&keeper, "everyone", &[("begins_at", "2099-01-01T00:00"), ("title_zh", "以后的事")]).is(303);
    for (username, sees) in [("yj.admin", true), ("yj.user", false), ("auditor", true)] {
        assert_eq!(app.signed_in(username).get("/me").is_ok().has(".alert.banner"), sees, "{username}");
    }
    for username in ["security.admin", "auditor", "yj.admin"] {
        app.signed_in(username).get("/admin/announcements").is_forbidden();
        app.signed_in(username).post("/admin/announcements/1/end", &[]).is_forbidden();
    }
    keeper.post("/announcements/999/dismiss", &[]).is_not_found();
}
