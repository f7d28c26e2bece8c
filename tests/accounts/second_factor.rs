//! Codes of an app beside the password: set up, asked for, used once.

use chrono::Utc;
use totp_rs::{Builder, Secret, Totp};
use yunwu::{accounts::commands::reset_second_factor, error::AppError};

use super::{GOOD, PASSWORD, fail, one, run, sign_in};
use crate::support::{Browser, Page, TestApp};

/// An app on somebody's phone.
struct Phone(Totp);

impl Phone {
    fn with(secret: &str) -> Self {
        let bytes = Secret::try_from_base32(secret.replace(' ', "")).expect("a secret");
        Self(Builder::new().with_secret(bytes).build().expect("an app"))
    }

    fn code_in(&self, seconds: i64) -> String {
        self.0.generate(u64::try_from(Utc::now().timestamp() + seconds).expect("a time")).to_string()
    }

    fn code(&self) -> String {
        self.code_in(0)
    }

    /// What it certainly doesn't show.
    fn wrong(&self) -> String {
        let shown: Vec<String> = (-3..=3).map(|step| self.code_in(step * 30)).collect();
        (0..100).map(|n| format!("{n:06}")).find(|code| !shown.contains(code)).expect("another code")
    }
}

fn begin(browser: &Browser) -> Phone {
    assert_eq!(browser.post("/me/totp/begin", &[("current_password", PASSWORD)]).location(), "/me/totp");
    Phone::with(&browser.get("/me/totp").is_ok().text("[data-secret]"))
}

/// Somebody with a second factor, their phone and their recovery codes; no code was used yet.
fn set_up(app: &TestApp, browser: &Browser) -> (Phone, Vec<String>) {
    let phone = begin(browser);
    assert_eq!(browser.post("/me/totp/enable", &[("code", &phone.code())]).location(), "/me/totp");
    let codes = browser.get("/me/totp").is_ok().texts(".codes li");
    browser.post("/me/totp/put-away", &[]).is(303);
    nothing_used(app);
    (phone, codes)
}

fn nothing_used(app: &TestApp) {
    run(app, "UPDATE second_factors SET last_step = 0");
}

/// Half-way in.
fn with_password(app: &TestApp, username: &str) -> Browser {
    let browser = app.visitor();
    assert_eq!(sign_in(&browser, username, PASSWORD).location(), "/login/totp");
    browser
}

fn give(browser: &Browser, code: &str) -> Page {
    browser.post("/login/totp", &[("code", code)])
}

fn prove<'a>(password: &'a str, code: &'a str) -> [(&'a str, &'a str); 2] {
    [("current_password", password), ("code", code)]
}

fn is_out(browser: &Browser) -> bool {
    browser.get("/me").status() == 303
}

fn told(app: &TestApp) -> String {
    one(app, "SELECT string_agg(title ->> 'key' || ' ' || binding, ', ' ORDER BY id) FROM mails")
}

#[test]
fn setting_up_takes_the_password_and_a_code_of_the_app() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    assert_eq!(browser.get("/me/totp").is_ok().state(), "off");
    browser.post("/me/totp/begin", &[("current_password", "")]).is_refused_at("current_password");
    browser.post("/me/totp/begin", &[("current_password", "wrong")]).is_refused_at("current_password");
    browser.post("/me/totp/enable", &[("code", "123456")]).is(409);

    let phone = begin(&browser);
    let page = browser.get("/me/totp").is_ok();
    assert_eq!(page.state(), "pending");
    assert!(page.attribute("svg.qr path", "d").is_some_and(|path| path.starts_with("M0 0h1")));
    browser.post("/me/totp/enable", &[("code", &phone.wrong())]).is_refused_at("code");
    browser.post("/me/totp/enable", &[("code", "12")]).is_refused_at("code");
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
    assert_eq!(one(&app, "SELECT count(enabled_at) FROM second_factors"), "0", "not on before the right code");

    browser.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    assert_eq!(told(&app), "account-totp-on-title true");
    // Pressed twice.
    browser.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    assert_eq!(told(&app), "account-totp-on-title true");
    assert!(browser.get("/me").is_ok().text("aside").contains("已开启"));
    browser.post("/me/totp/begin", &[("current_password", PASSWORD)]).is(409);
    let audited = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE action LIKE '%SecondFactor'";
    assert_eq!(one(&app, audited), "beginSecondFactor enableSecondFactor");
}

