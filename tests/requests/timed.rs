//! The time they have.

use chrono::{DateTime, TimeDelta, Utc};
use yunwu::requests::commands::timed::remind_due;

use super::{act, filed, one, run};
use crate::support::TestApp;

fn told(app: &TestApp, title: &str) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(u.username, ' ' ORDER BY u.username) FROM messages m JOIN users u ON u.id = m.recipient_id
             WHERE m.title ->> 'key' = '{title}'"
        ),
    )
}

#[test]
fn whose_move_it_is_hears_of_the_time_once_before_it_is_over_and_once_after() {
    let app = TestApp::new();
    filed(&app, "yj.user");
    let now = Utc::now();
    remind_due(&app.db(), now).unwrap();
    assert_eq!(told(&app, "request-told-due-soon"), "");
    run(&app, "UPDATE resource_requests SET due_at = now() + interval '20 hours'");
    for _ in 0..2 {
        remind_due(&app.db(), now).unwrap();
    }
    assert_eq!(told(&app, "request-told-due-soon"), "ops.engineer ops.engineer2 ops.manager");
    for _ in 0..2 {
        remind_due(&app.db(), now + TimeDelta::days(1)).unwrap();
    }
    assert_eq!(told(&app, "request-told-overdue"), "ops.engineer ops.engineer2 ops.manager");
    assert_eq!(told(&app, "request-told-due-soon"), "ops.engineer ops.engineer2 ops.manager");
}

#[test]
fn what_is_due_this_moment_is_past_its_time() {
    let app = TestApp::new();
    filed(&app, "yj.user");
    let now = DateTime::from_timestamp_micros(Utc::now().timestamp_micros()).unwrap();
    run(&app, &format!("UPDATE resource_requests SET due_at = '{}'", now.to_rfc3339()));
    remind_due(&app.db(), now).unwrap();
    assert_eq!(told(&app, "request-told-overdue"), "ops.engineer ops.engineer2 ops.manager");
    assert_eq!(told(&app, "request-told-due-soon"), "");
}

#[test]
fn two_workers_at_once_remind_once() {
    let app = TestApp::new();
    for _ in 0..5 {
        filed(&app, "yj.user");
    }
    run(&app, "UPDATE resource_requests SET due_at = now() - interval '1 hour'");
    let pools = [app.db(), app.db()];
    std::thread::scope(|scope| {
        for db in &pools {
            scope.spawn(|| remind_due(db, Utc::now()).unwrap());
        }
    });
    assert_eq!(one(&app, "SELECT count(*) FROM messages WHERE title ->> 'key' = 'request-told-overdue'"), "15");
}

#[test]
fn a_page_tells_how_long_each_party_had_it_and_marks_what_is_past() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    run(&app, "UPDATE resource_requests SET due_at = now() - interval '30 days'");
    let page = app.signed_in("bigdata.admin").get(&path).is_ok();
    assert!(page.text("aside .bad").contains("已超时"), "{}", page.text("aside"));
    assert!(page.text("aside").contains("各方用时") && page.text("aside").contains("省大数据局"));
    assert!(app.signed_in("bigdata.admin").get("/approvals").text("tbody").contains("已超期"));
}
