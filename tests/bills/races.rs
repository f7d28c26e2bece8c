//! Two at once: one outcome, and who comes second is told.

use std::thread;

use super::{EMERGENCY, MONTH, REASON, bill, confirm, enter, make, one, reject, send_all, sent, total, work_off};
use crate::support::{Page, TestApp, rounds};

fn both(first: impl FnOnce() -> Page + Send, second: impl FnOnce() -> Page + Send) -> [u16; 2] {
    thread::scope(|scope| {
        let (first, second) = (scope.spawn(first), scope.spawn(second));
        [first, second].map(|it| it.join().expect("an answer").status())
    })
}

#[test]
fn one_administrator_confirms_while_another_rejects() {
    let app = TestApp::new();
    let path = sent(&app);
    let (one_of_them, other) = (app.signed_in("yj.admin"), app.signed_in("yj.admin"));
    let manager = app.signed_in("ops.manager");
    for _ in 0..rounds() {
        let statuses =
            both(|| one_of_them.post(&format!("{path}/confirm"), &[]), || reject(&other, &path, &[("reason", REASON)]));
        let state = one_of_them.get(&path).state();
        match statuses {
            [303, 409] => assert_eq!(state, "confirmed"),
            [409, 303] => assert_eq!(state, "rejected"),
            _ => panic!("{statuses:?}"),
        }
        // As it was before.
        if state == "confirmed" {
            let department = one(&app, &format!("SELECT id FROM departments WHERE name = '{EMERGENCY}'"));
            let bureau = app.signed_in("bigdata.admin");
            reject(&bureau, &total(&app, "cloud"), &[("reason", REASON), ("departments", &department)]).is(303);
        }
        manager.post(&format!("{path}/send"), &[]).is(303);
    }
    app.holds_together();
}

#[test]
fn a_total_is_confirmed_while_a_department_rejects() {
    let app = TestApp::new();
    enter(&app, MONTH, "yj.user", "专线", 1, 10_000);
    enter(&app, MONTH, "wj.user", "专线", 1, 10_000);
    make(&app, MONTH);
    send_all(&app, MONTH);
    let (path, cloud) = (bill(&app, EMERGENCY), total(&app, "cloud"));
    confirm(&app, "wj.admin", &bill(&app, super::HEALTH)).is(303);
    let (bureau, admin, manager) =
        (app.signed_in("bigdata.admin"), app.signed_in("yj.admin"), app.signed_in("ops.manager"));
    for _ in 0..rounds() {
        let statuses =
            both(|| bureau.post(&format!("{cloud}/confirm"), &[]), || reject(&admin, &path, &[("reason", REASON)]));
        assert_eq!(statuses, [409, 303]);
        manager.post(&format!("{path}/send"), &[]).is(303);
    }
    app.holds_together();
}

#[test]
fn a_month_is_made_again_while_it_is_sent() {
    let app = TestApp::new();
    for round in 0..rounds() {
        let month = format!("2025-{:02}", round % 12 + 1);
        if round >= 12 {
            break;
        }
        enter(&app, &month, "yj.user", "专线", 1, 10_000);
        enter(&app, &month, "wj.user", "专线", 1, 10_000);
        make(&app, &month);
        let manager = app.signed_in("ops.manager");
        manager.post("/bills/generate", &[("month", &month)]).is(303);
        let sent = thread::scope(|scope| {
            let sent = scope.spawn(|| manager.post("/bills/send", &[("month", &month)]));
            work_off(&app);
            sent.join().expect("an answer").status()
        });
        assert_eq!(sent, 303);
        work_off(&app);
        let states = format!(
            "SELECT string_agg(state || ' ' || round, ' ') FROM bills WHERE month = '{month}-01' AND kind = 'department'"
        );
        assert_eq!(one(&app, &states), "sent 1 sent 1");
    }
    app.holds_together();
}
