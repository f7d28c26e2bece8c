//! Who may do what with an authorisation, and what follows.

use super::{
    Asked, PASSWORD, act, address, at_work, bring, fields, moment, newest, number_of, one, run, with_authorisation,
};
use crate::support::TestApp;

const STATES: [&str; 6] = ["asked", "granted", "refused", "expired", "revoked", "cancelled"];
const DEEDS: [&str; 6] = ["request", "grant", "refuse", "revoke", "cancel", "read"];

#[test]
fn every_deed_in_every_state_by_whom_it_belongs_to() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for state in STATES {
        // What is refused leaves it as it is, for the next one to try.
        let mut path = with_authorisation(&app, state);
        for deed in DEEDS {
            let who = if ["request", "cancel", "read"].contains(&deed) { &operator } else { &filer };
            let expected = match (state, deed) {
                ("asked", "request") => 409,
                (_, "request") | ("asked", "grant" | "refuse" | "cancel") | ("granted", "revoke") => 303,
                ("granted", "read") => 200,
                _ => 409,
            };
            let page = act(&app, who, &path, deed);
            assert_eq!(page.status(), expected, "{deed} what is {state}: {}", page.text(".alert.bad"));
            if expected == 303 {
                path = with_authorisation(&app, state);
            }
            assert_eq!(newest(&app), state, "after {deed}");
        }
    }
}

#[test]
fn every_deed_is_refused_to_everybody_else() {
    let app = TestApp::new();
    for (deed, state) in [
        ("request", "refused"),
        ("grant", "asked"),
        ("refuse", "asked"),
        ("cancel", "asked"),
        ("revoke", "granted"),
        ("read", "granted"),
    ] {
        let path = with_authorisation(&app, state);
        let theirs = if ["grant", "refuse", "revoke"].contains(&deed) { "yj.user" } else { "ops.engineer" };
        for (who, status) in [
            ("yj.user", 403),
            ("yj.colleague", 403),
            ("yj.admin", 403),
            ("ops.engineer", 403),
            ("ops.engineer2", 403),
            ("bigdata.admin", 403),
            ("wj.user", 404),
            ("ops.manager", 404),
            ("platform.admin", 404),
            ("auditor", 404),
        ] {
            if who == theirs {
                continue;
            }
            let page = act(&app, &app.signed_in(who), &path, deed);
            assert_eq!(page.status(), status, "{who}: {deed}");
            assert!(!page.source().contains(PASSWORD), "{who}: {deed}");
        }
        assert_eq!(newest(&app), state);
    }
}

#[test]
fn what_belongs_to_another_ticket_is_not_found_on_this_one() {
    let app = TestApp::new();
    let other = at_work(&app);
    with_authorisation(&app, "granted");
    act(&app, &app.signed_in("ops.engineer"), &other, "read").is_not_found();
    act(&app, &app.signed_in("yj.user"), &other, "revoke").is_not_found();
    app.signed_in("ops.engineer").post(&format!("{other}/authorisations/0/read"), &[]).is_not_found();
}

#[test]
fn buttons_are_those_that_would_be_let_through() {
    let app = TestApp::new();
    for (state, filers, assignees) in [
        ("asked", &["grant", "refuse"][..], &["cancel"][..]),
        ("granted", &["revoke"], &["read", "request"]),
        ("refused", &[], &["request"]),
    ] {
        let path = with_authorisation(&app, state);
        for (who, theirs) in
            [("yj.user", filers), ("ops.engineer", assignees), ("ops.engineer2", &[][..]), ("yj.colleague", &[])]
        {
            let page = app.signed_in(who).get(&path).is_ok();
            let offered: Vec<&str> = DEEDS
                .into_iter()
                .filter(|deed| page.has(&format!("#authorisations form[action$=\"/{deed}\"]")))
                .collect();
            let mut expected = theirs.to_vec();
            expected.sort_by_key(|deed| DEEDS.iter().position(|it| it == deed));
            assert_eq!(offered, expected, "{who}, {state}");
            let told = page.text(".alert.warn").contains("请在下方");
            assert_eq!(told, who == "yj.user" && state == "asked", "{who}, {state}");
            let seen = page.attribute("#authorisations [data-state]", "data-state");
            assert_eq!(seen.as_deref(), Some(state), "{who}");
        }
    }
}

