//! Mail, over a real SMTP conversation (spec 6).

mod bursts;
mod log;
mod tls;

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use actix_web::rt::{System, time::sleep};
use chrono::{DateTime, Utc};
use diesel::{RunQueryDsl, prelude::*, sql_query};
use secrecy::SecretString;
use yunwu::{
    config::Smtp,
    outbox::{Carrier, Mail, delivery},
    schema::mails,
    text::Text,
    worker,
};

use crate::support::{
    TestApp,
    news::News,
    smtp::{self, Mood, SmtpServer},
    sql::run,
};

const PATIENCE: Duration = Duration::from_secs(2);

/// Sends what waits, as if its time had come.
fn deliver(app: &TestApp, smtp: &Smtp) {
    run(app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting'");
    deliver_due(app, smtp);
}

fn deliver_due(app: &TestApp, smtp: &Smtp) {
    let carrier = Carrier::new(smtp, PATIENCE).expect("a carrier");
    let (db, settings) = (app.db(), app.settings().clone());
    System::new().block_on(delivery::deliver_due(&db, &settings, &carrier, || false)).expect("a round");
}

/// State and attempts of every mail, in order.
fn states(app: &TestApp) -> Vec<(String, i32)> {
    mails::table.order(mails::id).select((mails::state, mails::attempts)).load(&mut app.sql()).expect("mails")
}

fn prefers(app: &TestApp, username: &str, preference: &str) {
    run(app, &format!("UPDATE users SET mail_preference = '{preference}' WHERE username = '{username}'"));
}

fn next_try(app: &TestApp) -> DateTime<Utc> {
    mails::table.select(mails::next_try_at).first(&mut app.sql()).expect("a mail")
}

#[test]
fn a_mail_arrives_in_its_readers_language_as_text_and_as_a_page() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'ops.engineer'");
    News::of("GD202611220001").quoting("请在周五前开通\n<b>谢谢</b>").reach(&app, &["yj.user", "ops.engineer"]);
    deliver(&app, &server.settings());

    let letters = server.letters();
    let chinese = letters.iter().find(|letter| letter.to == ["yj.user@demo.example"]).expect("a letter to yj.user");
    assert_eq!(chinese.subject(), "【云务】工单 GD202611220001 已受理");
    assert!(chinese.source.is_ascii(), "headers and bodies are encoded");
    assert_eq!(chinese.header("From"), "云务 <noreply@cloud.example>");
    assert_eq!(chinese.header("To"), "陈静 <yj.user@demo.example>");
    assert_eq!(chinese.header("Auto-Submitted"), "auto-generated");
    assert!(chinese.header("Message-ID").ends_with("@cloud.example>"));
    let plain = chinese.plain();
    assert!(plain.contains("陈静，您好：") && plain.contains("> 请在周五前开通\r\n> <b>谢谢</b>"), "{plain}");
    assert!(plain.contains(&format!("{}/messages/", app.url())), "{plain}");
    let html = chinese.html();
    assert!(html.contains("&#60;b&#62;谢谢") && !html.contains("<b>谢谢"), "{html}");
    assert!(!html.contains("src=") && !html.contains("url("), "nothing is loaded from elsewhere");

    let english = letters.iter().find(|letter| letter.to == ["ops.engineer@demo.example"]).expect("the other letter");
    assert_eq!(english.subject(), "[Yunwu] Ticket GD202611220001 was accepted");
    assert!(english.plain().contains("Dear 张伟,"));
    assert_eq!(states(&app), [("sent".to_owned(), 1), ("sent".to_owned(), 1)]);
}

#[test]
fn the_mail_server_is_signed_in_to() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    let smtp = Smtp { username: "yunwu".to_owned(), password: SecretString::from("pass"), ..server.settings() };
    deliver(&app, &smtp);
    // NUL yunwu NUL pass
    assert_eq!(server.credentials(), ["AHl1bnd1AHBhc3M="]);
    assert_eq!(server.letters().len(), 1);
}

#[test]
fn a_mail_waits_a_moment_for_others_of_its_record() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    deliver_due(&app, &server.settings());
    assert!(server.letters().is_empty());
}

