//! Reminders, ends, and the operators' work of removing.

use chrono::{TimeDelta, Utc};
use yunwu::{
    attachments::Files,
    check,
    network::commands::timed::{end_what_is_over, remind_of_ends},
};

use super::{at_once, day, ends_in, fields, mailed, one, opened, resolve, run, states, told};
use crate::support::TestApp;

const SOON: &str = "network-told-ends-soon";
const ENDED: &str = "network-told-ended";
const REMOVE: &str = "network-told-to-remove";

fn remind(app: &TestApp) {
    remind_of_ends(&app.db(), Utc::now()).unwrap();
}

fn end(app: &TestApp) {
    end_what_is_over(&app.db(), Utc::now()).unwrap();
}

#[test]
fn filer_and_operators_hear_of_an_end_once_at_each_threshold() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    for (days, messages) in [(31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (2, 2), (1, 3), (0, 3)] {
        ends_in(&app, &ticket, days);
        remind(&app);
        remind(&app);
        assert_eq!(told(&app, SOON), sorted(messages), "{days}");
    }
    assert_eq!(mailed(&app, SOON), ["yj.user@demo.example"; 3].join(" "));
    let said = "SELECT string_agg(after ->> 'days', ' ' ORDER BY id) FROM audit_entries WHERE action = 'remindMapping'";
    assert_eq!(one(&app, said), "30 7 1");
}

/// Every operator and the filer, so many times.
fn sorted(times: usize) -> String {
    ["ops.engineer", "ops.engineer2", "yj.user"]
        .iter()
        .flat_map(|name| vec![*name; times])
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn mappings_of_a_ticket_that_end_together_make_one_message() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444", "9445"], &day(&app, 60));
    ends_in(&app, &ticket, 7);
    remind(&app);
    assert_eq!(told(&app, SOON), sorted(1));
    let filer = app.signed_in("yj.user");
    let id =
        one(&app, "SELECT max(m.id) FROM messages m JOIN users u ON u.id = recipient_id WHERE username = 'yj.user'");
    let message = filer.get(&format!("/messages/{id}")).is_ok();
    let said = message.text("main");
    assert!(said.contains(&format!("工单 {ticket} 的端口映射 7 天后到期")), "{said}");
    for port in ["203.0.113.18:9443/TCP", "203.0.113.18:9444/TCP", "203.0.113.18:9445/TCP"] {
        assert!(said.contains(port), "{said}");
    }
    assert!(message.has(&format!("a.btn.pri[href='/tickets/new/internet-mapping?renew={ticket}']")));
    assert!(message.has(&format!("aside a[href='/tickets/{ticket}']")), "{}", message.text("aside"));
}

#[test]
fn what_is_opened_late_is_reminded_of_by_the_nearest_alone() {
    let app = TestApp::new();
    opened(&app, &["9443"], &day(&app, 20));
    opened(&app, &["9444"], &day(&app, 3));
    remind(&app);
    assert_eq!(told(&app, SOON), "", "both moments were over when the ports were opened");
    remind_of_ends(&app.db(), Utc::now() + TimeDelta::days(13)).unwrap();
    assert_eq!(told(&app, SOON), sorted(1));
}

#[test]
fn jobs_in_two_processes_at_once_tell_once() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], &day(&app, 60));
    ends_in(&app, &ticket, 7);
    let (one_db, other_db) = (app.db(), app.db());
    at_once(|| remind_of_ends(&one_db, Utc::now()).unwrap(), || remind_of_ends(&other_db, Utc::now()).unwrap());
    assert_eq!(told(&app, SOON), sorted(1));
    ends_in(&app, &ticket, -1);
    at_once(|| end_what_is_over(&one_db, Utc::now()).unwrap(), || end_what_is_over(&other_db, Utc::now()).unwrap());
    assert_eq!((told(&app, ENDED).as_str(), told(&app, REMOVE).as_str()), ("yj.user", "ops.engineer ops.engineer2"));
}

