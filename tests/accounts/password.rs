use super::{GOOD, PASSWORD, change_password, one, run, sign_in};
use crate::support::TestApp;
use yunwu::config::PasswordProfile;

#[test]
fn changing_it_ends_all_other_sessions_and_tells_the_owner() {
    let app = TestApp::new();
    let (here, elsewhere) = (app.signed_in("yj.user"), app.signed_in("yj.user"));
    assert_eq!(change_password(&here, PASSWORD, GOOD).location(), "/me");
    here.get("/me").is_ok();
    assert_eq!(elsewhere.get("/me").status(), 303);
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(422);
    sign_in(&app.visitor(), "yj.user", GOOD).is(303);
    let mail = one(&app, "SELECT address || ' ' || binding || ' ' || (title ->> 'key') FROM mails");
    assert_eq!(mail, "yj.user@demo.example true account-password-changed-title");
    assert_eq!(one(&app, "SELECT actor_name FROM audit_entries WHERE action = 'changePassword'"), "yj.user");
}

#[test]
fn the_session_gets_a_new_key_with_the_new_password() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let key = || one(&app, "SELECT encode(key_hash, 'hex') FROM sessions WHERE revoked_at IS NULL");
    let before = key();
    change_password(&browser, PASSWORD, GOOD).is(303);
    assert_ne!(key(), before);
}

#[test]
fn everything_wrong_is_said_at_once_and_nothing_changes() {
    let app = TestApp::new();
    let browser = app.signed_in("ops.engineer2");
    let fields = [("current_password", "wrong"), ("new_password", "ops.engineer2"), ("new_password_again", "other")];
    let page = browser.post("/me/password", &fields).is_refused_at("current_password");
    assert!(page.errors_at("new_password").contains("不能与用户名相同"));
    assert!(page.errors_at("new_password_again").contains("不一致"));
    assert!(!page.source().contains("value=\"wrong\""));
    sign_in(&app.visitor(), "ops.engineer2", PASSWORD).is(303);
}

#[test]
fn none_of_the_last_five_is_taken_up_again() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let worn: Vec<String> = (1..=5).map(|n| format!("Hanjiang@202{n}")).collect();
    let mut current = PASSWORD.to_owned();
    for next in &worn {
        change_password(&browser, &current, next).is(303);
        current.clone_from(next);
    }
    for earlier in &worn {
        change_password(&browser, &current, earlier).is_refused_at("new_password");
    }
    change_password(&browser, &current, PASSWORD).is(303);
}

#[test]
fn who_does_not_know_the_current_one_learns_nothing_of_it() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for current in ["", "wrong"] {
        let page = change_password(&browser, current, PASSWORD).is_refused_at("current_password");
        assert_eq!(page.errors_at("new_password"), "");
    }
}

#[test]
fn guessing_the_current_one_locks_the_account_too() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for _ in 0..5 {
        change_password(&browser, "wrong", GOOD).is_refused_at("current_password");
    }
    let page = change_password(&browser, PASSWORD, GOOD).is_refused_at("current_password");
    assert!(page.errors_at("current_password").contains("已锁定"));
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(422);
}

#[test]
fn a_given_password_has_to_be_changed_before_anything_else() {
    let app = TestApp::new();
    run(&app, "UPDATE users SET must_change_password = true WHERE username = 'yj.user'");
    let browser = app.signed_in("yj.user");
    for path in ["/", "/tickets", "/me", "/permissions"] {
        assert_eq!(browser.get(path).location(), "/me/password", "{path}");
    }
    assert!(browser.get("/me/password").is_ok().text("main").contains("由他人设置"));
    assert_eq!(change_password(&browser, PASSWORD, GOOD).location(), "/");
    browser.get("/me").is_ok();
}

#[test]
fn a_password_ages_where_the_profile_says_so() {
    let app = TestApp::new();
    run(&app, "UPDATE users SET password_changed_at = now() - interval '91 days'");
    assert_eq!(app.signed_in("yj.user").get("/me").location(), "/me/password");

    let app = TestApp::with(|settings| settings.passwords = PasswordProfile::Asvs);
    run(&app, "UPDATE users SET password_changed_at = now() - interval '91 days'");
    app.signed_in("yj.user").get("/me").is_ok();
}

#[test]
fn the_asvs_profile_asks_for_length_alone() {
    let app = TestApp::with(|settings| settings.passwords = PasswordProfile::Asvs);
    let browser = app.signed_in("yj.user");
    change_password(&browser, PASSWORD, "password123").is_refused_at("new_password");
    change_password(&browser, PASSWORD, "hanjiangdaqiao").is(303);
}