#[test]
fn a_mail_is_tried_again_after_its_server_was_away() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    deliver(&app, &smtp::nobody());
    assert_eq!(states(&app), [("waiting".to_owned(), 1)]);
    assert!(next_try(&app) > Utc::now() + Duration::from_secs(50), "after a pause");

    deliver_due(&app, &server.settings());
    assert!(server.letters().is_empty(), "not before the pause is over");
    deliver(&app, &server.settings());
    assert_eq!(states(&app), [("sent".to_owned(), 2)]);
}

#[test]
fn whatever_goes_wrong_the_mail_waits_and_says_why() {
    for mood in [Mood::RefusesRecipients(450), Mood::RefusesRecipients(550), Mood::HangsUpInData, Mood::KeepsSilent] {
        let (app, server) = (TestApp::new(), SmtpServer::start());
        server.is_in_the_mood(mood);
        News::of("GD1").reach(&app, &["yj.user"]);
        deliver(&app, &server.settings());
        assert_eq!(states(&app), [("waiting".to_owned(), 1)], "{mood:?}");
        let why: Option<String> = mails::table.select(mails::last_error).first(&mut app.sql()).expect("a mail");
        assert!(why.is_some_and(|why| !why.is_empty()), "{mood:?}");

        server.is_in_the_mood(Mood::Accepts);
        deliver(&app, &server.settings());
        assert_eq!(server.letters().len(), 1, "{mood:?}");
    }
}

#[test]
fn one_bad_address_keeps_no_other_mail_back() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    run(&app, "UPDATE users SET email = 'nobody at all' WHERE username = 'yj.user'");
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("GD1").reach(&app, &["wj.user"]);
    deliver(&app, &server.settings());
    assert_eq!(states(&app), [("waiting".to_owned(), 1), ("sent".to_owned(), 1)]);
}

#[test]
fn after_a_day_of_trying_a_mail_is_parked() {
    let app = TestApp::new();
    let nobody = smtp::nobody();
    News::of("GD1").reach(&app, &["yj.user"]);
    let mut waited = chrono::TimeDelta::zero();
    while states(&app)[0].0 == "waiting" {
        deliver(&app, &nobody);
        waited += (next_try(&app) - Utc::now()).max(chrono::TimeDelta::zero());
    }
    assert_eq!(states(&app)[0].0, "parked");
    assert_eq!((waited + chrono::TimeDelta::minutes(1)).num_hours(), 24);
}

#[test]
fn a_mail_whose_fate_is_unknown_goes_again_under_the_same_id() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    server.is_in_the_mood(Mood::TakesAndHangsUp);
    News::of("GD1").reach(&app, &["yj.user"]);
    deliver(&app, &server.settings());
    server.is_in_the_mood(Mood::Accepts);
    deliver(&app, &server.settings());
    let ids: Vec<String> = server.letters().iter().map(|letter| letter.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn what_was_read_in_the_portal_is_not_mailed_even_if_it_asks_for_a_decision() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("GD2").mailed(Mail::Binding).reach(&app, &["yj.user"]);
    run(&app, "UPDATE messages SET read_at = now()");
    app.visitor().post("/password/forgotten", &[("username", "yj.user")]).is(303);
    deliver(&app, &server.settings());
    assert_eq!(states(&app), [("read".to_owned(), 1), ("read".to_owned(), 1), ("sent".to_owned(), 1)]);
    assert_eq!(server.letters().len(), 1, "a letter has no message to be read");
    assert!(server.letters()[0].plain().contains("/password/reset/"));
}

#[test]
fn who_wants_no_mail_gets_only_what_binds() {
    let app = TestApp::new();
    prefers(&app, "yj.user", "portal_only");
    News::of("GD1").reach(&app, &["yj.user"]);
    assert_eq!(states(&app), []);
    News::of("GD1").mailed(Mail::Binding).reach(&app, &["yj.user"]);
    assert_eq!(states(&app).len(), 1);
}

#[test]
fn no_name_and_no_title_adds_a_header_or_a_recipient() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let evil = "x\r\nBcc: all@example.com\r\n\r\nhello";
    run(&app, &format!("UPDATE users SET display_name = E'{}' WHERE username = 'yj.user'", evil.escape_default()));
    News::of("GD1").saying(Text::new("ticket-told-accepted").with("number", evil)).reach(&app, &["yj.user"]);
    deliver(&app, &server.settings());
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ["yj.user@demo.example"]);
    let names = letters[0].header_names();
    assert!(!names.iter().any(|name| name == "Bcc"), "{names:?}");
    assert_eq!(letters[0].subject(), "【云务】工单 x Bcc: all@example.com hello 已受理");
}

