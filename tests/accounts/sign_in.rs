use ureq::http::Method;

use super::{PASSWORD, asked, fail, one, run, sign_in};
use crate::support::{Browser, Page, TestApp};

#[test]
fn a_name_is_known_in_any_case_and_with_spaces_around_it() {
    let app = TestApp::new();
    assert_eq!(sign_in(&app.visitor(), " YJ.User\u{3000}", PASSWORD).location(), "/");
}

#[test]
fn the_page_keeps_the_name_that_was_typed_and_not_the_password() {
    let app = TestApp::new();
    let page = sign_in(&app.visitor(), "yj.user", "wrong password 1").is_refused_at("username");
    assert_eq!(page.value("username"), "yj.user");
    assert!(!page.source().contains("wrong password 1"));
    let page = sign_in(&app.visitor(), "", "").is_refused_at("username");
    assert!(page.errors_at("password").contains("请输入密码"));
}

#[test]
fn the_answer_is_the_same_for_wrong_unknown_locked_and_disabled() {
    let app = TestApp::with(|settings| settings.demo = false);
    fail(&app.visitor(), "wj.user", 5);
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'ga.user'");
    let answers = [
        sign_in(&app.visitor(), "yj.user", "wrong"),
        sign_in(&app.visitor(), "nobody", PASSWORD),
        sign_in(&app.visitor(), "wj.user", PASSWORD),
        sign_in(&app.visitor(), "ga.user", PASSWORD),
    ];
    let words: Vec<String> = answers.map(|page| page.is_refused_at("username").text("main")).to_vec();
    assert!(words.iter().all(|text| *text == words[0]), "{words:?}");
}

#[test]
fn five_failures_lock_the_account_and_tell_its_owner() {
    let app = TestApp::new();
    fail(&app.visitor(), "yj.user", 4);
    assert_eq!(one(&app, "SELECT count(*) FROM mails"), "0");
    fail(&app.visitor(), "yj.user", 1);
    sign_in(&app.visitor(), "yj.user", PASSWORD).is_refused_at("username");

    let mail = one(&app, "SELECT address || ' ' || binding || ' ' || (title ->> 'key') FROM mails");
    assert_eq!(mail, "yj.user@demo.example true account-locked-title");
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE kind = 'account'"), "1");
    assert_eq!(one(&app, "SELECT action FROM audit_entries WHERE action <> 'failSignIn'"), "lockUser");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'failSignIn'"), "6");

    run(&app, "UPDATE users SET locked_until = now() - interval '1 second' WHERE username = 'yj.user'");
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
}

#[test]
fn what_is_tried_while_an_account_is_locked_does_not_lock_it_again() {
    let app = TestApp::new();
    fail(&app.visitor(), "yj.user", 9);
    run(&app, "UPDATE users SET locked_until = now() WHERE username = 'yj.user'");
    fail(&app.visitor(), "yj.user", 1);
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM mails"), "1");
}

#[test]
fn guesses_sent_at_once_are_counted_like_guesses_one_after_the_other() {
    let app = TestApp::new();
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| sign_in(&app.visitor(), "yj.user", "wrong").is(422));
        }
    });
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(422);
    assert_eq!(one(&app, "SELECT count(*) FROM mails"), "1");
}

#[test]
fn an_address_that_fails_too_often_has_to_wait_whatever_names_it_tries() {
    let app = TestApp::new();
    run(
        &app,
        "INSERT INTO sign_in_attempts (username, address, purpose, succeeded)
         SELECT 'name' || n, '127.0.0.1', 'sign_in', false FROM generate_series(1, 50) n",
    );
    let page = sign_in(&app.visitor(), "yj.user", PASSWORD).is(429);
    assert_eq!(page.header("retry-after"), "900");
    assert!(page.errors_at("username").contains("15 分钟"));
    assert_eq!(page.value("username"), "yj.user");

    run(&app, "UPDATE sign_in_attempts SET at = at - interval '16 minutes'");
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
}

#[test]
fn a_password_typed_as_the_name_is_not_written_down() {
    let app = TestApp::new();
    sign_in(&app.visitor(), "My-Secret@2026", "x").is(422);
    assert_eq!(asked(&app, "SELECT username FROM sign_in_attempts"), [""]);
}

#[test]
fn who_signs_in_is_led_where_they_wanted_to_go_if_it_is_ours() {
    let app = TestApp::new();
    let led = |next: &str| {
        let fields = [("username", "yj.user"), ("password", PASSWORD), ("next", next)];
        app.visitor().post("/login", &fields).location()
    };
    assert_eq!(led("/tickets?state=open&q=%E5%BA%94"), "/tickets?state=open&q=%E5%BA%94");
    for elsewhere in
        ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]
    {
        assert_eq!(led(elsewhere), "/", "{elsewhere:?}");
    }
    let inside = app.signed_in("yj.user");
    assert_eq!(inside.get("/login?next=%2Fpermissions").location(), "/permissions");
    assert_eq!(inside.get("/login?next=%2F%2Fevil.example").location(), "/");
}

#[test]
fn every_sign_in_has_a_session_of_its_own() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    sign_in(&browser, "wj.user", PASSWORD).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM sessions"), "1");
    assert!(browser.get("/me").is_ok().text("aside").contains("wj.user"));
}

#[test]
fn who_signs_out_is_out() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    assert_eq!(browser.post("/logout", &[]).location(), "/login");
    assert_eq!(browser.get("/me").location(), "/login?next=%2Fme");
    assert_eq!(one(&app, "SELECT count(*) FROM sessions"), "0");
}

#[test]
fn a_session_ends_after_half_an_hour_of_idleness_and_the_sign_in_page_says_so() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    assert_eq!(browser.get("/me").location(), "/login?next=%2Fme");
    assert!(browser.get("/login").is_ok().text("main").contains("登录已过期"));
    sign_in(&browser, "yj.user", PASSWORD).is(303);
    browser.get("/me").is_ok();
}

#[test]
fn passwords_typed_after_a_session_ran_out_are_not_kept() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    sign_in(&browser, "yj.user", "wrong").is(422);
    super::change_password(&browser, PASSWORD, super::GOOD).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0");
}

fn from_address(browser: &Browser, address: &str) -> Page {
    let headers = [
        ("x-forwarded-for", address),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = format!("username=yj.user&password={}", PASSWORD.replace('@', "%40"));
    browser.send(Method::POST, "/login", &headers, body.into_bytes()).is(303)
}

#[test]
fn a_sign_in_from_an_address_never_seen_before_is_told_to_the_owner() {
    let app = TestApp::with(|settings| settings.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()]);
    let told = || one(&app, "SELECT count(*) FROM mails WHERE title ->> 'key' = 'account-elsewhere-title'");
    from_address(&app.visitor(), "10.20.0.8");
    assert_eq!(told(), "0", "the first ever is no news");
    from_address(&app.visitor(), "10.20.0.9");
    assert_eq!(told(), "1");
    from_address(&app.visitor(), "10.20.0.8");
    from_address(&app.visitor(), "10.20.0.9");
    assert_eq!(told(), "1", "both are known by now");
}

#[test]
fn the_demonstration_lists_who_one_may_be_and_production_does_not() {
    let page = TestApp::new().visitor().get("/login").is_ok();
    assert!(page.text("main").contains("ops.engineer2") && page.text("main").contains(PASSWORD));
    let page = TestApp::with(|settings| settings.demo = false).visitor().get("/login").is_ok();
    assert!(!page.text("main").contains("ops.engineer2") && !page.source().contains(PASSWORD));
}