#[test]
fn the_filer_and_the_assignee_are_told_each_in_their_language_and_without_secrets() {
    let app = TestApp::new();
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'ops.engineer'");
    let path = with_authorisation(&app, "revoked");
    let told = "SELECT string_agg(username || ' ' || (title ->> 'key'), ', ' ORDER BY m.id) FROM messages m
                JOIN users u ON u.id = recipient_id WHERE title ->> 'key' LIKE 'authorisation%'";
    assert_eq!(
        one(&app, told),
        "yj.user authorisation-told-asked, ops.engineer authorisation-told-granted, ops.engineer authorisation-told-revoked"
    );
    let mailed = "SELECT string_agg(u.username || ' ' || binding, ', ' ORDER BY m.id) FROM mails m
                  JOIN users u ON u.id = m.recipient_id WHERE m.title ->> 'key' LIKE 'authorisation%'";
    assert_eq!(one(&app, mailed), "yj.user true, ops.engineer false, ops.engineer false");
    let bell = app.signed_in("ops.engineer").get("/messages").text("main");
    assert!(bell.contains(&format!("Access for ticket {} was granted", number_of(&path))), "{bell}");
    let timeline = app.signed_in("yj.user").get(&path).text(".tl");
    for line in ["申请授权：主机登录", "同意授权：主机登录", "撤回授权：主机登录"] {
        assert!(timeline.contains(line), "{timeline}");
    }
    let audited = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE action LIKE '%Authorization'";
    assert_eq!(one(&app, audited), "requestAuthorization grantAuthorization revokeAuthorization");
}

#[test]
fn each_reading_is_audited_counted_and_shown_once() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "granted");
    let operator = app.signed_in("ops.engineer");
    for _ in 0..2 {
        let page = act(&app, &operator, &path, "read").is_ok();
        assert!(page.text("#authorisations").contains(PASSWORD));
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(!operator.get(&path).source().contains(PASSWORD));
    }
    let read = "SELECT string_agg(actor_name, ' ') FROM audit_entries WHERE action = 'readAuthorization'";
    assert_eq!(one(&app, read), "ops.engineer ops.engineer");
    let seen = app.signed_in("yj.user").get(&path).text("#authorisations");
    assert!(seen.contains("已查看 2 次"), "{seen}");
    assert!(app.signed_in("yj.colleague").get(&path).text("#authorisations").contains("10.20.6.31"));
    assert!(
        !app.signed_in("yj.colleague").get(&path).source().contains("tmp-ops"),
        "the account is between both sides"
    );
}

#[test]
fn nobody_reads_before_or_after_its_period_whatever_jobs_have_run() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "granted");
    let operator = app.signed_in("ops.engineer");
    run(&app, "UPDATE ticket_authorisations SET valid_from = now() + interval '1 hour'");
    assert!(act(&app, &operator, &path, "read").is(409).text(".alert.bad").contains("开始生效"));
    run(
        &app,
        "UPDATE ticket_authorisations SET valid_from = now() - interval '1 day', valid_until = now() - interval '1 second'",
    );
    assert!(act(&app, &operator, &path, "read").is(409).text(".alert.bad").contains("到期"));
    assert_eq!(newest(&app), "granted", "the job hasn't run");
    for _ in 0..2 {
        yunwu::tickets::authorisations::expire(&app.db()).unwrap();
    }
    assert_eq!(newest(&app), "expired");
    let ended = "SELECT string_agg(coalesce(actor_id::text, 'by itself'), ' ') FROM audit_entries
                 WHERE action = 'expireAuthorization'";
    assert_eq!(one(&app, ended), "by itself", "once");
    act(&app, &operator, &path, "read").is(409);
}

