//! Access that several want at once, that ends or is removed while somebody prolongs it.

use chrono::{TimeDelta, Utc};
use yunwu::network::commands::timed::end_what_is_over;

use crate::support::{Browser, Page, TestApp, rounds};

use super::{Asked, EXTRANET, INTERNET, TENANT, day, number_of, one, resolve, run, states};

/// Of each round its own, so that rounds don't meet.
fn asked(app: &TestApp, round: usize) -> Asked {
    Asked::good(app, INTERNET).with("destinations", &format!("n{round}.example.com")).until(&day(app, 60))
}

/// Open, with that many days to go.
fn opened(app: &TestApp, filer: &Browser, round: usize, days: i64) -> String {
    let path = asked(app, round).submit(filer).location();
    resolve(app, &path, "").is(303);
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
    set_period(
        app,
        &path,
        &format!("((now() AT TIME ZONE 'Asia/Shanghai')::date + {days} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'"),
    );
    path
}

/// As if it had been opened 200 days ago, to end then.
fn set_period(app: &TestApp, path: &str, ends: &str) {
    run(
        app,
        &format!(
            "UPDATE access_policies SET opened_at = now() - interval '200 days', valid = tstzrange(now() - interval '200 days', {ends})
             WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{}')",
            number_of(path)
        ),
    );
}

/// Its period is over a second ago, and its renewal's has begun; it isn't ended yet.
fn just_over(app: &TestApp, path: &str) {
    set_period(app, path, "now() - interval '1 second'");
    run(
        app,
        "UPDATE access_policies new SET valid = tstzrange(upper(old.valid), upper(new.valid))
         FROM access_policies old WHERE old.id = new.renews_id AND new.state = 'held' AND old.state = 'active'",
    );
}

/// A renewal as its form proposes it, or the page that says there is nothing to renew.
fn renew(filer: &Browser, path: &str) -> Page {
    let form = filer.get(&format!("{INTERNET}?renew={}", number_of(path)));
    if form.status() != 200 {
        return form;
    }
    let filled = form.filled(INTERNET);
    let typed = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = typed.filter(|(name, _)| *name != "action").chain([("action", "submit")]).collect();
    filer.post(INTERNET, &fields)
}

fn at_once<const N: usize>(deeds: [&(dyn Fn() -> u16 + Sync); N]) -> [u16; N] {
    std::thread::scope(|scope| deeds.map(|deed| scope.spawn(deed)).map(|deed| deed.join().expect("an answer")))
}

fn sorted<const N: usize>(mut statuses: [u16; N]) -> [u16; N] {
    statuses.sort_unstable();
    statuses
}

/// The live claims to the access of one round.
fn claims(app: &TestApp, round: usize) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(state, ' ' ORDER BY id) FROM access_policies
             WHERE destinations = 'n{round}.example.com' AND state IN ('held', 'active', 'to_remove')"
        ),
    )
}

#[test]
fn of_two_who_ask_for_the_same_at_once_one_wins() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (filer, other) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let (first, second) = (asked(&app, round), asked(&app, round).with("validity", "unlimited"));
        let statuses = at_once([&|| first.submit(&filer).status(), &|| second.submit(&other).status()]);
        assert_eq!(sorted(statuses), [303, 422], "round {round}");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM tickets WHERE state <> 'pending'"), "0", "the loser left no half");
    app.holds_together();
}

#[test]
fn of_two_who_ask_for_what_overlaps_at_once_one_is_told_of_the_other() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (filer, other) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let net = format!("59.{round}.8");
        let ask = |from: &str, to: [u8; 2], ports: &str| {
            let to = to.map(|host| format!("{net}.{host}")).join(";");
            Asked::good(&app, EXTRANET).with("source_ips", from).with("target_ips", &to).with("tcp_ports", ports)
        };
        let (wide, narrow) =
            (ask("10.20.6.31;10.20.6.32", [1, 2], "443;8000-8010"), ask("10.20.6.32", [2, 3], "8000-8010"));
        let pages = std::thread::scope(|scope| {
            let tries = [scope.spawn(|| wide.submit(&filer)), scope.spawn(|| narrow.submit(&other))];
            tries.map(|page| page.join().expect("an answer"))
        });
        assert_eq!(sorted(pages.each_ref().map(Page::status)), [303, 422], "round {round}");
        let loser = pages.iter().find(|page| page.status() == 422).expect("a loser");
        let winner = pages.iter().find(|page| page.status() == 303).expect("a winner").location();
        assert!(loser.errors_at("target_ips").contains(number_of(&winner)), "{}", loser.errors_at("target_ips"));
        // What doesn't overlap stands in nobody's way.
        let beside = ask("10.20.6.31", [1, 2], "9000");
        assert_eq!(beside.submit(&other).status(), 303, "round {round}");
    }
    app.holds_together();
}

#[test]
fn two_departments_that_ask_for_the_same_at_once_both_have_it() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (filer, other) = (app.signed_in("yj.user"), app.signed_in("wj.user"));
    let theirs = one(&app, "SELECT id FROM applications WHERE name = '预约挂号平台'");
    for round in 0..rounds() {
        let both = Asked::good(&app, TENANT)
            .with("destination_ips", "10.20.8.12")
            .with("destination_tenant", "湖北省卫生健康委员会")
            .with("tcp_ports", &(20_000 + round).to_string());
        let from_there = both.clone().with("application", &theirs);
        let paths = std::thread::scope(|scope| {
            let tries = [scope.spawn(|| both.submit(&filer)), scope.spawn(|| from_there.submit(&other))];
            tries.map(|page| page.join().expect("an answer").location())
        });
        let operators = ["ops.engineer", "ops.engineer2"].map(|name| app.signed_in(name));
        let resolve = |nth: usize| {
            operators[nth].post(&format!("{}/accept", paths[nth]), &[]).is(303);
            operators[nth].post(&format!("{}/resolve", paths[nth]), &[("text", "已放通")]).status()
        };
        assert_eq!(at_once([&|| resolve(0), &|| resolve(1)]), [303, 303], "round {round}");
        assert_eq!(paths.each_ref().map(|path| states(&app, path)), ["active", "active"]);
    }
    app.holds_together();
}

