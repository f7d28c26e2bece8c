use chrono::{TimeDelta, Utc};
use yunwu::tickets::commands::timed::{complete_unanswered_at, remind_due_at};

use super::{Ticket, one, run};
use crate::support::TestApp;

#[test]
fn the_clock_runs_for_operators_alone() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    assert_eq!(ticket.fact("clock_left_seconds"), (3 * 86_400).to_string());
    assert_ne!(ticket.fact("due_at"), "");
    ticket.act(&app.signed_in("ops.engineer"), "ask").is(303);
    assert_eq!(ticket.fact("due_at"), "");
    assert!(ticket.seen_by("yj.user").text(".rail").contains("计时暂停"));
    ticket.act(&app.signed_in("yj.user"), "reply").is(303);
    assert_ne!(ticket.fact("due_at"), "");
}

#[test]
fn what_nobody_rates_completes_by_itself_once() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    let db = app.db();
    complete_unanswered_at(&db, Utc::now()).unwrap();
    assert_eq!(ticket.state(), "resolved");
    let later = Utc::now() + TimeDelta::days(40);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| complete_unanswered_at(&db, later).unwrap());
        }
    });
    assert_eq!(ticket.state(), "completed");
    assert!(ticket.seen_by("yj.user").text("main").contains("未评价"));
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE title ->> 'key' = 'ticket-told-completed'"), "1");
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_ratings"), "0");
}

#[test]
fn the_filer_is_reminded_two_days_before() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "resolved");
    let db = app.db();
    remind_due_at(&db, Utc::now()).unwrap();
    let told = "SELECT count(*) FROM messages WHERE title ->> 'key' = 'ticket-told-completes-soon'";
    assert_eq!(one(&app, told), "0");
    run(&app, "UPDATE tickets SET completes_at = now() + interval '47 hours'");
    remind_due_at(&db, Utc::now()).unwrap();
    remind_due_at(&db, Utc::now()).unwrap();
    assert_eq!(one(&app, told), "1");
    assert_eq!(ticket.state(), "resolved");
}

#[test]
fn operators_are_told_of_a_time_that_runs_out() {
    let app = TestApp::new();
    Ticket::submitted(&app);
    run(&app, "UPDATE tickets SET due_at = now() + interval '1 hour'");
    remind_due_at(&app.db(), Utc::now()).unwrap();
    remind_due_at(&app.db(), Utc::now()).unwrap();
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE title ->> 'key' = 'ticket-told-due-soon'"), "2");
}
