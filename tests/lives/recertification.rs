//! The yearly word on what has no end.

use chrono::{TimeDelta, Utc};
use yunwu::network::commands::timed::ask_for_recertification;

use super::{at_once, day, mailed, one, opened, run, states, told};
use crate::support::TestApp;

const ASKED: &str = "network-told-recertify";
const PAGE: &str = "/network/recertification";

fn ask(app: &TestApp, in_days: i64) {
    ask_for_recertification(&app.db(), Utc::now() + TimeDelta::days(in_days)).unwrap();
}

fn older(app: &TestApp, ticket: &str, days: i64) {
    run(
        app,
        &format!(
            "UPDATE port_mappings SET opened_at = now() - interval '{days} days'
             WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{ticket}')"
        ),
    );
}

fn id(app: &TestApp, port: &str) -> String {
    one(app, &format!("SELECT id FROM port_mappings WHERE public_port = {port}"))
}

#[test]
fn one_is_asked_after_a_year_once_and_again_every_thirty_days() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], "");
    opened(&app, &["9500"], &day(&app, 60));
    older(&app, &ticket, 364);
    ask(&app, 0);
    assert_eq!(told(&app, ASKED), "");
    older(&app, &ticket, 366);
    for in_days in [0, 0, 1, 29] {
        ask(&app, in_days);
        assert_eq!(told(&app, ASKED), "yj.user", "{in_days}");
    }
    ask(&app, 30);
    ask(&app, 31);
    assert_eq!(told(&app, ASKED), "yj.user yj.user");
    assert_eq!(mailed(&app, ASKED), "yj.user@demo.example yj.user@demo.example");
}

#[test]
fn two_processes_ask_once() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    older(&app, &ticket, 400);
    let (one_db, other_db) = (app.db(), app.db());
    at_once(
        || ask_for_recertification(&one_db, Utc::now()).unwrap(),
        || ask_for_recertification(&other_db, Utc::now()).unwrap(),
    );
    assert_eq!(told(&app, ASKED), "yj.user");
}

#[test]
fn what_is_still_needed_stays_for_another_year() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    older(&app, &ticket, 400);
    ask(&app, 0);
    let filer = app.signed_in("yj.user");
    let page = filer.get(PAGE).is_ok();
    assert!(page.text("tbody").contains("203.0.113.18:9443") && page.text("tbody").contains("未确认过"));
    assert!(filer.get("/").has(&format!("main a[href='{PAGE}']")));
    assert!(filer.get(&format!("/tickets/{ticket}")).text(".mapping").contains("待年度确认"));
    let kept = filer.post(&format!("/network/mappings/{}/recertify", id(&app, "9443")), &[]);
    let page = filer.follow(&kept).is_ok();
    assert!(page.text(".flash").contains("已确认仍需要") && !page.has("tbody"));
    let who = "SELECT username FROM port_mappings JOIN users ON users.id = recertified_by_id";
    assert_eq!((one(&app, who).as_str(), states(&app, &ticket).as_str()), ("yj.user", "active"));
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'recertifyMapping'"), "1");
    for seen in [format!("/tickets/{ticket}"), "/network/internet-ips/203.0.113.18".to_owned()] {
        let said = filer.get(&seen).is_ok().text("main");
        assert!(said.contains("确认仍需要") && !said.contains("待年度确认"), "{said}");
    }
    ask(&app, 300);
    assert_eq!(told(&app, ASKED), "yj.user", "asked once a year");
    ask(&app, 366);
    assert_eq!(told(&app, ASKED), "yj.user yj.user");
}

#[test]
fn what_is_not_needed_is_cancelled_and_removed() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], "");
    older(&app, &ticket, 400);
    let filer = app.signed_in("yj.user");
    let given_up = filer.post(&format!("/network/mappings/{}/give-up", id(&app, "9443")), &[]);
    assert!(filer.follow(&given_up).text("tbody").contains("9444"));
    assert_eq!(states(&app, &ticket), "to_remove active");
    assert_eq!(told(&app, "network-told-to-remove"), "ops.engineer ops.engineer2");
    let work = app.signed_in("ops.engineer").get("/network/removals").is_ok().text("tbody");
    assert!(work.contains("9443") && work.contains("单位确认不再需要") && !work.contains("9444"), "{work}");
}

#[test]
fn of_two_answers_at_once_one_counts_and_the_other_is_told() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    older(&app, &ticket, 400);
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("yj.admin"));
    let path = format!("/network/mappings/{}", id(&app, "9443"));
    let answers = at_once(
        || filer.post(&format!("{path}/recertify"), &[]),
        || administrator.post(&format!("{path}/give-up"), &[]),
    );
    let loser = answers.iter().find(|answer| answer.status() == 409).expect("one is told");
    match states(&app, &ticket).as_str() {
        "active" => assert!(loser.text("main").contains("陈静已于"), "{}", loser.text("main")),
        "to_remove" => assert!(loser.text("main").contains("待拆除"), "{}", loser.text("main")),
        other => panic!("{other}"),
    }
    assert!(answers.iter().any(|answer| answer.status() == 303));
}

#[test]
fn only_the_department_answers_and_only_when_asked() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    let path = format!("/network/mappings/{}", id(&app, "9443"));
    for answer in ["recertify", "give-up"] {
        app.signed_in("yj.user").post(&format!("{path}/{answer}"), &[]).is(409);
    }
    older(&app, &ticket, 400);
    for answer in ["recertify", "give-up"] {
        app.signed_in("wj.user").post(&format!("{path}/{answer}"), &[]).is_not_found();
        app.signed_in("ops.engineer").post(&format!("{path}/{answer}"), &[]).is_forbidden();
        // A unit's mappings are its own matter: the department above sees them, and no more.
        app.signed_in("yj.user").post(&format!("/network/mappings/999999/{answer}"), &[]).is_not_found();
    }
    app.signed_in("ops.engineer").get(PAGE).is_forbidden();
    assert!(!app.signed_in("wj.admin").get(PAGE).is_ok().has("tbody"));
    assert!(app.signed_in("yj.colleague").get(PAGE).is_ok().has("tbody"));
    app.signed_in("yj.admin").post(&format!("{path}/recertify"), &[]).is(303);
}

#[test]
fn when_the_filer_has_left_the_department_is_asked() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], "");
    older(&app, &ticket, 400);
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.user'");
    ask(&app, 0);
    assert_eq!(told(&app, ASKED), "yj.admin");
}
