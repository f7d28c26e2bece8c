//! Who had a request how long.

use chrono::Utc;
use diesel::{Connection, connection::SimpleConnection};

use super::{Asked, act, deliver, filed, number_of, one};
use crate::support::TestApp;

fn ended(app: &TestApp, path: &str) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(t.round || ' ' || t.state, ', ' ORDER BY t.since, t.until)
             FROM request_turns t JOIN resource_requests r ON r.id = t.request_id WHERE r.number = '{}'",
            number_of(path)
        ),
    )
}

#[test]
fn every_turn_is_written_down_when_it_ends_and_the_record_tells_of_all() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    assert_eq!(ended(&app, &path), "");
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    act(&operator, &path, "reject", "请核减").is(303);
    Asked::shown(&filer, &format!("{path}/edit")).press(&filer, &format!("{path}/edit"), "action", "submit").is(303);
    act(&operator, &path, "approve", "").is(303);
    assert_eq!(ended(&app, &path), "1 first_review, 1 rejected, 2 first_review");
    let page = filer.get(&path).is_ok();
    assert!(page.text("aside").contains("共 4 段"), "{}", page.text("aside"));
    act(&app.signed_in("bigdata.admin"), &path, "approve", "").is(303);
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"]]).is(303);
    assert_eq!(ended(&app, &path), "1 first_review, 1 rejected, 2 first_review, 2 second_review");
    deliver(&operator, &path, &[["2", "i-2", "10.20.6.72"]]).is(303);
    assert!(ended(&app, &path).ends_with("2 delivering"));
    app.holds_together();
}

#[test]
fn what_was_before_is_reckoned_as_it_is_now() {
    let app = TestApp::new();
    crate::demo::load(&app, Utc::now());
    let turns = "SELECT string_agg(t::text, ' ' ORDER BY request_id, round, state) FROM request_turns t";
    let written = one(&app, turns);
    assert!(written.contains("rejected") && written.contains("delivering"), "{written}");
    let mut database = app.sql();
    database.batch_execute(include_str!("../../migrations/00220_request_turns/down.sql")).unwrap();
    database.transaction(|c| c.batch_execute(include_str!("../../migrations/00220_request_turns/up.sql"))).unwrap();
    assert_eq!(one(&app, turns), written);
    app.holds_together();
}
