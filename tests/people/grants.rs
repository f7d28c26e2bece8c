//! Roles and grants, as security administrators keep them, and the separation of powers (三权分立).

use std::thread;

use super::{one, page_of, press, rights_of, run, send};
use crate::support::{Browser, Page, TestApp, rounds};

/// Sets somebody's rights to exactly these.
fn set(browser: &Browser, path: &str, rights: &[(&str, &str)]) -> Page {
    let hidden = browser.get(path).is_ok().hidden_of(path);
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(path, &hidden.chain(rights.iter().copied()).collect::<Vec<_>>())
}

fn rights(app: &TestApp, username: &str) -> String {
    let of = |table: &str, column: &str| {
        format!("(SELECT coalesce(string_agg({column}, ' ' ORDER BY {column}), '') FROM {table} WHERE user_id = u.id)")
    };
    let (roles, grants) = (of("user_roles", "role"), of("user_grants", "permission"));
    one(app, &format!("SELECT {roles} || ' | ' || {grants} FROM users u WHERE username = '{username}'"))
}

#[test]
fn each_administration_keeps_to_its_own_pages() {
    let app = TestApp::new();
    let (user, grants) = (page_of(&app, "yj.user"), rights_of(&app, "yj.user"));
    let users = [
        "/admin/users".to_owned(),
        "/admin/users.csv".to_owned(),
        "/admin/users/new".to_owned(),
        "/admin/users/import".to_owned(),
        user.clone(),
        format!("{user}/edit"),
    ];
    let roles = ["/admin/grants".to_owned(), "/admin/grants.csv".to_owned(), grants.clone()];
    let log = ["/admin/audit".to_owned()];
    let posts_of_users =
        ["edit", "disable", "enable", "unlock", "reset", "revoke-sessions"].map(|it| format!("{user}/{it}"));
    for (name, own) in [("platform.admin", &users[..]), ("security.admin", &roles[..]), ("auditor", &log[..])] {
        let browser = app.signed_in(name);
        for path in users.iter().chain(&roles).chain(&log) {
            let status = browser.get(path).status();
            assert_eq!(status, if own.contains(path) { 200 } else { 403 }, "{name} {path}");
        }
        if name != "platform.admin" {
            for path in posts_of_users.iter().chain(&["/admin/users/new".to_owned(), "/admin/users/import".to_owned()])
            {
                browser.post(path, &[]).is_forbidden();
            }
        }
        if name != "security.admin" {
            browser.post(&grants, &[("role", "dept_admin")]).is_forbidden();
        }
    }
    for name in ["yj.admin", "ops.engineer", "bigdata.admin"] {
        let browser = app.signed_in(name);
        for path in users.iter().chain(&roles) {
            browser.get(path).is_forbidden();
        }
    }
    assert_eq!(rights(&app, "yj.user"), "dept_user | ticket_admin");
}

#[test]
fn rights_are_given_told_and_audited_and_begin_with_a_new_sign_in() {
    let app = TestApp::new();
    let (admin, user) = (app.signed_in("security.admin"), app.signed_in("yj.user"));
    let path = rights_of(&app, "yj.user");
    let page = admin.get(&path).is_ok();
    assert!(page.text("tr.mine").contains("厅局用户") && page.text("tr.mine").contains("工单管理员"));
    assert_eq!(page.value("role"), "dept_user");
    let wanted = [
        ("role", "dept_admin"),
        ("ticket_policies", "ticket_admin"),
        ("quota_permissions", "quota_view"),
        ("quota_permissions", "quota_request"),
    ];
    assert_eq!(set(&admin, &path, &wanted).location(), path);
    assert_eq!(rights(&app, "yj.user"), "dept_admin | quota_request quota_view ticket_admin");
    assert_eq!(user.get("/me").status(), 303, "every session ended");
    let user = app.signed_in("yj.user");
    assert!(user.get("/me").text("aside").contains("厅局管理员"));
    assert!(
        user.get("/messages").text("main").contains("您的角色或权限已变更")
            || user.get("/messages").text("main").contains("您的角色或授权已变更")
    );
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE title ->> 'key' = 'people-told-rights' AND binding"), "1");
    let audit = "SELECT (before ->> 'roles') || ' > ' || (after ->> 'roles') || ', ' || (before ->> 'grants') || ' > ' || (after ->> 'grants')
                 FROM audit_entries WHERE action = 'updateRights'";
    assert_eq!(one(&app, audit), "dept_user > dept_admin, ticket_admin > ticket_admin quota_view quota_request");
    assert!(admin.get(&path).text("aside .tl").contains("厅局管理员"));

    // The same again is nothing to tell.
    set(&admin, &path, &wanted).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'updateRights'"), "1");
    let list = admin.get("/admin/grants?q=yj.user").is_ok();
    assert!(list.text("tbody").contains("查看配额") || list.text("tbody").contains("配额"), "{}", list.text("tbody"));
    app.holds_together();
}