#[test]
fn an_end_and_the_renewals_submission_at_once_leave_one_claim() {
    let app = TestApp::new();
    let (filer, db) = (app.signed_in("yj.user"), app.db());
    for round in 0..rounds() {
        let path = opened(&app, &filer, round, 0);
        // As the job will see it; to who renews, the period still runs.
        let tomorrow = Utc::now() + TimeDelta::days(1);
        let end = || end_what_is_over(&db, tomorrow).map_or(500, |()| 200);
        let statuses = at_once([&|| renew(&filer, &path).status(), &end]);
        end_what_is_over(&db, tomorrow).unwrap();
        match (statuses, claims(&app, round).as_str()) {
            ([303, 200], "to_remove held") | ([409 | 422, 200], "to_remove") => {}
            found => panic!("round {round}: {found:?}"),
        }
    }
    app.holds_together();
}

#[test]
fn an_end_and_the_renewals_resolution_at_once_lose_nothing() {
    let app = TestApp::new();
    let (filer, operator, db) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"), app.db());
    for round in 0..rounds() {
        let path = opened(&app, &filer, round, 1);
        let next = renew(&filer, &path).location();
        operator.post(&format!("{next}/accept"), &[]).is(303);
        just_over(&app, &path);
        let resolve = || operator.post(&format!("{next}/resolve"), &[("text", "已续期")]).status();
        let end = || end_what_is_over(&db, Utc::now()).map_or(500, |()| 200);
        assert_eq!(at_once([&resolve, &end]), [303, 200], "round {round}");
        end_what_is_over(&db, Utc::now()).unwrap();
        assert_eq!(
            (states(&app, &path).as_str(), states(&app, &next).as_str()),
            ("renewed", "active"),
            "round {round}"
        );
    }
    app.holds_together();
}

#[test]
fn of_two_renewals_at_once_one_is_the_successor() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    for round in 0..rounds() {
        let path = opened(&app, &filer, round, 5);
        let statuses = at_once([&|| renew(&filer, &path).status(), &|| renew(&administrator, &path).status()]);
        let statuses = sorted(statuses);
        assert!(statuses == [303, 422] || statuses == [303, 409], "round {round}: {statuses:?}");
        assert_eq!(claims(&app, round), "active held", "round {round}");
    }
    app.holds_together();
}

#[test]
fn a_removal_and_the_renewals_resolution_at_once_never_remove_what_goes_on() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let [operator, other] = ["ops.engineer", "ops.engineer2"].map(|name| app.signed_in(name));
    for round in 0..rounds() {
        let path = opened(&app, &filer, round, 1);
        let next = renew(&filer, &path).location();
        operator.post(&format!("{next}/accept"), &[]).is(303);
        just_over(&app, &path);
        end_what_is_over(&app.db(), Utc::now()).unwrap();
        let id = one(&app, &format!("SELECT min(id) FROM access_policies WHERE destinations = 'n{round}.example.com'"));
        let resolve = || operator.post(&format!("{next}/resolve"), &[("text", "已续期")]).status();
        let remove = || other.post("/network/removals/removed", &[("mapping", &id)]).status();
        match (at_once([&resolve, &remove]), states(&app, &path).as_str()) {
            ([303, 303], "removed") | ([303, 409], "renewed") => {}
            found => panic!("round {round}: {found:?}"),
        }
        assert_eq!(states(&app, &next), "active", "round {round}");
    }
    app.holds_together();
}

#[test]
fn a_renewal_and_a_colleagues_claim_at_the_end_leave_one_of_both() {
    let app = TestApp::with(|settings| settings.workers = 2);
    let (filer, colleague, operator) =
        (app.signed_in("yj.user"), app.signed_in("yj.admin"), app.signed_in("ops.engineer"));
    let db = app.db();
    for round in 0..rounds() {
        let path = opened(&app, &filer, round, 0);
        let id = one(&app, &format!("SELECT min(id) FROM access_policies WHERE destinations = 'n{round}.example.com'"));
        let claim = asked(&app, round);
        // Ended and taken from the gateway while one prolongs it and another asks for it anew.
        let end = || {
            end_what_is_over(&db, Utc::now() + TimeDelta::days(1)).expect("an end");
            operator.post("/network/removals/removed", &[("mapping", &id)]).status()
        };
        let deeds: [&(dyn Fn() -> u16 + Sync); 3] =
            [&|| renew(&filer, &path).status(), &|| claim.submit(&colleague).status(), &end];
        let [renewed, claimed, removed] = at_once(deeds);
        assert!([303, 409].contains(&removed), "round {round}: {removed}");
        assert!(
            [303, 409, 422].contains(&renewed) && [303, 422].contains(&claimed),
            "round {round}: {renewed} {claimed}"
        );
        assert!((renewed, claimed) != (303, 303), "round {round}");
        let live = claims(&app, round);
        let expected = usize::from(renewed == 303) + usize::from(claimed == 303) + usize::from(removed != 303);
        assert_eq!(live.split_whitespace().count(), expected, "round {round}: {renewed} {claimed} {removed}: {live}");
    }
    app.holds_together();
}
