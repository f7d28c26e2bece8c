//! Time and people at once.

use chrono::Utc;
use yunwu::network::commands::timed::end_what_is_over;

use super::{FORM, at_once, day, ends_in, entry, one, opened, renew, run, states, submit, try_to_renew};
use crate::support::{Page, TestApp, rounds};

const TWICE: &str = "SELECT count(*) FROM port_mappings a JOIN port_mappings b ON b.id > a.id AND b.pool_ip = a.pool_ip
    AND b.protocol = a.protocol AND b.ports && a.ports AND b.valid && a.valid
    WHERE a.state IN ('held', 'active', 'to_remove') AND b.state IN ('held', 'active', 'to_remove')";

/// The old mapping's period is over a second ago, and its renewal's has begun; the old one isn't ended yet.
fn just_over(app: &TestApp, ticket: &str) {
    run(
        app,
        &format!(
            "UPDATE port_mappings SET valid = tstzrange(lower(valid), now() - interval '1 second')
             WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{ticket}')"
        ),
    );
    run(
        app,
        "UPDATE port_mappings new SET valid = tstzrange(upper(old.valid), upper(new.valid))
         FROM port_mappings old WHERE old.id = new.renews_id AND new.state = 'held' AND old.state = 'active'",
    );
}

#[test]
fn an_end_and_the_renewals_submission_at_once_leave_one_claim_to_the_port() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let db = app.db();
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = opened(&app, &[&port], &day(&app, 60));
        ends_in(&app, &ticket, 0);
        // As the job will see it; to who renews, the period still runs.
        let tomorrow = Utc::now() + chrono::TimeDelta::days(1);
        let answers = std::thread::scope(|scope| {
            let end = scope.spawn(|| end_what_is_over(&db, tomorrow));
            let renewed = try_to_renew(&filer, &ticket);
            end.join().unwrap().unwrap();
            renewed
        });
        end_what_is_over(&db, tomorrow).unwrap();
        let renewal = one(
            &app,
            &format!(
                "SELECT string_agg(state, ' ') FROM port_mappings WHERE public_port = {port} AND renews_id IS NOT NULL"
            ),
        );
        match (answers.status(), renewal.as_str()) {
            (303, "held") | (409 | 422, "") => assert_eq!(states(&app, &ticket), "to_remove"),
            other => panic!("round {round}: {other:?} {}", answers.text(".alert")),
        }
        assert_eq!(one(&app, TWICE), "0", "round {round}");
    }
    app.holds_together();
}

#[test]
fn an_end_and_the_renewals_resolution_at_once_lose_nothing() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let db = app.db();
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = opened(&app, &[&port], &day(&app, 60));
        ends_in(&app, &ticket, 1);
        let path = renew(&filer, &ticket).location();
        operator.post(&format!("{path}/accept"), &[]).is(303);
        just_over(&app, &ticket);
        let resolved = std::thread::scope(|scope| {
            let end = scope.spawn(|| end_what_is_over(&db, Utc::now()));
            let resolved = operator.post(&format!("{path}/resolve"), &[("text", "已续期")]);
            end.join().unwrap().unwrap();
            resolved
        });
        resolved.is(303);
        end_what_is_over(&db, Utc::now()).unwrap();
        // Whoever came first: the port is open once, and nothing is to be removed.
        assert_eq!(states(&app, &ticket), "renewed", "round {round}");
        assert_eq!(states(&app, path.trim_start_matches("/tickets/")), "active", "round {round}");
    }
    app.holds_together();
}

#[test]
fn of_two_renewals_at_once_one_has_the_port() {
    let app = TestApp::new();
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = opened(&app, &[&port], &day(&app, 60));
        ends_in(&app, &ticket, 5);
        let answers = at_once(|| try_to_renew(&filer, &ticket), || try_to_renew(&administrator, &ticket));
        let mut statuses = answers.each_ref().map(Page::status);
        statuses.sort_unstable();
        // Who comes later finds the form refused, or nothing to renew at all.
        assert!(statuses == [303, 422] || statuses == [303, 409], "round {round}: {statuses:?}");
        assert_eq!(one(&app, TWICE), "0", "round {round}");
    }
    app.holds_together();
}

#[test]
fn a_removal_and_the_renewals_resolution_at_once_never_remove_what_goes_on() {
    let app = TestApp::new();
    let (filer, operator, other) =
        (app.signed_in("yj.user"), app.signed_in("ops.engineer"), app.signed_in("ops.engineer2"));
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = opened(&app, &[&port], &day(&app, 60));
        ends_in(&app, &ticket, 1);
        let path = renew(&filer, &ticket).location();
        operator.post(&format!("{path}/accept"), &[]).is(303);
        just_over(&app, &ticket);
        end_what_is_over(&app.db(), Utc::now()).unwrap();
        let id = one(&app, &format!("SELECT min(id) FROM port_mappings WHERE public_port = {port}"));
        let answers = at_once(
            || operator.post(&format!("{path}/resolve"), &[("text", "已续期")]),
            || other.post("/network/removals/removed", &[("mapping", &id)]),
        );
        match (answers.each_ref().map(Page::status), states(&app, &ticket).as_str()) {
            ([303, 303], "removed") | ([303, 409], "renewed") => {}
            found => panic!("round {round}: {found:?}"),
        }
        assert_eq!(one(&app, TWICE), "0", "round {round}");
    }
    app.holds_together();
}

#[test]
fn of_an_early_cancellation_and_a_renewal_at_once_one_happens_and_the_other_is_told() {
    let app = TestApp::new();
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let port = (20_000 + round).to_string();
        let ticket = opened(&app, &[&port], &day(&app, 60));
        ends_in(&app, &ticket, 5);
        let cancel = format!("{}/cancel", entry(&app, &ticket));
        let form = filer.get(&format!("{FORM}?renew={ticket}")).is_ok();
        let answers = at_once(|| submit(&filer, &form), || administrator.post(&cancel, &[]));
        let statuses = answers.each_ref().map(Page::status);
        let held =
            one(&app, &format!("SELECT count(*) FROM port_mappings WHERE public_port = {port} AND state = 'held'"));
        match (statuses, states(&app, &ticket).as_str(), held.as_str()) {
            ([303, 409 | 422], "active", "1") | ([409 | 422, 303], "to_remove", "0") => {}
            found => panic!("round {round}: {found:?} {}", answers[0].text(".alert")),
        }
        assert_eq!(one(&app, TWICE), "0", "round {round}");
    }
    app.holds_together();
}
