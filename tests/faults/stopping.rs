//! A portal that is told to stop.

use std::{
    thread,
    time::{Duration, Instant},
};

use diesel::connection::SimpleConnection;

use super::{
    clients::connected,
    filing::{Filled, word},
};
use crate::support::{
    TestApp,
    news::News,
    program::{Plan, until},
    smtp::{Mood, SmtpServer},
};

/// Statements that somebody made slow, for this test.
const ASLEEP: &str =
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

/// What an installation's supervisor waits for before it kills.
const HALF_A_MINUTE: Duration = Duration::from_secs(30);

#[test]
fn a_portal_told_to_stop_finishes_what_is_under_way_and_takes_nothing_new() {
    let app = TestApp::new();
    let mut portal = Plan::new(&app.database_url(), &app.data()).serve();
    let browser = portal.signed_in("yj.user");
    let form = Filled::new(&mut app.sql(), 29_443);
    app.sql()
        .batch_execute(
            "CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NEW; END';
             CREATE TRIGGER slowly BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION slowly()",
        )
        .expect("a submission that takes a while");
    thread::scope(|scope| {
        let sent = scope.spawn(|| form.send(&browser));
        until("it is under way", || word(&mut app.sql(), ASLEEP) == "1");
        portal.ask_to_stop();
        until("nobody new is let in", || portal.browser().attempt("/livez").is_none());
        let answer = sent.join().expect("who sent it");
        assert!(answer.is(303).location().starts_with("/tickets/GD"));
    });
    assert!(portal.end().success());
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM tickets WHERE state = 'pending'"), "1");
}

#[test]
fn a_portal_told_to_stop_ends_within_half_a_minute_whatever_holds_it() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    server.is_in_the_mood(Mood::TakesAndThinks);
    News::of("GD1").reach(&app, &["yj.user"]);
    let mut sql = app.sql();
    sql.batch_execute("UPDATE mails SET next_try_at = now()").expect("a mail that is due");
    // A job that would go on for hours.
    sql.batch_execute(
        "CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); RETURN OLD; END';
         CREATE TRIGGER slowly BEFORE DELETE ON sign_in_attempts FOR EACH STATEMENT EXECUTE FUNCTION slowly();
         INSERT INTO sign_in_attempts (username, address, purpose, succeeded, at)
         SELECT 'x', '-', 'sign_in', false, now() - interval '2 days' FROM generate_series(1, 50000)",
    )
    .expect("much to sweep");
    let mut portal = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings()).serve();
    // Somebody who sends a form very slowly, and somebody who only holds the line.
    let _slow = connected(portal.address(), "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nu");
    let _idle = connected(portal.address(), "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
    until("a letter is under way", || server.letters().len() == 1);
    until("the job is at work", || word(&mut app.sql(), ASLEEP) == "1");
    portal.ask_to_stop();
    let begun = Instant::now();
    assert!(portal.end().success(), "{}", portal.log());
    assert!(begun.elapsed() < HALF_A_MINUTE, "{:?}", begun.elapsed());
    assert_eq!(word(&mut app.sql(), "SELECT state FROM mails"), "waiting", "and goes again");
}
