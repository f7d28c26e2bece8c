use super::{PASSWORD, one, run};
use crate::support::TestApp;

const PROFILE: [(&str, &str); 5] = [
    ("display_name", "陈静"),
    ("phone", "+86 138 7123 4567"),
    ("email", "chen.jing@hubei.gov.cn"),
    ("language", "zh-CN"),
    ("mail_preference", "digest"),
];

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    PROFILE.into_iter().map(|field| if field.0 == name { (name, value) } else { field }).collect()
}

#[test]
fn what_one_says_about_oneself_is_stored_tidily_and_audited() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    assert_eq!(browser.post("/me", &PROFILE).location(), "/me");
    let page = browser.get("/me").is_ok();
    assert_eq!(page.value("phone"), "13871234567");
    assert_eq!(page.value("mail_preference"), "digest");
    let audited =
        "SELECT (before ->> 'email') || ' ' || (after ->> 'email') FROM audit_entries WHERE action = 'updateProfile'";
    assert_eq!(one(&app, audited), "yj.user@demo.example chen.jing@hubei.gov.cn");
    assert_eq!(one(&app, "SELECT address FROM mails"), "yj.user@demo.example", "the old address hears of the new one");
}

#[test]
fn each_field_says_what_is_wrong_with_it_and_keeps_what_was_typed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for (field, typed) in [
        ("display_name", "  "),
        ("phone", "12345"),
        ("email", "a@b.cn\r\nBcc: c@d.cn"),
        ("email", "chen.jing"),
        ("language", "fr"),
        ("mail_preference", "never"),
    ] {
        let page = browser.post("/me", &with(field, typed)).is_refused_at(field);
        if field == "phone" {
            assert_eq!(page.value("phone"), "12345");
        }
    }
    assert_eq!(one(&app, "SELECT email FROM users WHERE username = 'yj.user'"), "yj.user@demo.example");
}

#[test]
fn a_page_that_was_overtaken_overwrites_nothing_and_comes_back_with_what_was_typed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let version = browser.get("/me").value("version");
    browser.post("/me", &PROFILE).is(303);
    let mut late = with("phone", "027-87235100");
    late.push(("version", &version));
    let page = browser.post("/me", &late).is(409);
    let says = page.text(".alert.warn");
    assert!(says.contains("陈静 于 ") && says.contains("修改了联系电话、邮箱、邮件通知"), "{says}");
    assert!(says.contains("现在： 13871234567您填写： 027-87235100"), "{says}");
    assert_eq!(page.value("phone"), "027-87235100");
    assert_eq!(one(&app, "SELECT phone FROM users WHERE username = 'yj.user'"), "13871234567");
    let version = page.value("version");
    late.pop();
    late.push(("version", &version));
    browser.post("/me", &late).is(303);
}

#[test]
fn saving_twice_changes_once() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let form = browser.get("/me");
    let (version, submission) = (form.value("version"), form.value("submission"));
    let mut fields = PROFILE.to_vec();
    fields.extend([("version", version.as_str()), ("submission", submission.as_str())]);
    for _ in 0..2 {
        assert_eq!(browser.post("/me", &fields).location(), "/me");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'updateProfile'"), "1");
}

#[test]
fn what_one_types_about_oneself_is_kept_while_typing_and_over_a_lost_session() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    assert_eq!(browser.get("/me").attribute("main form", "data-keep-url").as_deref(), Some("/kept?path=%2Fme"));
    browser.post("/kept?path=/me", &with("display_name", "陈小静")).is(204);
    let page = browser.get("/me");
    assert!(page.value("display_name") == "陈小静" && page.has("form[action='/kept/forget?path=%2Fme']"));
    assert_eq!(browser.post("/kept/forget?path=/me", &[]).location(), "/me");
    assert_eq!(browser.get("/me").value("display_name"), "陈静");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    browser.post("/me", &with("display_name", "陈大静")).is(303);
    super::sign_in(&browser, "yj.user", PASSWORD).is(303);
    assert_eq!(browser.get("/me").value("display_name"), "陈大静");
    browser.post("/me", &PROFILE).is(303);
    assert_eq!(browser.get("/me").value("display_name"), "陈静", "what was sent is kept no longer");
}

#[test]
fn a_language_is_chosen_for_the_account_or_by_a_visitor_for_the_browser() {
    let app = TestApp::new();
    let browser = app.visitor();
    let choice = [("language", "en"), ("next", "/login?next=%2Ftickets")];
    assert_eq!(browser.post("/me/language", &choice).location(), "/login?next=%2Ftickets");
    assert_eq!(browser.get("/login").text("h1"), "Sign in");

    let inside = app.signed_in("yj.user");
    assert_eq!(inside.get("/me").text("h1"), "我的信息");
    assert_eq!(inside.post("/me/language", &[("language", "en"), ("next", "//evil.example")]).location(), "/");
    assert_eq!(one(&app, "SELECT language FROM users WHERE username = 'yj.user'"), "en");
    assert_eq!(inside.get("/me").attribute("html", "lang").unwrap_or_default(), "en");
    inside.post("/me/language", &[("language", "en")]).is(303);
    let audited = "SELECT string_agg((before ->> 'language') || ' ' || (after ->> 'language'), ';')
                   FROM audit_entries WHERE action = 'updateProfile'";
    assert_eq!(one(&app, audited), "zh-CN en", "once, since the second time changed nothing");
    inside.post("/me/language", &[("language", "fr")]).is(422);
}

