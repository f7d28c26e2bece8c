//! A PostgreSQL that restarts, stops, crashes, or has no connection left.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use diesel::{Connection, PgConnection, connection::SimpleConnection};

use super::{
    briefly_or,
    filing::{Answers, Filled, NEW, all_are_whole, in_peace, run, word},
};
use crate::support::{
    Browser, TestApp,
    own_cluster::OwnCluster,
    program::{Plan, until},
};

/// Nobody waits longer for a refusal …
const PROMPT: Duration = Duration::from_secs(3);
/// … but for what a busy machine adds.
const SLACK: Duration = Duration::from_millis(700);

/// Who reads and who files until told to stop.
fn work_until(stop: &AtomicBool, browsers: &[Browser], forms: &[Filled], answers: &Answers) {
    thread::scope(|scope| {
        for (nth, browser) in browsers.iter().enumerate() {
            scope.spawn(move || {
                for form in forms.iter().skip(nth).step_by(browsers.len()) {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    // Most of what people do is reading.
                    for path in ["/tickets", "/", NEW] {
                        answers.note(browser.attempt(path).as_ref());
                    }
                    answers.note(form.try_to_send(browser).as_ref());
                }
            });
        }
    });
}

#[test]
fn a_database_that_restarts_and_crashes_under_load_loses_nothing_and_is_nobodys_fault() {
    let mut cluster = OwnCluster::new();
    let app = TestApp::new();
    let plan = Plan::new(cluster.url(), &app.data());
    let portal = plan.serve();
    let browsers: Vec<Browser> = (0..briefly_or(3, 8)).map(|_| portal.signed_in("yj.user")).collect();
    let peaceful = in_peace(&mut cluster.sql(), &browsers[0]);
    let forms = Filled::forms(&mut cluster.sql(), 30_000, 15_000);
    let (answers, stop) = (Answers::default(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| work_until(&stop, &browsers, &forms, &answers));
        for round in 0..briefly_or(2, 10) {
            let before = answers.tickets().len();
            until("tickets are filed", || answers.tickets().len() >= before + 5);
            if round % 2 == 0 {
                cluster.crash();
            } else {
                cluster.stop();
            }
            cluster.start();
        }
        let before = answers.tickets().len();
        until("it goes on by itself", || answers.tickets().len() >= before + 5);
        stop.store(true, Ordering::Relaxed);
    });
    answers.are_only(&[200, 303, 503]);
    all_are_whole(&mut cluster.sql(), &peaceful, &answers.tickets());
    // Whoever got no ticket for their form sends it again, and gets one.
    for form in &forms[..briefly_or(20, 200)] {
        form.send(&browsers[0]).is(303);
    }
    let twice = "SELECT count(*) FROM (SELECT FROM port_mappings GROUP BY public_port HAVING count(*) > 1) twice";
    assert_eq!(word(&mut cluster.sql(), twice), "0");
    all_are_whole(&mut cluster.sql(), &peaceful, &answers.tickets());
    assert!(!portal.log().contains("request failed"), "{}", portal.log());
    drop(portal);
    let check = plan.run("check");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn without_its_database_the_portal_says_so_within_three_seconds_and_goes_on_with_it() {
    let mut cluster = OwnCluster::new();
    let app = TestApp::new();
    let portal = Plan::new(cluster.url(), &app.data()).serve();
    let (user, visitor) = (portal.signed_in("yj.user"), portal.browser());
    user.post("/me/language", &[("language", "en")]).is(303);
    cluster.stop();
    let refused = |browser: &Browser, path: &str| {
        let begun = Instant::now();
        let answer = browser.get(path).is(503);
        assert!(begun.elapsed() < PROMPT + SLACK, "{path}: {:?}", begun.elapsed());
        assert_eq!(answer.header("retry-after"), "5", "{path}");
        answer
    };
    assert!(refused(&user, "/tickets").text("h1").contains("Busy"), "in the language they chose");
    refused(&visitor, "/readyz");
    visitor.get("/livez").is_ok();
    visitor.get("/login").is_ok();
    let begun = Instant::now();
    let answer = visitor.post("/login", &[("username", "yj.user"), ("password", "x")]).is(503);
    assert!(begun.elapsed() < PROMPT + SLACK, "{:?}", begun.elapsed());
    assert!(answer.text("h1").contains("系统繁忙"), "{}", answer.text("main"));
    // Many at once don't wait for one another.
    for _ in 0..briefly_or(1, 10) {
        thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| refused(&user, "/tickets"));
            }
        });
    }
    cluster.start();
    until("it is ready again", || visitor.get("/readyz").status() == 200);
    user.get("/tickets").is_ok();
    portal.signed_in("wj.user").get("/tickets").is_ok();
}

#[test]
fn when_all_connections_are_taken_others_are_told_so_within_three_seconds_and_later_served() {
    let app = TestApp::new();
    let portal = Plan::new(&app.database_url(), &app.data()).serve();
    let user = portal.signed_in("yj.user");
    let mut holder = PgConnection::establish(&app.database_url()).expect("a connection");
    holder.batch_execute("BEGIN; LOCK TABLE tickets").expect("a lock");
    for _ in 0..briefly_or(1, 10) {
        thread::scope(|scope| {
            for _ in 0..30 {
                scope.spawn(|| {
                    let begun = Instant::now();
                    let answer = user.get("/tickets").is(503);
                    assert!(begun.elapsed() < PROMPT + SLACK, "{:?}", begun.elapsed());
                    assert_eq!(answer.header("retry-after"), "5");
                });
            }
            portal.browser().get("/livez").is_ok();
        });
    }
    holder.batch_execute("ROLLBACK").expect("a free table");
    user.get("/tickets").is_ok();
}

#[test]
fn a_statement_that_takes_too_long_is_broken_off_and_its_connection_free_for_others() {
    let app = TestApp::with(|settings| settings.connections = 2);
    let user = app.signed_in("yj.user");
    run(
        &mut app.sql(),
        "CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(30); RETURN NEW; END'",
    );
    run(&mut app.sql(), "CREATE TRIGGER slowly BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION slowly()");
    let forms = Filled::forms(&mut app.sql(), 30_000, 2);
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
    thread::scope(|scope| {
        for form in &forms {
            let user = &user;
            scope.spawn(move || form.send(user).is(503));
        }
        until("both connections are taken", || word(&mut app.sql(), waiting) == "2");
        let begun = Instant::now();
        user.get("/tickets").is(503);
        assert!(begun.elapsed() < PROMPT + SLACK, "{:?}", begun.elapsed());
    });
    user.get("/tickets").is_ok();
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM tickets"), "0", "nothing half");
}
