//! A portal that is killed.

use std::thread;

use diesel::PgConnection;

use super::{
    briefly_or,
    filing::{Answers, Filled, all_are_whole, in_peace, send_all, word},
};
use crate::support::{
    Browser, TestApp,
    program::{Plan, until},
};

/// Kills the portal once some of the forms were acknowledged, and starts another.
fn kill_in_between(plan: &Plan, sql: &mut PgConnection, forms: &[Filled], answers: &Answers) {
    let mut portal = plan.serve();
    let browsers: Vec<Browser> = (0..3).map(|_| portal.signed_in("yj.user")).collect();
    browsers[0].post("/kept?path=/applications/new", &[("name", "一张图二期")]).is(204);
    let before = answers.tickets().len();
    thread::scope(|scope| {
        let sending = scope.spawn(|| send_all(&browsers, forms, answers));
        until("some are acknowledged", || answers.tickets().len() - before >= forms.len() / 3);
        portal.kill();
        sending.join().expect("people who sent");
    });
    assert!(answers.tickets().len() - before < forms.len(), "killed while they were sent");
    let unread =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE '%transaction%'";
    until("what the killed one began is undone", || word(sql, unread) == "0");
}

#[test]
fn a_portal_that_is_killed_has_lost_no_ticket_it_acknowledged_and_left_none_by_halves() {
    let app = TestApp::new();
    let plan = Plan::new(&app.database_url(), &app.data());
    let mut sql = app.sql();
    let peaceful = in_peace(&mut sql, &app.signed_in("yj.user"));
    let answers = Answers::default();
    let (kills, each) = (briefly_or(1, 5), briefly_or(60, 100));
    let forms = Filled::forms(&mut sql, 30_000, kills * each);
    for some in forms.chunks(each) {
        kill_in_between(&plan, &mut sql, some, &answers);
        all_are_whole(&mut sql, &peaceful, &answers.tickets());
    }
    answers.are_only(&[303]);
    let portal = plan.serve();
    let browser = portal.signed_in("yj.user");
    assert_eq!(browser.get("/applications/new").value("name"), "一张图二期", "what was typed is kept");
    // Whoever saw no answer sends the form again: it is the same one, and makes no second ticket.
    for form in &forms {
        form.send(&browser).is(303);
    }
    assert_eq!(word(&mut sql, "SELECT count(*) FROM tickets"), (forms.len() + 1).to_string());
    assert_eq!(word(&mut sql, "SELECT count(DISTINCT number) FROM tickets"), (forms.len() + 1).to_string());
    all_are_whole(&mut sql, &peaceful, &answers.tickets());
    let check = plan.run("check");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn who_was_signed_in_is_signed_in_with_the_next_process() {
    let app = TestApp::new();
    let plan = Plan::new(&app.database_url(), &app.data());
    let mut portal = plan.serve();
    let browser = portal.signed_in("yj.user");
    portal.kill();
    let next = plan.serve();
    browser.at(next.url()).get("/me").is_ok();
}