#[test]
fn a_secret_shown_in_one_session_is_not_switched_on_in_another() {
    let app = TestApp::new();
    let (thief, owner) = (app.signed_in("yj.user"), app.signed_in("yj.user"));
    let phone = begin(&thief);
    assert_eq!(owner.get("/me/totp").is_ok().state(), "off");
    owner.post("/me/totp/enable", &[("code", &phone.code())]).is(409);
    begin(&owner);
    thief.post("/me/totp/enable", &[("code", &phone.code())]).is(409);

    let slow = begin(&owner);
    run(&app, "UPDATE second_factors SET begun_at = now() - interval '16 minutes'");
    owner.post("/me/totp/enable", &[("code", &slow.code())]).is(409);
}

#[test]
fn recovery_codes_are_shown_once_to_who_got_them_and_stored_hashed() {
    let app = TestApp::new();
    let (browser, elsewhere) = (app.signed_in("yj.user"), app.signed_in("yj.user"));
    let phone = begin(&browser);
    browser.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    let codes = browser.get("/me/totp").is_ok().texts(".codes li");
    assert_eq!(codes.len(), 10);
    assert!(!elsewhere.get("/me/totp").is_ok().has(".codes"));
    elsewhere.get("/me/totp/codes.txt").is_not_found();
    let file = browser.get("/me/totp/codes.txt").is_ok();
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(codes.iter().all(|code| file.source().contains(code)) && file.source().contains("yj.user"));

    browser.post("/me/totp/put-away", &[]).is(303);
    let page = browser.get("/me/totp").is_ok();
    assert!(!page.has(".codes") && page.text("dl").contains("10 / 10"));
    browser.get("/me/totp/codes.txt").is_not_found();

    // Left on the screen.
    nothing_used(&app);
    browser.post("/me/totp/renew", &prove(PASSWORD, &phone.code())).is(303);
    run(&app, "UPDATE second_factors SET shown_until = now() - interval '1 second'");
    assert!(!browser.get("/me/totp").is_ok().has(".codes"));
}

#[test]
fn nothing_that_opens_an_account_stands_in_clear() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let phone = begin(&browser);
    let secret = browser.get("/me/totp").text("[data-secret]").replace(' ', "");
    browser.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    let codes = browser.get("/me/totp").is_ok().texts(".codes li");
    let half = with_password(&app, "yj.user");
    give(&half, &codes[0]).is(303);
    let tables = [
        "second_factors",
        "recovery_codes",
        "half_sign_ins",
        "audit_entries",
        "mails",
        "messages",
        "sessions",
        "sign_in_attempts",
        "kept_forms",
        "timeline_entries",
    ];
    for table in tables {
        let rows = one(&app, &format!("SELECT string_agg(t::text, ' ') FROM {table} t"));
        let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        for clear in codes.iter().flat_map(|code| [code.clone(), code.replace('-', "")]).chain([secret.clone()]) {
            assert!(!rows.contains(&clear) && !rows.contains(&hex(&clear)), "{table} holds {clear}");
        }
    }
}

#[test]
fn signing_in_takes_the_password_and_then_a_code() {
    let app = TestApp::new();
    let owner = app.signed_in("yj.user");
    let (phone, _) = set_up(&app, &owner);
    let sessions = "SELECT count(*) FROM sessions";
    assert_eq!(one(&app, sessions), "1");

    let browser = app.visitor();
    let fields = [("username", "yj.user"), ("password", PASSWORD), ("next", "/tickets?state=open&q=应")];
    let code_page = browser.post("/login", &fields).location();
    assert_eq!(code_page, "/login/totp?next=%2Ftickets%3Fstate%3Dopen%26q%3D%E5%BA%94");
    assert!(is_out(&browser));
    assert_eq!(browser.get("/").location(), "/login?next=%2F");
    assert_eq!(one(&app, sessions), "1", "half-way in is no session");

    let page = browser.get(&code_page).is_ok();
    assert!(page.text("main").contains("yj.user"));
    let next = |page: &Page| page.hidden_of("/login/totp").into_iter().find(|(name, _)| name == "next").map(|it| it.1);
    let wanted = next(&page).expect("where to go");
    let give = |code: &str| browser.post("/login/totp", &[("code", code), ("next", &wanted)]);
    give("").is_refused_at("code");
    give("1234567").is_refused_at("code");
    let refused = give(&phone.wrong()).is_refused_at("code");
    assert_eq!(next(&refused).as_deref(), Some("/tickets?state=open&q=应"));
    assert!(is_out(&browser));
    assert_eq!(give(&phone.code()).location(), "/tickets?state=open&q=%E5%BA%94");
    browser.get("/me").is_ok();
    let signed_in = "SELECT count(*) FROM audit_entries WHERE action = 'signIn'";
    assert_eq!(one(&app, signed_in), "2", "a sign-in is one once the code was right");
    assert_eq!(one(&app, "SELECT count(*) FROM half_sign_ins"), "0");
}