#[test]
fn one_bad_row_does_not_stop_the_others() {
    let app = TestApp::new();
    let (stuck, next) = (opened(&app, &["9443"], &day(&app, 60)), opened(&app, &["9444"], &day(&app, 60)));
    run(&app, "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$");
    let trigger = "CREATE TRIGGER stuck BEFORE UPDATE ON port_mappings FOR EACH ROW";
    for days in [7, -1] {
        ends_in(&app, &stuck, days);
        ends_in(&app, &next, days);
        run(&app, &format!("{trigger} WHEN (OLD.public_port = 9443) EXECUTE FUNCTION refuse()"));
        remind(&app);
        end(&app);
        run(&app, "DROP TRIGGER stuck ON port_mappings");
    }
    assert_eq!((states(&app, &stuck).as_str(), states(&app, &next).as_str()), ("active", "to_remove"));
    assert_eq!((told(&app, SOON), told(&app, ENDED).as_str()), (sorted(1), "yj.user"));
}

#[test]
fn at_the_end_the_mapping_is_cancelled_and_keeps_its_port_until_it_is_removed() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 0);
    end(&app);
    assert_eq!(states(&app, &ticket), "active", "the last day is a day of it");
    ends_in(&app, &ticket, -1);
    end(&app);
    end(&app);
    assert_eq!(states(&app, &ticket), "to_remove");
    assert_eq!((told(&app, ENDED).as_str(), mailed(&app, ENDED).as_str()), ("yj.user", "yj.user@demo.example"));
    assert_eq!((told(&app, REMOVE).as_str(), mailed(&app, REMOVE).as_str()), ("ops.engineer ops.engineer2", ""));
    assert_eq!(
        one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'endMapping' AND actor_name = 'system'"),
        "1"
    );

    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let page = filer.get(&format!("/tickets/{ticket}")).is_ok();
    assert!(page.text(".mapping").contains("待拆除"), "{}", page.text(".mapping"));
    assert!(page.text(".tl").contains("取消了 203.0.113.18:9443/TCP，待拆除（使用期限已到）"), "{}", page.text(".tl"));
    let application = super::application(&app);
    let again = filer.post(super::FORM, &fields(&application, &["9443"], "")).is_refused_at("public_port-1");
    assert!(again.errors_at("public_port-1").contains(&ticket));

    let work = operator.get("/network/removals").is_ok();
    assert!(work.text("tbody").contains("203.0.113.18:9443"), "{}", work.text("main"));
    assert!(
        work.text("#to-remove-mapping-script")
            .contains("delete element ip yunwu mappings { 203.0.113.18 . tcp . 9443 }")
    );
    let csv = operator.get("/network/removals.csv").is_ok().source();
    assert!(csv.contains(&ticket) && csv.contains("端口映射,203.0.113.18:9443,,10.20.6.31:8443,,TCP"), "{csv}");
    assert_eq!(work.value("mapping"), "", "nothing is ticked beforehand");
    let id = one(&app, "SELECT id FROM port_mappings WHERE public_port = 9443");
    let done = operator.follow(&operator.post("/network/removals/removed", &[("mapping", &id)])).is_ok();
    assert!(done.text(".flash").contains("已标记为拆除") && !done.text("main").contains("9443"));
    assert_eq!(states(&app, &ticket), "removed");
    assert!(filer.get(&format!("/tickets/{ticket}")).text(".mapping").contains("已拆除"));
    filer.post(super::FORM, &fields(&application, &["9443"], "")).is(303);
}

#[test]
fn closing_a_ticket_that_was_opened_makes_the_same_work() {
    let app = TestApp::new();
    let application = super::application(&app);
    let filer = app.signed_in("yj.user");
    let path = filer.post(super::FORM, &fields(&application, &["9443", "9444"], "")).location();
    resolve(&app, &path);
    filer.post(&format!("{path}/reopen"), &[("text", "不再使用")]).is(303);
    filer.post(&format!("{path}/close"), &[("text", "请拆除")]).is(303);
    assert_eq!(states(&app, path.trim_start_matches("/tickets/")), "to_remove to_remove");
    assert_eq!(told(&app, REMOVE), "ops.engineer ops.engineer2");
    assert_eq!(told(&app, ENDED), "", "who closes it knows");
    let work = app.signed_in("ops.engineer").get("/network/removals").is_ok().text("tbody");
    assert!(work.contains("203.0.113.18:9443") && work.contains("203.0.113.18:9444") && work.contains("工单已关闭"));
}