#[test]
fn workers_side_by_side_send_each_mail_once() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    for number in 0..20 {
        for _ in 0..2 {
            News::of(&format!("GD{number}")).reach(&app, &["yj.user"]);
        }
    }
    run(&app, "UPDATE mails SET next_try_at = now()");
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| deliver_due(&app, &server.settings()));
        }
    });
    let mut ids: Vec<String> = server.letters().iter().map(|letter| letter.header("Message-ID")).collect();
    assert_eq!(ids.len(), 20, "one letter for each record");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 20);
    assert!(
        states(&app).iter().all(|(state, attempts)| ["sent", "joined"].contains(&state.as_str()) && *attempts == 1)
    );
}

#[test]
fn a_secret_link_is_forgotten_once_it_was_sent_and_goes_alone() {
    let (app, server) = (TestApp::with(|settings| settings.demo = false), SmtpServer::start());
    for token in ["one", "two"] {
        run(
            &app,
            &format!(
                r#"INSERT INTO mails (recipient_id, address, language, thread, title, body, link, link_is_secret, binding)
                   SELECT id, email, language, '/password', '{{"key":"web-password"}}', '{{"key":"web-password"}}',
                          '/password/reset/{token}', true, true FROM users WHERE username = 'yj.user'"#
            ),
        );
    }
    deliver(&app, &server.settings());
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert!(letters[0].plain().contains("/password/reset/one") && letters[1].plain().contains("/password/reset/two"));
    let links: Vec<String> = mails::table.select(mails::link).load(&mut app.sql()).expect("links");
    assert_eq!(links, ["", ""]);
}

#[test]
fn a_worker_that_is_stopped_finishes_its_mail_and_takes_no_other() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    for number in ["GD1", "GD2"] {
        News::of(number).reach(&app, &["yj.user"]);
    }
    run(&app, "UPDATE mails SET next_try_at = now()");
    let carrier = Carrier::new(&server.settings(), PATIENCE).expect("a carrier");
    let asked = AtomicUsize::new(0);
    let stopping = || asked.fetch_add(1, Ordering::Relaxed) > 0;
    System::new().block_on(delivery::deliver_due(&app.db(), app.settings(), &carrier, stopping)).expect("a round");
    let states: Vec<String> = states(&app).into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["sent", "waiting"]);
}

#[test]
fn the_worker_sends_sweeps_and_ends_when_told() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    run(
        &app,
        "UPDATE mails SET next_try_at = now();
         INSERT INTO submissions (id, user_id, leads_to, at)
         SELECT gen_random_uuid(), id, '', now() - age FROM users, (VALUES (interval '25 hours'), (interval '23 hours')) v (age)
         WHERE username = 'yj.user';
         INSERT INTO kept_forms (user_id, path, fields, kept_at)
         SELECT id, path, '[]', now() - age FROM users, (VALUES ('/a', interval '31 days'), ('/b', interval '29 days')) v (path, age)
         WHERE username = 'yj.user';
         INSERT INTO sign_in_attempts (username, address, purpose, succeeded, at)
         VALUES ('x', '-', 'sign_in', false, now() - interval '25 hours'), ('x', '-', 'sign_in', false, now());
         INSERT INTO sessions (key_hash, user_id, state, address, user_agent, last_seen_at)
         SELECT hash, id, '{}', '-', '-', now() - age FROM users,
                (VALUES ('\\x01'::bytea, interval '25 hours'), ('\\x02', interval '24 hours')) v (hash, age)
         WHERE username = 'yj.user';
         INSERT INTO password_resets (token_hash, user_id, expires_at)
         SELECT hash, id, now() - age FROM users, (VALUES ('\\x01'::bytea, interval '25 hours'), ('\\x02', interval '23 hours')) v (hash, age)
         WHERE username = 'yj.user';",
    );
    let mut settings = app.settings().clone();
    settings.smtp = Some(server.settings());
    let begun = Instant::now();
    System::new().block_on(worker::run(app.db(), settings, async { sleep(Duration::from_secs(2)).await }));
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(server.letters().len(), 1);
    for table in ["submissions", "kept_forms", "sign_in_attempts", "sessions", "password_resets"] {
        let left = sql_query(format!("SELECT FROM {table}")).execute(&mut app.sql()).expect("rows");
        assert_eq!(left, 1, "{table}");
    }
}