#[test]
fn a_code_works_once() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    let (first, second) = (with_password(&app, "yj.user"), with_password(&app, "yj.user"));
    let code = phone.code();
    give(&first, &code).is(303);
    give(&second, &code).is_refused_at("code");
    // Nor does one before it.
    give(&second, &phone.code_in(-30)).is_refused_at("code");
    give(&second, &phone.code_in(30)).is(303);
}

#[test]
fn of_the_same_code_given_twice_at_once_one_gets_in() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    let browsers: Vec<Browser> = (0..3).map(|_| with_password(&app, "yj.user")).collect();
    let code = phone.code();
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = browsers.iter().map(|browser| scope.spawn(|| give(browser, &code).status())).collect();
        tries.into_iter().map(|it| it.join().expect("an answer")).collect()
    });
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
}

#[test]
fn a_code_a_step_off_is_accepted_and_one_further_off_is_not() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    for (seconds, status) in [(-90, 422), (90, 422), (-30, 303), (30, 303)] {
        // Else the answer could come in the next step.
        while Utc::now().timestamp() % 30 > 26 {
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        nothing_used(&app);
        assert_eq!(give(&with_password(&app, "yj.user"), &phone.code_in(seconds)).status(), status, "{seconds}");
    }
}

#[test]
fn a_recovery_code_works_once_and_its_owner_is_told() {
    let app = TestApp::new();
    let (_, codes) = set_up(&app, &app.signed_in("yj.user"));
    let browser = with_password(&app, "yj.user");
    give(&browser, &codes[3].to_uppercase().replace('-', " ")).is(303);
    assert_eq!(told(&app), "account-totp-on-title true, account-code-used-title true");
    assert_eq!(one(&app, "SELECT body #>> '{args,left,number}' FROM mails ORDER BY id DESC LIMIT 1"), "9");
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE title ->> 'key' = 'account-code-used-title'"), "1");
    assert_eq!(one(&app, "SELECT actor_name FROM audit_entries WHERE action = 'useRecoveryCode'"), "yj.user");
    give(&with_password(&app, "yj.user"), &codes[3]).is_refused_at("code");
    give(&with_password(&app, "yj.user"), &codes[4]).is(303);
    // Somebody else's opens nothing.
    let (_, others) = set_up(&app, &app.signed_in("wj.user"));
    give(&with_password(&app, "yj.user"), &others[0]).is_refused_at("code");
}

#[test]
fn five_wrong_codes_lock_the_account_like_wrong_passwords() {
    let app = TestApp::new();
    let (phone, codes) = set_up(&app, &app.signed_in("yj.user"));
    let browser = with_password(&app, "yj.user");
    for _ in 0..2 {
        give(&browser, &phone.wrong()).is(422);
    }
    fail(&app.visitor(), "yj.user", 2);
    // The right password alone forgives nothing.
    let browser = with_password(&app, "yj.user");
    let wrong = give(&browser, &phone.wrong()).is_refused_at("code").text("main");
    let locked = "SELECT locked_until > now() FROM users WHERE username = 'yj.user'";
    assert_eq!(one(&app, locked), "true");
    assert!(told(&app).ends_with("account-locked-title true"));
    // Right ones are answered as wrong ones are, of either kind.
    assert_eq!(give(&browser, &phone.code()).is_refused_at("code").text("main"), wrong);
    assert_eq!(give(&browser, &codes[0]).is_refused_at("code").text("main"), wrong);
    sign_in(&app.visitor(), "yj.user", PASSWORD).is_refused_at("username");

    run(&app, "UPDATE users SET locked_until = now() - interval '1 second' WHERE username = 'yj.user'");
    give(&browser, &phone.code()).is(303);
}

