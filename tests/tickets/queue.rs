use std::collections::BTreeSet;

use super::{EMERGENCY, Ticket, file, one, run};
use crate::support::TestApp;

#[test]
fn the_next_ticket_is_the_one_that_is_due_first() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let (later, sooner) = (file(&app, EMERGENCY, "9443", "submit"), file(&app, EMERGENCY, "9444", "submit"));
    run(
        &app,
        &format!("UPDATE tickets SET due_at = now() WHERE number = '{}'", sooner.trim_start_matches("/tickets/")),
    );
    assert_eq!(operator.post("/tickets/take-next", &[]).location(), sooner);
    assert_eq!(operator.post("/tickets/take-next", &[]).location(), later);
    assert_eq!(operator.post("/tickets/take-next", &[]).location(), "/tickets?state=pending");
    let mine = operator.get("/tickets?state=mine");
    assert_eq!(mine.count("tbody tr"), 2);
    app.signed_in("yj.user").post("/tickets/take-next", &[]).is_forbidden();
}

#[test]
fn two_who_take_the_next_at_once_get_different_tickets() {
    let app = TestApp::new();
    let both = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    for port in 0..6 {
        file(&app, EMERGENCY, &(9443 + port).to_string(), "submit");
    }
    for _ in 0..3 {
        let taken: BTreeSet<String> = std::thread::scope(|scope| {
            let takes =
                both.each_ref().map(|browser| scope.spawn(|| browser.post("/tickets/take-next", &[]).location()));
            takes.into_iter().map(|take| take.join().unwrap()).collect()
        });
        assert_eq!(taken.len(), 2);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM tickets WHERE state = 'processing'"), "6");
}

#[test]
fn the_work_order_is_a_table_a_script_and_a_csv_for_operators_alone() {
    let app = TestApp::new();
    let ticket = Ticket::in_state(&app, "processing");
    let address = format!("{}/work-order", ticket.path);
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&address).is_ok();
    assert_eq!(
        page.text("tbody td").split(' ').take(5).collect::<Vec<_>>(),
        ["203.0.113.18", "tcp", "9443", "10.20.6.31", "8443"]
    );
    assert!(page.text("pre").contains("dnat to 10.20.6.31:8443"));
    let csv = operator.get(&format!("{address}.csv")).is_ok();
    assert!(csv.source().contains("203.0.113.18,tcp,9443,10.20.6.31,8443"));
    app.signed_in("yj.user").get(&address).is_forbidden();
    app.signed_in("yj.user").get(&format!("{address}.csv")).is_forbidden();
}

#[test]
fn a_button_pressed_twice_takes_one_ticket() {
    let app = TestApp::new();
    for port in ["9443", "9444"] {
        file(&app, EMERGENCY, port, "submit");
    }
    let operator = app.signed_in("ops.engineer");
    let fields = operator.get("/tickets").hidden_of("/tickets/take-next");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let first = operator.post("/tickets/take-next", &fields).location();
    assert_eq!(operator.post("/tickets/take-next", &fields).location(), first);
    assert_eq!(one(&app, "SELECT count(*) FROM tickets WHERE state = 'processing'"), "1");
}
