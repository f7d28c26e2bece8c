//! Many at once: whatever the order, nothing is overdrawn and nothing fails.

use std::{sync::Barrier, thread};

use super::{EMERGENCY, UNIT, allocate, ask, balance, department, give, one, press};
use crate::{
    requests::{Asked, act, project},
    support::{TestApp, rounds, sql::run},
};

#[test]
fn of_fifty_allocations_of_sixty_from_a_hundred_one_passes() {
    let app = TestApp::new();
    give(&app, EMERGENCY, "rds", 1_000_100);
    let parent = department(&app, EMERGENCY);
    run(
        &app,
        &format!(
            "INSERT INTO departments (parent_id, name, code, sector)
             SELECT {parent}, '直属单位' || n, 'U' || n, 'government' FROM generate_series(1, 50) AS n"
        ),
    );
    let browser = app.signed_in("yj.admin");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (1..=50)
            .map(|nth| {
                scope.spawn({
                    let (app, browser) = (&app, &browser);
                    move || allocate(app, browser, &format!("直属单位{nth}"), "rds", 60).status()
                })
            })
            .collect();
        tries.into_iter().map(|attempt| attempt.join().expect("an answer")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 422, 503].contains(status)), "{statuses:?}");
    assert_eq!(balance(&app, EMERGENCY, "rds"), "1000100 1000060 0 0");
    app.holds_together();
}

#[test]
fn a_parent_lowers_while_a_child_submits() {
    let app = TestApp::new();
    let (parent, child) = (app.signed_in("bigdata.admin"), app.signed_in("yj.user"));
    for name in [UNIT, "湖北省安全生产科学研究院"] {
        give(&app, name, "vcpu", 0);
    }
    for _ in 0..rounds() {
        give(&app, EMERGENCY, "vcpu", 4);
        let form = Asked::good(&app, "yj.user");
        let (lowered, submitted) = thread::scope(|scope| {
            let lower = scope.spawn(|| allocate(&app, &parent, EMERGENCY, "vcpu", 3).status());
            let submit = scope.spawn(|| form.submit(&child));
            (lower.join().expect("an answer"), submit.join().expect("an answer"))
        });
        match (lowered, submitted.status()) {
            (303, 422) => {}
            (422, 303) => {
                let path = submitted.location().trim_end_matches("?submitted").to_owned();
                act(&child, &path, "withdraw", "").is(303);
            }
            other => panic!("{other:?}"),
        }
    }
    app.holds_together();
}

#[test]
fn of_two_who_approve_at_once_one_counts() {
    let app = TestApp::new();
    run(
        &app,
        "INSERT INTO user_grants (user_id, permission) SELECT id, 'quota_approve' FROM users WHERE username = 'bigdata.user'",
    );
    let asker = app.signed_in("yj.admin");
    let both = [app.signed_in("bigdata.admin"), app.signed_in("bigdata.user")];
    for round in 1..=rounds() {
        let path = ask(&app, &asker, &[("huashan", "acs_workers", "1")]).location();
        let mut statuses = thread::scope(|scope| {
            let tries =
                both.each_ref().map(|browser| scope.spawn(|| press(browser, &path, "approve", "同意").status()));
            tries.map(|attempt| attempt.join().expect("an answer"))
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert!(balance(&app, EMERGENCY, "acs_workers").starts_with(&format!("{} ", 2_000_000 + round)));
    }
    app.holds_together();
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn whatever_eight_people_do_at_once_nothing_is_overdrawn() {
    let app = TestApp::new();
    for (name, total) in [(UNIT, 6), ("湖北省安全生产科学研究院", 0), (EMERGENCY, 20)] {
        give(&app, name, "vcpu", total);
    }
    project(&app, "yj.user", "应急指挥平台");
    let begin = Barrier::new(8);
    let turns = if crate::support::is_long() { 120 } else { 12 };
    thread::scope(|scope| {
        for seat in 0..8_u64 {
            let (app, begin) = (&app, &begin);
            scope.spawn(move || {
                let [filer, own, above] = ["yj.user", "yj.admin", "bigdata.admin"].map(|name| app.signed_in(name));
                let mut dice = Dice(seat + 1);
                begin.wait();
                for _ in 0..turns {
                    let amount = i64::try_from(dice.roll(24)).unwrap_or_default();
                    let status = match dice.roll(6) {
                        0 => allocate(app, &above, EMERGENCY, "vcpu", amount).status(),
                        1 => allocate(app, &own, UNIT, "vcpu", amount / 2).status(),
                        2 => {
                            let asked = ask(app, &own, &[("huashan", "vcpu", &(amount + 1).to_string())]);
                            press(&above, &asked.location(), "approve", "同意").status()
                        }
                        3 | 4 => {
                            let quantity = (1 + dice.roll(3)).to_string();
                            Asked::good(app, "yj.user").with("quantity", &quantity).submit(&filer).status()
                        }
                        _ => {
                            let newest = "SELECT number FROM resource_requests WHERE state = 'first_review' ORDER BY random() LIMIT 1";
                            match one(app, newest) {
                                none if none.is_empty() => 303,
                                number => act(&filer, &format!("/resources/requests/{number}"), "withdraw", "").status(),
                            }
                        }
                    };
                    assert!([303, 409, 422, 503].contains(&status), "{status}");
                }
            });
        }
    });
    app.holds_together();
}