#[test]
fn codes_guessed_at_once_are_counted_like_codes_guessed_one_after_the_other() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    let browser = with_password(&app, "yj.user");
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| give(&browser, &phone.wrong()).is(422));
        }
    });
    give(&browser, &phone.code()).is(422);
    assert!(told(&app).ends_with("account-locked-title true"));
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE title ->> 'key' = 'account-locked-title'"), "1");
}

#[test]
fn an_address_that_fails_too_often_has_to_wait_with_codes_too() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let (phone, _) = set_up(&app, &browser);
    let half = with_password(&app, "yj.user");
    run(
        &app,
        "INSERT INTO sign_in_attempts (username, address, purpose, succeeded)
         SELECT 'name' || n, '127.0.0.1', 'sign_in', false FROM generate_series(1, 50) n",
    );
    let page = give(&half, &phone.code()).is(429);
    assert_eq!(page.header("retry-after"), "900");
    assert!(page.errors_at("code").contains("15 分钟"));
    let page = browser.post("/me/totp/renew", &prove(PASSWORD, &phone.code())).is(429);
    assert!(!page.errors_at("current_password-1").is_empty());
}

#[test]
fn who_knows_the_password_alone_leaves_no_trace_of_having_been_in() {
    let app = TestApp::new();
    set_up(&app, &app.signed_in("yj.user"));
    run(&app, "UPDATE users SET last_signed_in_at = '2026-01-01', last_signed_in_from = '10.0.0.1'");
    run(&app, "DELETE FROM sign_in_attempts");
    for _ in 0..7 {
        with_password(&app, "yj.user");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM sign_in_attempts WHERE succeeded"), "0", "the address isn't known yet");
    assert_eq!(one(&app, "SELECT last_signed_in_from FROM users WHERE username = 'yj.user'"), "10.0.0.1");
    assert_eq!(one(&app, "SELECT count(*) FROM half_sign_ins"), "5", "and no heap of them");
}

#[test]
fn half_way_in_lasts_five_minutes_in_the_browser_that_knows_the_password() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    for stranger in [app.visitor(), app.signed_in("wj.user")] {
        assert_eq!(give(&stranger, &phone.code()).location(), "/login");
        assert_eq!(stranger.get("/login/totp?next=%2Ftickets").location(), "/login?next=%2Ftickets");
    }
    let browser = with_password(&app, "yj.user");
    run(&app, "UPDATE half_sign_ins SET expires_at = now()");
    assert_eq!(
        browser.post("/login/totp", &[("code", &phone.code()), ("next", "/tickets")]).location(),
        "/login?next=%2Ftickets"
    );
    assert!(browser.get("/login").is_ok().text("main").contains("超过 5 分钟"));
    assert!(is_out(&browser));
}

#[test]
fn another_password_ends_what_was_half_way_in() {
    let app = TestApp::new();
    let owner = app.signed_in("yj.user");
    let (phone, _) = set_up(&app, &owner);
    let browser = with_password(&app, "yj.user");
    super::change_password(&owner, PASSWORD, GOOD).is(303);
    assert_eq!(give(&browser, &phone.code()).location(), "/login");
}

#[test]
fn who_is_disabled_half_way_in_gets_no_further() {
    let app = TestApp::new();
    let (phone, _) = set_up(&app, &app.signed_in("yj.user"));
    let browser = with_password(&app, "yj.user");
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.user'");
    give(&browser, &phone.code()).is_refused_at("code");
}

#[test]
fn what_was_typed_when_the_session_ran_out_waits_behind_the_code_and_codes_are_not_kept() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let (phone, _) = set_up(&app, &browser);
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let led = browser.post("/applications/new", &[("name", "一张图四期")]).location();
    assert_eq!(led, "/login?next=%2Fapplications%2Fnew");
    let fields = [("username", "yj.user"), ("password", PASSWORD), ("next", "/applications/new")];
    browser.post("/login", &fields).is(303);
    give(&browser, &phone.wrong()).is(422);
    browser.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    let answer = browser.post("/login/totp", &[("code", &phone.code()), ("next", "/applications/new")]);
    assert_eq!(browser.follow(&answer).is_ok().value("name"), "一张图四期");
    assert_eq!(one(&app, "SELECT string_agg(path, ' ') FROM kept_forms"), "/applications/new");
}