#[test]
fn of_two_operators_who_mark_a_removal_at_once_one_wins_and_the_other_is_told() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], &day(&app, 60));
    ends_in(&app, &ticket, -1);
    end(&app);
    let ids: Vec<String> = ["9443", "9444"]
        .map(|port| one(&app, &format!("SELECT id FROM port_mappings WHERE public_port = {port}")))
        .to_vec();
    let both = [app.signed_in("ops.engineer"), app.signed_in("ops.engineer2")];
    let ticked = [("mapping", ids[1].as_str()), ("mapping", ids[0].as_str())];
    let [one_page, other] = both.each_ref();
    let answers = at_once(
        || one_page.post("/network/removals/removed", &ticked),
        || other.post("/network/removals/removed", &ticked),
    );
    let mut statuses = answers.each_ref().map(crate::support::Page::status);
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let loser = answers.iter().find(|answer| answer.status() == 409).unwrap();
    assert!(loser.text(".alert.bad").contains("标记为已拆除"), "{}", loser.text(".alert.bad"));
    assert_eq!(states(&app, &ticket), "removed removed");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'removeMapping'"), "2");
}

#[test]
fn removing_is_the_operators_work_alone_and_needs_something_ticked() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    let id = one(&app, "SELECT id FROM port_mappings");
    for username in ["yj.user", "ops.manager", "platform.admin"] {
        let browser = app.signed_in(username);
        browser.get("/network/removals").is_forbidden();
        browser.get("/network/removals.csv").is_forbidden();
        browser.post("/network/removals/removed", &[("mapping", &id)]).is_forbidden();
    }
    let operator = app.signed_in("ops.engineer");
    assert!(operator.get("/network/removals").is_ok().text("main").contains("没有待拆除的端口"));
    operator.post("/network/removals/removed", &[("mapping", &id)]).is(409);
    operator.post("/network/removals/removed", &[("mapping", "999999")]).is_not_found();
    ends_in(&app, &ticket, -1);
    end(&app);
    operator.post("/network/removals/removed", &[]).is_refused_at("mapping");
    let found = |q: &str| operator.get(&format!("/network/removals?q={q}")).is_ok().text("tbody");
    for q in ["203.0.113.18", "9443", "10.20.6.31", ticket.as_str()] {
        assert!(found(q).contains("9443"), "{q}");
    }
    assert_eq!(found("203.0.113.99"), "");
}

#[test]
fn the_check_names_what_should_have_ended() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    let files = Files::new(app.data().join("files"));
    let broken = || -> Vec<String> {
        let findings = check::run(&app.db(), &files).unwrap().into_iter();
        findings.filter(|it| it.what.contains("past its end")).flat_map(|it| it.broken_by).collect()
    };
    ends_in(&app, &ticket, -1);
    assert!(broken().is_empty(), "the job has its day");
    ends_in(&app, &ticket, -3);
    assert_eq!(broken(), ["203.0.113.18:9443 10.20.6.31:8443"]);
    end(&app);
    assert!(broken().is_empty());
}

#[test]
fn when_the_filer_has_left_the_department_is_told_instead() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.user'");
    ends_in(&app, &ticket, 1);
    remind(&app);
    assert_eq!(told(&app, SOON), "ops.engineer ops.engineer2 yj.admin");
    assert_eq!(mailed(&app, SOON), "yj.admin@demo.example");
    // Nobody is left who could answer: an administrator must find somebody.
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'yj.admin'");
    ends_in(&app, &ticket, -1);
    end(&app);
    assert_eq!(told(&app, ENDED), "platform.admin security.admin");
}