#[test]
fn after_a_ticket_goes_to_another_operator_that_one_alone_reads() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "granted");
    let (first, second) = (app.signed_in("ops.engineer"), app.signed_in("ops.engineer2"));
    let to = one(&app, "SELECT id FROM users WHERE username = 'ops.engineer2'");
    first.post(&format!("{path}/assign"), &[("assignee", &to)]).is(303);
    act(&app, &first, &path, "read").is_forbidden();
    assert!(act(&app, &second, &path, "read").is_ok().text("#authorisations").contains(PASSWORD));
    act(&app, &first, &path, "request").is_forbidden();
}

#[test]
fn who_asked_takes_it_back_even_without_the_ticket_and_so_does_who_has_it() {
    let app = TestApp::new();
    for who in ["ops.engineer", "ops.engineer2"] {
        let path = with_authorisation(&app, "asked");
        let to = one(&app, "SELECT id FROM users WHERE username = 'ops.engineer2'");
        app.signed_in("ops.engineer").post(&format!("{path}/assign"), &[("assignee", &to)]).is(303);
        act(&app, &app.signed_in(who), &path, "cancel").is(303);
        assert_eq!(newest(&app), "cancelled");
    }
}

#[test]
fn a_filer_is_asked_again_where_the_ticket_went_on_since_the_page() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "asked");
    let filer = app.signed_in("yj.user");
    let version = filer.get(&path).hidden_of("/grant").into_iter().find(|(name, _)| name == "version").unwrap().1;
    let to = one(&app, "SELECT id FROM users WHERE username = 'ops.engineer2'");
    app.signed_in("ops.engineer").post(&format!("{path}/assign"), &[("assignee", &to)]).is(303);
    let mut form = fields(&app, "grant");
    form.push(("version", version));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = filer.post(&address(&app, &path, "grant"), &form).is(409);
    assert!(page.text(".alert.bad").contains("转派"), "{}", page.text(".alert.bad"));
    assert_eq!(page.value("account"), "tmp-ops", "what was typed stays");
    assert!(!page.source().contains(PASSWORD));
    assert_eq!(newest(&app), "asked");
}

#[test]
fn a_form_sent_twice_is_done_once() {
    let app = TestApp::new();
    let path = at_work(&app);
    let operator = app.signed_in("ops.engineer");
    let mut form = fields(&app, "request");
    form.push(("submission", "7d7f2f0e-60f5-4f9e-9d3c-0e8f0c6f4c11".to_owned()));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for _ in 0..2 {
        assert_eq!(operator.post(&address(&app, &path, "request"), &form).location(), path);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_authorisations"), "1");
}

#[test]
fn only_tickets_at_work_ask_and_only_those_about_questions() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let path = at_work(&app);
    operator.post(&format!("{path}/resolve"), &[("text", "已恢复")]).is(303);
    assert!(act(&app, &operator, &path, "request").is(409).text(".alert.bad").contains("待评价"));
    let mapping = crate::access::Asked::good(&app, crate::access::INTERNET).filed(&app);
    operator.post(&format!("{mapping}/accept"), &[]).is(303);
    assert!(act(&app, &operator, &mapping, "request").is(409).text(".alert.bad").contains("只有咨询 / 报障工单"));
    assert!(!operator.get(&mapping).has("#authorisations"));
}