#[test]
fn switching_off_and_new_recovery_codes_take_password_and_code() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let (phone, codes) = set_up(&app, &browser);
    for (action, row) in [("renew", 1), ("disable", 2)] {
        let path = format!("/me/totp/{action}");
        browser.post(&path, &prove("wrong", &phone.code())).is_refused_at(&format!("current_password-{row}"));
        browser.post(&path, &prove(PASSWORD, "")).is_refused_at(&format!("code-{row}"));
    }
    run(&app, "DELETE FROM sign_in_attempts");
    browser.post("/me/totp/renew", &prove(PASSWORD, &phone.wrong())).is_refused_at("code-1");
    browser.post("/me/totp/renew", &prove(PASSWORD, &phone.code())).is(303);
    let renewed = browser.get("/me/totp").is_ok().texts(".codes li");
    assert!(renewed.len() == 10 && renewed.iter().all(|code| !codes.contains(code)));
    give(&with_password(&app, "yj.user"), &codes[0]).is_refused_at("code");

    browser.post("/me/totp/disable", &prove(PASSWORD, &renewed[0])).is(303);
    assert_eq!(browser.get("/me/totp").is_ok().state(), "off");
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM recovery_codes"), "0");
    assert_eq!(
        told(&app),
        "account-totp-on-title true, account-codes-renewed-title true, account-code-used-title true, account-totp-off-title true"
    );
    browser.post("/me/totp/disable", &prove(PASSWORD, &phone.code())).is(409);
    browser.post("/me/totp/renew", &prove(PASSWORD, &phone.code())).is(409);
}

#[test]
fn guessing_one_s_own_code_locks_like_guessing_at_the_door() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let (phone, _) = set_up(&app, &browser);
    for _ in 0..5 {
        browser.post("/me/totp/disable", &prove(PASSWORD, &phone.wrong())).is_refused_at("code-2");
    }
    browser.post("/me/totp/disable", &prove(PASSWORD, &phone.code())).is(422);
    assert!(told(&app).ends_with("account-locked-title true"));
}

#[test]
fn where_it_is_required_operators_do_nothing_else_before() {
    let app = TestApp::with(|settings| settings.require_totp = true);
    let operator = app.signed_in("ops.engineer");
    for path in ["/", "/tickets", "/me", "/me/sessions", "/messages/bell", "/tickets.csv"] {
        assert_eq!(operator.get(path).location(), "/me/totp", "{path}");
    }
    for path in ["/network/hosts/new", "/me", "/me/password", "/kept?path=/x", "/messages/read"] {
        assert_eq!(operator.post(path, &[("name", "x")]).location(), "/me/totp", "{path}");
    }
    let page = operator.get("/me/totp").is_ok();
    assert!(page.text("main").contains("必须开启两步验证"));
    assert!(!page.has("nav#nav") && !page.has("a[href='/me']") && page.has("form[action='/logout']"));
    operator.post("/me/language", &[("language", "en")]).is(303);

    let phone = begin(&operator);
    operator.post("/me/totp/enable", &[("code", &phone.code())]).is(303);
    operator.get("/tickets").is_ok();
    nothing_used(&app);
    operator.post("/me/totp/disable", &prove(PASSWORD, &phone.code())).is(409);
    app.signed_in("yj.user").get("/tickets").is_ok();
}

#[test]
fn who_must_change_their_password_does_so_before_the_second_factor() {
    let app = TestApp::with(|settings| settings.require_totp = true);
    let operator = app.signed_in("ops.manager");
    run(&app, "UPDATE users SET must_change_password = true WHERE username = 'ops.manager'");
    assert_eq!(operator.get("/me/totp").location(), "/me/password");
    super::change_password(&operator, PASSWORD, GOOD).is(303);
    assert_eq!(operator.get("/").location(), "/me/totp");
}

#[test]
fn a_lost_second_factor_is_reset_at_the_command_line_and_its_owner_told() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    set_up(&app, &browser);
    let half = with_password(&app, "yj.user");
    let reset = |name: &'static str| app.db().transact(move |tx| reset_second_factor(tx, name, Utc::now()));
    reset("YJ.User").expect("a reset");
    assert!(is_out(&browser));
    assert_eq!(half.get("/login/totp").location(), "/login");
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
    assert!(told(&app).ends_with("account-totp-reset-title true"));
    assert_eq!(
        one(&app, "SELECT actor_name || ' ' || resource_id FROM audit_entries WHERE action = 'resetSecondFactor'"),
        "system yj.user"
    );
    assert!(matches!(reset("yj.user"), Err(AppError::NotNow(_))));
    assert!(matches!(reset("nobody"), Err(AppError::Invalid(_))));
}
