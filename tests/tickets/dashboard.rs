//! 工作台: what waits for whom.

use super::{EMERGENCY, Ticket, file, one, run};
use crate::support::TestApp;

/// The numbers under the first heading, 等我处理.
fn waiting(app: &TestApp, username: &str) -> String {
    app.signed_in(username).get("/").is_ok().text("section.card:first-of-type .tasks .mono")
}

#[test]
fn a_draft_waits_for_its_filer_and_a_question_for_the_whole_group() {
    let app = TestApp::new();
    let draft = Ticket::draft(&app);
    let asked = Ticket { app: &app, path: file(&app, EMERGENCY, "9444", "submit") };
    for action in ["accept", "ask"] {
        asked.act(&app.signed_in("ops.engineer"), action).is(303);
    }
    let of_filer = waiting(&app, "yj.user");
    assert!(of_filer.contains(draft.number()) && of_filer.contains(asked.number()), "{of_filer}");
    assert_eq!(waiting(&app, "yj.colleague"), asked.number());
    assert_eq!(waiting(&app, "yj.admin"), "");
}

#[test]
fn a_ticket_assigned_to_one_operator_waits_for_no_other() {
    let app = TestApp::new();
    let ticket = Ticket::submitted(&app);
    assert_eq!(waiting(&app, "ops.engineer"), ticket.number());
    ticket.act(&app.signed_in("ops.engineer"), "assign").is(303);
    assert_eq!(waiting(&app, "ops.engineer"), "");
    assert_eq!(waiting(&app, "ops.engineer2"), ticket.number());
}

#[test]
fn what_ends_soon_says_its_last_day_and_what_should_have_ended_is_not_forgotten() {
    let app = TestApp::new();
    Ticket::in_state(&app, "completed");
    let ending = |app: &TestApp| app.signed_in("yj.user").get("/").is_ok().text("section.card:last-of-type .tasks");
    assert_eq!(ending(&app), "");
    run(&app, "UPDATE port_mappings SET valid = tstzrange(now() - interval '9 days', now() - interval '1 day')");
    let last_day = one(&app, "SELECT (upper(valid) AT TIME ZONE 'Asia/Shanghai')::date - 1 FROM port_mappings");
    let said = ending(&app);
    assert!(said.contains("203.0.113.18:9443") && said.contains(&format!("有效期至 {last_day}")), "{said}");
}