#[test]
fn what_nobody_may_hold_is_refused_at_its_field() {
    let app = TestApp::new();
    let admin = app.signed_in("security.admin");
    for (who, rights, field) in [
        ("yj.user", &[("role", "bigdata_user")][..], "role"),
        ("yj.user", &[("role", "plc_admin")], "role"),
        ("yj.user", &[("role", "king")], "role"),
        ("bigdata.user", &[("role", "dept_user")], "role"),
        ("yj.admin", &[("role", "dept_admin"), ("approve", "approve")], "approve"),
        ("ops.manager", &[("operator_roles", "ops_manager"), ("operator_roles", "auditor")], "operator_roles"),
        (
            "ops.manager",
            &[("operator_roles", "platform_admin"), ("operator_roles", "security_admin")],
            "operator_roles",
        ),
        ("ops.manager", &[("operator_roles", "auditor"), ("ticket_policies", "ticket_admin")], "ticket_policies"),
        ("ops.manager", &[("operator_roles", "ops_manager"), ("quota_permissions", "x")], "quota_permissions"),
    ] {
        let before = self::rights(&app, who);
        let page = set(&admin, &rights_of(&app, who), rights).is(422);
        assert!(!page.text(".err").is_empty() && page.has(&format!("[id='{field}-error']")), "{who} {rights:?}");
        assert_eq!(self::rights(&app, who), before);
    }
    // Where their page doesn't offer it either.
    let refused =
        set(&admin, &rights_of(&app, "yj.user"), &[("role", "dept_user"), ("operator_roles", "ops_engineer")]);
    assert_eq!(refused.status(), 422);
    assert_eq!(rights(&app, "yj.user"), "dept_user | ticket_admin");
    set(&admin, &rights_of(&app, "bigdata.user"), &[("role", "bigdata_user"), ("approve", "approve")]).is(303);
    set(
        &admin,
        &rights_of(&app, "ops.manager"),
        &[("operator_roles", "ops_manager"), ("operator_roles", "ops_engineer")],
    )
    .is(303);
    let own = rights_of(&app, "security.admin");
    admin.post(&own, &[("operator_roles", "auditor")]).is_forbidden();
    assert!(admin.get(&own).is_ok().text(".alert").contains("不能更改自己的角色与授权"));
    admin.post("/admin/grants/999999", &[]).is_not_found();
}

#[test]
fn rights_that_changed_meanwhile_are_not_overwritten() {
    let app = TestApp::new();
    let admin = app.signed_in("security.admin");
    let path = rights_of(&app, "wj.user");
    let old = admin.get(&path).is_ok().filled(&path);
    set(&admin, &path, &[("role", "dept_admin")]).is(303);
    let old: Vec<(&str, &str)> = old.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let late = admin.post(&path, &old).is(409);
    assert!(late.text(".alert.warn").contains("罗兰") && late.text(".alert.warn").contains("厅局管理员"));
    assert_eq!(rights(&app, "wj.user"), "dept_admin | ");
}

#[test]
fn the_last_administrator_of_each_kind_stays() {
    let app = TestApp::new();
    let (platform, security) = (app.signed_in("platform.admin"), app.signed_in("security.admin"));
    for who in ["security.admin", "auditor"] {
        let page = press(&platform, &page_of(&app, who), "disable").is(409);
        assert!(page.text("main").contains("最后一名"), "{who}: {}", page.text("main"));
    }
    for who in ["platform.admin", "auditor"] {
        let page = set(&security, &rights_of(&app, who), &[]).is(409);
        assert!(page.text("main").contains("最后一名"), "{who}: {}", page.text("main"));
    }
    let elsewhere = super::department(&app, "湖北省公安厅");
    let edit = format!("{}/edit", page_of(&app, "auditor"));
    send(&platform, &edit, &[("department", &elsewhere)]).is_refused_at("department");
    // Nor can anybody else who gets at the tables.
    for statement in [
        "UPDATE users SET disabled_at = now() WHERE username = 'platform.admin'",
        "DELETE FROM user_roles WHERE role = 'auditor'",
        "UPDATE user_roles SET role = 'auditor' WHERE role = 'security_admin'",
    ] {
        assert!(diesel::RunQueryDsl::execute(diesel::sql_query(statement), &mut app.sql()).is_err(), "{statement}");
    }
    set(&security, &rights_of(&app, "ops.manager"), &[("operator_roles", "auditor")]).is(303);
    press(&platform, &page_of(&app, "auditor"), "disable").is(303);
    app.holds_together();
}

#[test]
fn of_the_last_two_administrators_disabled_at_once_one_stays() {
    let app = TestApp::new();
    run(&app, "UPDATE user_roles SET role = 'auditor' WHERE role = 'ops_manager'");
    let paths = [page_of(&app, "auditor"), page_of(&app, "ops.manager")];
    let browsers = [app.signed_in("platform.admin"), app.signed_in("platform.admin")];
    for _ in 0..rounds().min(10) {
        let posts: Vec<_> = browsers
            .iter()
            .zip(&paths)
            .map(|(browser, path)| {
                let (browser, path) = (browser.clone(), format!("{path}/disable"));
                thread::spawn(move || browser.post(&path, &[]).status())
            })
            .collect();
        let mut answers: Vec<u16> = posts.into_iter().map(|post| post.join().unwrap()).collect();
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
        run(&app, "UPDATE users SET disabled_at = NULL WHERE username IN ('auditor', 'ops.manager')");
    }
}