#[test]
fn a_language_chosen_meanwhile_is_not_overwritten_by_a_page_from_before() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let version = browser.get("/me").value("version");
    browser.post("/me/language", &[("language", "en")]).is(303);
    let mut late = PROFILE.to_vec();
    late.push(("version", &version));
    let says = browser.post("/me", &late).is(409).text(".alert.warn");
    assert!(says.contains("Changed: Language"), "{says}");
    assert_eq!(one(&app, "SELECT language FROM users WHERE username = 'yj.user'"), "en");
}

#[test]
fn sessions_are_listed_to_their_owner_and_ended_one_by_one() {
    let app = TestApp::new();
    let (here, there, other) = (app.signed_in("yj.user"), app.signed_in("yj.user"), app.signed_in("wj.user"));
    let page = here.get("/me/sessions").is_ok();
    assert_eq!(page.count("tbody tr"), 2);
    assert_eq!(page.count("tbody .tag"), 1, "this one is marked");

    let of = |username: &str| {
        one(
            &app,
            &format!(
                "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE u.username = '{username}' AND revoked_at IS NULL ORDER BY s.created_at DESC LIMIT 1"
            ),
        )
    };
    let (mine, foreign) = (of("yj.user"), of("wj.user"));
    here.post(&format!("/me/sessions/{foreign}/revoke"), &[]).is_not_found();
    other.get("/me").is_ok();
    assert_eq!(here.post(&format!("/me/sessions/{mine}/revoke"), &[]).location(), "/me/sessions");
    assert_eq!(there.get("/me").status(), 303);
    here.post(&format!("/me/sessions/{mine}/revoke"), &[]).is_not_found();
    here.post("/me/sessions/not-a-session/revoke", &[]).is_not_found();

    let this = of("yj.user");
    assert_eq!(here.post(&format!("/me/sessions/{this}/revoke"), &[]).location(), "/login");
    assert_eq!(here.get("/me").status(), 303);
}

#[test]
fn all_other_sessions_are_ended_at_once() {
    let app = TestApp::new();
    let (here, there) = (app.signed_in("yj.user"), app.signed_in("yj.user"));
    here.post("/me/sessions/revoke-others", &[]).is(303);
    here.get("/me").is_ok();
    assert_eq!(there.get("/me").status(), 303);
}

#[test]
fn a_disabled_account_is_out_with_its_next_click() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.user'");
    assert_eq!(browser.get("/me").status(), 303);
}

#[test]
fn everyone_sees_the_matrix_with_their_own_rows_marked() {
    let app = TestApp::new();
    let page = app.signed_in("yj.colleague").get("/permissions").is_ok();
    let mine = page.text("tr.mine");
    assert!(mine.contains("厅局用户") && mine.contains("工单组操作员"), "{mine}");
    assert!(!mine.contains("厅局管理员"), "{mine}");
    let own = "SELECT password_hash FROM users WHERE username = 'yj.colleague'";
    assert!(!page.source().contains(&one(&app, own)) && !page.source().contains(PASSWORD));
}

#[test]
fn the_first_administrator_of_an_installation_chooses_a_password_by_a_link() {
    use yunwu::{accounts::commands::create_first_admin, error::AppError, policy::Role};
    let app = TestApp::with(|settings| settings.demo = false);
    run(&app, "ALTER TABLE user_roles DISABLE TRIGGER the_last_administrator_keeps_the_role");
    run(&app, "DELETE FROM user_roles WHERE role = 'platform_admin'");
    let make = |name: &str| {
        let (name, now) = (name.to_owned(), chrono::Utc::now());
        app.db().transact(move |tx| create_first_admin(tx, &name, "root@hubei.gov.cn", Role::PlatformAdmin, now))
    };
    let first = make("Root").expect("a link");
    let again = make("root").expect("another link, while nobody used the first");
    assert_ne!(first, again);
    let fields = [("new_password", super::GOOD), ("new_password_again", super::GOOD)];
    app.visitor().post(&again, &fields).is(303);
    let browser = app.visitor();
    assert_eq!(super::sign_in(&browser, "root", super::GOOD).location(), "/");
    assert!(browser.get("/me").is_ok().text("aside").contains("一朵云管理员（系统）"));
    assert!(matches!(make("second"), Err(AppError::NotNow(_))));
    assert!(matches!(make("yj.user"), Err(AppError::Invalid(_))));
}
