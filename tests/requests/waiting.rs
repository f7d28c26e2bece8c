//! The number beside 待我审批.

use super::{act, filed, run, user};
use crate::support::{Browser, TestApp};

/// What the navigation says, empty where nothing waits.
fn number(browser: &Browser) -> String {
    browser.get("/me").is_ok().text("nav a[href='/approvals'] b")
}

#[test]
fn the_navigation_counts_what_waits_for_ones_decision_and_no_more() {
    let app = TestApp::new();
    let paths = [filed(&app, "yj.user"), filed(&app, "yj.user"), filed(&app, "ga.user")];
    for (username, waiting) in
        [("ops.engineer", "2"), ("bigdata.admin", ""), ("plc.admin", "1"), ("bigdata.user", ""), ("yj.admin", "")]
    {
        assert_eq!(number(&app.signed_in(username)), waiting, "{username}");
    }
    act(&app.signed_in("ops.engineer"), &paths[0], "approve", "").is(303);
    run(
        &app,
        "INSERT INTO user_grants (user_id, permission) SELECT id, 'approve' FROM users WHERE username LIKE '%.user'",
    );
    for (username, waiting) in
        [("ops.engineer", "1"), ("bigdata.admin", "1"), ("bigdata.user", "1"), ("plc.user", "1"), ("wj.user", "")]
    {
        assert_eq!(number(&app.signed_in(username)), waiting, "{username}");
    }
    // What one applied for oneself waits for others.
    run(
        &app,
        &format!(
            "UPDATE resource_requests SET applicant_id = {} WHERE state = 'first_review'",
            user(&app, "ops.engineer")
        ),
    );
    assert_eq!(number(&app.signed_in("ops.engineer")), "");
    assert_eq!(number(&app.signed_in("ops.engineer2")), "1");
}

#[test]
fn the_number_is_the_lists_and_stops_at_a_hundred() {
    let app = TestApp::new();
    crate::demo::load(&app, chrono::Utc::now());
    for username in ["ops.engineer", "bigdata.admin", "plc.admin"] {
        let browser = app.signed_in(username);
        let rows = browser.get("/approvals").is_ok().count("input[name=request]");
        assert_eq!(number(&browser), rows.to_string(), "{username}");
    }
    run(
        &app,
        "INSERT INTO resource_requests (number, state, applicant_id, department_id, project_id, region_id, batch, products, purpose, form,
             flow, round, revision, due_at, created_at, updated_at, submitted_at, state_since, summary, search_text)
         SELECT r.number || '-' || n, r.state, r.applicant_id, r.department_id, r.project_id, r.region_id, r.batch, r.products, r.purpose, r.form,
             r.flow, r.round, r.revision, r.due_at, r.created_at, r.updated_at, r.submitted_at, r.state_since, '', ''
         FROM generate_series(1, 120) n, (SELECT * FROM resource_requests WHERE state = 'first_review' LIMIT 1) r",
    );
    assert_eq!(number(&app.signed_in("ops.engineer")), "99+");
}
