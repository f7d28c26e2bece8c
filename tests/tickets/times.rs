use chrono::{TimeDelta, Utc};
use yunwu::tickets::commands::timed::{complete_unanswered_at, remind_due_at};

use super::{EMERGENCY, Ticket, file, one, run};
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
fn operators_and_the_filer_are_told_of_a_time_that_runs_out() {
    let app = TestApp::new();
    Ticket::submitted(&app);
    run(&app, "UPDATE tickets SET due_at = now() + interval '1 hour'");
    remind_due_at(&app.db(), Utc::now()).unwrap();
    remind_due_at(&app.db(), Utc::now()).unwrap();
    let told = "SELECT string_agg(username, ' ' ORDER BY username) FROM messages JOIN users ON users.id = recipient_id
                WHERE title ->> 'key' = 'ticket-told-due-soon'";
    assert_eq!(one(&app, told), "ops.engineer ops.engineer2 yj.user");
    let mailed = "SELECT string_agg(address, ' ') FROM mails WHERE title ->> 'key' = 'ticket-told-due-soon'";
    assert_eq!(one(&app, mailed), "yj.user@demo.example");
}

#[test]
fn a_time_that_has_run_out_meanwhile_is_called_so() {
    let app = TestApp::new();
    Ticket::submitted(&app);
    run(&app, "UPDATE tickets SET due_at = now() - interval '1 hour'");
    remind_due_at(&app.db(), Utc::now()).unwrap();
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE title ->> 'key' = 'ticket-told-overdue'"), "3");
}

#[test]
fn one_ticket_that_cannot_complete_does_not_hold_up_the_others() {
    let app = TestApp::new();
    let (stuck, next) = (Ticket::in_state(&app, "resolved"), file(&app, EMERGENCY, "9444", "submit"));
    let next = Ticket { app: &app, path: next };
    for action in ["accept", "resolve"] {
        next.act(&app.signed_in("ops.engineer"), action).is(303);
    }
    run(&app, "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$");
    let trigger = "CREATE TRIGGER stuck BEFORE UPDATE ON tickets FOR EACH ROW";
    run(&app, &format!("{trigger} WHEN (OLD.number = '{}') EXECUTE FUNCTION refuse()", stuck.number()));
    complete_unanswered_at(&app.db(), Utc::now() + TimeDelta::days(40)).unwrap();
    assert_eq!((stuck.state().as_str(), next.state().as_str()), ("resolved", "completed"));
}