#[test]
fn what_waits_or_is_in_force_ends_with_its_ticket() {
    let closed = |app: &TestApp, path: &str| {
        app.signed_in("yj.user").post(&format!("{path}/close"), &[("text", "不需要了")]).is(303);
    };
    let returned = |app: &TestApp, path: &str| {
        app.signed_in("ops.engineer").post(&format!("{path}/return"), &[("text", "请补充")]).is(303);
    };
    let confirmed = |app: &TestApp, path: &str| {
        app.signed_in("ops.engineer").post(&format!("{path}/resolve"), &[("text", "已恢复")]).is(303);
        // Not at work any more, though it isn't over.
        let page = act(app, &app.signed_in("ops.engineer"), path, "read");
        assert_eq!(page.status(), 409);
        let marks = [("timeliness", "5"), ("result", "5"), ("text", "")];
        app.signed_in("yj.user").post(&format!("{path}/confirm"), &marks).is(303);
    };
    let timed_out = |app: &TestApp, path: &str| {
        app.signed_in("ops.engineer").post(&format!("{path}/resolve"), &[("text", "已恢复")]).is(303);
        let later = chrono::Utc::now() + chrono::TimeDelta::days(30);
        yunwu::tickets::commands::timed::complete_unanswered_at(&app.db(), later).unwrap();
    };
    let ends: [fn(&TestApp, &str); 4] = [closed, returned, confirmed, timed_out];
    for end in ends {
        for (state, becomes) in [("asked", "cancelled"), ("granted", "expired"), ("refused", "refused")] {
            let app = TestApp::new();
            let path = with_authorisation(&app, state);
            end(&app, &path);
            assert_eq!(newest(&app), becomes);
            assert_eq!(one(&app, "SELECT count(*) FROM ticket_authorisations WHERE sealed IS NOT NULL"), "0");
        }
    }
}

#[test]
fn the_database_keeps_a_password_while_granted_and_no_nonsense() {
    let app = TestApp::new();
    with_authorisation(&app, "granted");
    for broken in [
        "state = 'revoked', ended_at = now()",
        "sealed = NULL",
        "port = 0",
        "valid_until = valid_from",
        "valid_until = valid_from + interval '400 days'",
        "account = repeat('x', 65)",
        "state = 'lent'",
        "address = NULL",
        "ended_at = now()",
    ] {
        let refused = diesel::RunQueryDsl::execute(
            diesel::sql_query(format!("UPDATE ticket_authorisations SET {broken}")),
            &mut app.sql(),
        );
        assert!(refused.is_err(), "{broken}");
    }
}

#[test]
fn the_check_names_what_should_not_be() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "granted");
    let files = yunwu::attachments::Files::of(app.settings());
    let broken = || -> Vec<&'static str> {
        let findings = yunwu::check::run(&app.db(), &files).unwrap();
        findings
            .into_iter()
            .filter(|it| it.broken_by.contains(&number_of(&path).to_owned()))
            .map(|it| it.what)
            .collect()
    };
    assert_eq!(broken(), [""; 0]);
    run(
        &app,
        "UPDATE ticket_authorisations SET valid_from = now() - interval '3 days', valid_until = now() - interval '2 hours'",
    );
    assert_eq!(broken().len(), 1);
    run(&app, "UPDATE tickets SET state = 'closed', clock_since = NULL, due_at = NULL;");
    assert!(broken().len() >= 2);
}

#[test]
fn several_may_be_granted_one_after_the_other() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "granted");
    bring(&app, &path, "granted");
    assert_eq!(one(&app, "SELECT count(*) FROM ticket_authorisations WHERE state = 'granted'"), "2");
    let until = moment(&app, 240).replace('T', " ");
    assert!(app.signed_in("yj.user").get(&path).text("#authorisations").contains(&until));
    assert!(Asked::good(&app).press(&app.signed_in("yj.user"), "save").status() == 303);
}

#[test]
fn what_is_asked_waits_on_its_filers_dashboard_until_they_answer() {
    let app = TestApp::new();
    let path = with_authorisation(&app, "asked");
    let filer = app.signed_in("yj.user");
    let is_in =
        |card: &str| filer.get("/").is_ok().text(&format!("section.card:{card} .tasks")).contains(number_of(&path));
    assert!(is_in("first-of-type") && !is_in("nth-of-type(2)"));
    act(&app, &filer, &path, "refuse").is(303);
    assert!(!is_in("first-of-type") && is_in("nth-of-type(2)"));
}
