//! Who is told of what, row by row of spec 6, and who is mailed: for both sectors.

use chrono::{TimeDelta, Utc};
use yunwu::tickets::commands::timed::{complete_unanswered_at, remind_due_at};

use super::{EMERGENCY, Filer, POLICE, Ticket, file, one, run};
use crate::support::{TestApp, news::told};

const ENGINEERS: &str = "ops.engineer ops.engineer2";
const ASSIGNEE: &str = "ops.engineer";

#[track_caller]
fn row(app: &TestApp, happened: &str, messages: &str, mails: &str) {
    assert_eq!(told(app, &format!("ticket-told-{happened}")), [messages, mails], "{happened}");
}

fn both(one: &str, other: &str) -> String {
    let mut names = [one, other];
    names.sort_unstable();
    names.join(" ")
}

fn each_step_of(filer: Filer) {
    let app = TestApp::new();
    let (me, name) = (app.signed_in(filer.username), filer.username);
    let operator = app.signed_in(ASSIGNEE);
    let ticket = Ticket::submitted_by(&app, filer);
    row(&app, "submitted", ENGINEERS, "");
    ticket.act(&me, "urge").is(303);
    row(&app, "urged", ENGINEERS, "");
    ticket.act(&operator, "accept").is(303);
    row(&app, "accepted", name, name);
    ticket.act(&operator, "ask").is(303);
    row(&app, "asked", name, name);
    ticket.act(&me, "reply").is(303);
    row(&app, "replied", ASSIGNEE, ASSIGNEE);
    run(&app, "UPDATE tickets SET due_at = now() + interval '1 hour'");
    remind_due_at(&app.db(), Utc::now()).expect("a reminder");
    row(&app, "due-soon", &both(name, ASSIGNEE), &both(name, ASSIGNEE));
    ticket.act(&operator, "resolve").is(303);
    row(&app, "resolved", name, name);
    ticket.act(&me, "reopen").is(303);
    row(&app, "reopened", ASSIGNEE, ASSIGNEE);
    ticket.act(&operator, "resolve").is(303);
    complete_unanswered_at(&app.db(), Utc::now() + TimeDelta::days(40)).expect("an end");
    row(&app, "completed", name, name);

    let other = Ticket { app: &app, path: file(&app, filer, "9444", "submit") };
    other.act(&operator, "accept").is(303);
    other.act(&operator, "return").is(303);
    row(&app, "returned", name, name);
    let closed = Ticket { app: &app, path: file(&app, filer, "9445", "submit") };
    closed.act(&me, "close").is(303);
    row(&app, "closed", ENGINEERS, "");
    let closed = Ticket { app: &app, path: file(&app, filer, "9446", "submit") };
    closed.act(&operator, "accept").is(303);
    closed.act(&me, "close").is(303);
    row(&app, "closed", &format!("ops.engineer {ENGINEERS}"), ASSIGNEE);
}

#[test]
fn each_step_of_a_ticket_is_told_to_whom_it_concerns_and_mailed_to_whose_move_it_is() {
    for filer in [EMERGENCY, POLICE] {
        each_step_of(filer);
    }
}

#[test]
fn what_asks_for_something_is_mailed_whatever_its_reader_chose_and_the_rest_as_they_chose() {
    let app = TestApp::new();
    run(&app, "UPDATE users SET mail_preference = 'portal_only'");
    let ticket = Ticket::submitted(&app);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in(ASSIGNEE));
    for (username, action) in [("ops", "accept"), ("ops", "ask"), ("me", "reply"), ("ops", "resolve")] {
        ticket.act(if username == "me" { &filer } else { &operator }, action).is(303);
    }
    row(&app, "accepted", "yj.user", "");
    row(&app, "asked", "yj.user", "yj.user");
    row(&app, "replied", ASSIGNEE, "");
    row(&app, "resolved", "yj.user", "yj.user");
    run(&app, "UPDATE users SET mail_preference = 'digest'");
    ticket.act(&filer, "reopen").is(303);
    let waits = "SELECT thread || ' ' || (next_try_at = next_digest(now()))::text FROM mails WHERE title ->> 'key' = 'ticket-told-reopened'";
    assert_eq!(one(&app, waits), "digest true");
    ticket.act(&operator, "ask").is(303);
    let at_once = "SELECT bool_and(thread <> 'digest' AND next_try_at < now() + interval '5 minutes')::text
                   FROM mails WHERE title ->> 'key' = 'ticket-told-asked'";
    assert_eq!(one(&app, at_once), "true");
}
