//! Several people at once.

use std::thread;

use super::{Asked, act, approved, deliver, filed, number_of, one, state};
use crate::support::{TestApp, rounds};

#[test]
fn of_two_who_approve_at_once_one_counts_and_the_other_is_told() {
    let app = TestApp::new();
    let both = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    for _ in 0..rounds() {
        let path = filed(&app, "yj.user");
        let answers = thread::scope(|scope| {
            let tries = both.each_ref().map(|browser| scope.spawn(|| act(browser, &path, "approve", "")));
            tries.map(|answer| answer.join().unwrap())
        });
        let mut statuses = answers.each_ref().map(crate::support::Page::status);
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let told = answers.iter().find(|answer| answer.status() == 409).unwrap().text(".alert.bad");
        assert!(told.contains("运维初审通过"), "{told}");
        let number = number_of(&path);
        let decisions = format!(
            "SELECT count(*) FROM request_decisions d JOIN resource_requests r ON r.id = d.request_id WHERE number = '{number}'"
        );
        assert_eq!(one(&app, &decisions), "1");
    }
    app.holds_together();
}

#[test]
fn approving_withdrawing_and_changing_at_once_come_one_after_the_other() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for _ in 0..rounds() {
        let path = filed(&app, "yj.user");
        let change = Asked::good(&app, "yj.user").with("quantity", "3");
        let statuses = thread::scope(|scope| {
            let approve = scope.spawn(|| act(&operator, &path, "approve", "").status());
            let withdraw = scope.spawn(|| act(&filer, &path, "withdraw", "").status());
            let edit = scope.spawn(|| change.press(&filer, &format!("{path}/edit"), "action", "submit").status());
            [approve.join().unwrap(), withdraw.join().unwrap(), edit.join().unwrap()]
        });
        assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
        match (statuses, state(&app, &path).as_str()) {
            ([_, 303, _], "withdrawn") | ([303, 409, _], "second_review") => {}
            other => panic!("{other:?}"),
        }
    }
    app.holds_together();
}

#[test]
fn of_two_who_deliver_the_same_machines_at_once_one_makes_them() {
    let app = TestApp::new();
    let both = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    for round in 0..rounds() {
        let path = approved(&app);
        let addresses = [1, 2].map(|last| format!("10.20.{}.{last}", 20 + round));
        let statuses = thread::scope(|scope| {
            let tries = both.each_ref().map(|browser| {
                let machines = [["1", "i-1", addresses[0].as_str()], ["2", "i-2", addresses[1].as_str()]];
                let path = &path;
                scope.spawn(move || deliver(browser, path, &machines).status())
            });
            let mut statuses = tries.map(|status| status.join().unwrap());
            statuses.sort_unstable();
            statuses
        });
        assert_eq!(statuses, [303, 409]);
        let made = format!("SELECT count(*) FROM hosts WHERE source = '{}'", number_of(&path));
        assert_eq!(one(&app, &made), "2");
    }
    app.holds_together();
}
