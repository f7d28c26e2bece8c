use super::{EMERGENCY, Ticket, file, one};
use crate::support::{TestApp, rounds};

#[test]
fn of_two_operators_who_accept_at_once_one_wins_and_the_other_is_told() {
    let app = TestApp::new();
    let both = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    for round in 0..rounds() {
        let ticket = Ticket { app: &app, path: file(&app, EMERGENCY, &(20_000 + round).to_string(), "submit") };
        let answers = std::thread::scope(|scope| {
            let tries = both.each_ref().map(|browser| scope.spawn(|| ticket.act(browser, "accept")));
            tries.map(|answer| answer.join().unwrap())
        });
        let mut statuses = answers.each_ref().map(crate::support::Page::status);
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let told = answers.iter().find(|answer| answer.status() == 409).unwrap().text(".alert.bad");
        assert!(told.contains("受理了工单"), "{told}");
    }
    app.holds_together();
}

#[test]
fn closing_and_resolving_at_once_end_in_one_of_both_and_never_between() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = Ticket { app: &app, path: file(&app, EMERGENCY, &port, "submit") };
        ticket.act(&operator, "accept").is(303);
        let statuses = std::thread::scope(|scope| {
            let close = scope.spawn(|| ticket.act(&filer, "close").status());
            let resolve = scope.spawn(|| ticket.act(&operator, "resolve").status());
            [close.join().unwrap(), resolve.join().unwrap()]
        });
        let mapping = one(&app, &format!("SELECT state FROM port_mappings WHERE public_port = {port}"));
        match (statuses, ticket.state().as_str()) {
            ([303, 409], "closed") => assert_eq!(mapping, "released"),
            ([409, 303], "resolved") => assert_eq!(mapping, "active"),
            other => panic!("{other:?}"),
        }
    }
    app.holds_together();
}
