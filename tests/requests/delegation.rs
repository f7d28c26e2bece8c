//! Deciding for somebody who is away.

use chrono::{Days, NaiveDate, Utc};

use super::{Asked, act, filed, number_of, one, run, state, user};
use crate::support::{Browser, Page, TestApp};

const PAGE: &str = "/approvals/delegation";

fn day(ahead: i64) -> NaiveDate {
    let today = yunwu::calendar::date_of(Utc::now());
    match u64::try_from(ahead) {
        Ok(days) => today + Days::new(days),
        Err(_) => today - Days::new(ahead.unsigned_abs()),
    }
}

fn name(app: &TestApp, browser: &Browser, delegate: &str, first: i64, last: i64) -> Page {
    let (delegate, first, last) = (user(app, delegate), day(first).to_string(), day(last).to_string());
    browser.post(PAGE, &[("delegate", &delegate), ("first_day", &first), ("last_day", &last)])
}

/// Whatever the form would say to it.
fn stands_in(app: &TestApp, delegator: &str, delegate: &str, first: i64, last: i64) {
    let (delegator, delegate) = (user(app, delegator), user(app, delegate));
    run(
        app,
        &format!(
            "INSERT INTO approval_delegations (delegator_id, delegate_id, first_day, last_day, created_at)
             VALUES ({delegator}, {delegate}, '{}', '{}', now())",
            day(first),
            day(last)
        ),
    );
}

fn called(app: &TestApp, username: &str) -> String {
    one(app, &format!("SELECT display_name FROM users WHERE username = '{username}'"))
}

/// A request that waits for 省大数据局.
fn before_the_bureau(app: &TestApp) -> String {
    let path = filed(app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    path
}

fn told(app: &TestApp, title: &str) -> String {
    let messages = format!(
        "SELECT coalesce(string_agg(u.username, ' ' ORDER BY u.username), '')
         FROM messages m JOIN users u ON u.id = m.recipient_id WHERE m.title ->> 'key' = '{title}'"
    );
    one(app, &messages)
}

#[test]
fn a_delegate_decides_in_the_delegators_place_and_both_names_are_noted_everywhere() {
    let app = TestApp::new();
    let path = before_the_bureau(&app);
    app.signed_in("bigdata.user").get("/approvals").is_forbidden();
    let bureau = app.signed_in("bigdata.admin");
    name(&app, &bureau, "bigdata.user", 0, 0).is(303);
    assert_eq!(told(&app, "delegation-told-delegator-named"), "bigdata.admin");
    assert_eq!(told(&app, "delegation-told-delegate-named"), "bigdata.user");
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE title ->> 'key' LIKE 'delegation-told-%'"), "2");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'nameDelegate'"), "1");

    let delegate = app.signed_in("bigdata.user");
    let both = format!("{}（代{}）", called(&app, "bigdata.user"), called(&app, "bigdata.admin"));
    let list = delegate.get("/approvals").is_ok();
    assert!(
        list.has(&format!("a[href='{path}']")) && list.text("#standing-in").contains(&called(&app, "bigdata.admin"))
    );
    assert_eq!(list.text("nav a[href='/approvals'] b"), "1");
    let page = delegate.get(&path).is_ok();
    assert!(page.has("form[action$='/approve']") && page.text("#decides-as").contains(&both), "{}", page.text("aside"));
    act(&delegate, &path, "approve", "同意").is(303);
    assert_eq!(state(&app, &path), "delivering");
    let decided =
        "SELECT u.username || ' ' || p.username FROM request_decisions d JOIN users u ON u.id = d.decided_by_id
                   JOIN users p ON p.id = d.decided_for_id";
    assert_eq!(one(&app, decided), "bigdata.user bigdata.admin");
    let filer = app.signed_in("yj.user");
    assert!(filer.get(&path).text("aside").contains(&both), "{}", filer.get(&path).text("aside"));
    let audited =
        "SELECT after ->> 'in_place_of' FROM audit_entries WHERE action = 'approveRequest' ORDER BY id DESC LIMIT 1";
    assert_eq!(one(&app, audited), "bigdata.admin");
    let message = one(
        &app,
        "SELECT m.id FROM messages m JOIN users u ON u.id = m.recipient_id
        WHERE u.username = 'yj.user' AND title ->> 'key' = 'request-told-approved' ORDER BY m.id DESC LIMIT 1",
    );
    assert!(filer.get(&format!("/messages/{message}")).text("main").contains(&both));
    assert_eq!(told(&app, "request-told-decided-for-you"), "bigdata.admin");
    filer.post("/me/language", &[("language", "en"), ("next", "/")]).is(303);
    assert!(filer.get(&path).text("aside").contains(&format!("(for {})", called(&app, "bigdata.admin"))));
    app.holds_together();
}

#[test]
fn a_rejection_names_both_and_many_are_decided_as_one() {
    let app = TestApp::new();
    let paths = [before_the_bureau(&app), before_the_bureau(&app)];
    stands_in(&app, "bigdata.admin", "bigdata.user", 0, 3);
    let delegate = app.signed_in("bigdata.user");
    let boxes = delegate.get("/approvals").is_ok().values("request");
    let fields: Vec<(&str, &str)> = boxes.iter().map(|it| ("request", it.as_str())).collect();
    let more = [("action", "reject"), ("text", "请核减")];
    let page = delegate.post("/approvals/bulk", &[fields.as_slice(), &more].concat()).is_ok();
    assert!(page.text(".alert.ok").contains("已完成 2 项。"));
    assert!(paths.iter().all(|path| state(&app, path) == "rejected"));
    assert_eq!(one(&app, "SELECT count(decided_for_id) FROM request_decisions WHERE outcome = 'rejected'"), "2");
    let both = format!("{}（代{}）", called(&app, "bigdata.user"), called(&app, "bigdata.admin"));
    assert!(app.signed_in("yj.user").get(&paths[0]).text(".alert.bad").contains(&both));
}

#[test]
fn a_delegation_counts_from_its_first_day_to_its_last_and_not_beside() {
    for (first, last, counts) in [(-3, -1, false), (-3, 0, true), (0, 3, true), (1, 3, false)] {
        let app = TestApp::new();
        let path = before_the_bureau(&app);
        stands_in(&app, "bigdata.admin", "bigdata.user", first, last);
        let delegate = app.signed_in("bigdata.user");
        assert_eq!(delegate.get("/approvals").status(), if counts { 200 } else { 403 }, "{first} {last}");
        let expected = if counts { 303 } else { 403 };
        assert_eq!(act(&delegate, &path, "approve", "").status(), expected, "{first} {last}");
    }
}

#[test]
fn what_asks_for_a_decision_goes_to_the_delegate_too() {
    let app = TestApp::new();
    stands_in(&app, "bigdata.admin", "bigdata.user", 0, 0);
    stands_in(&app, "plc.admin", "plc.user", 1, 1);
    before_the_bureau(&app);
    filed(&app, "ga.user");
    let asked = "SELECT string_agg(username, ' ' ORDER BY username) FROM mails JOIN users u ON u.id = recipient_id
                 WHERE title ->> 'key' = 'request-told-to-decide' AND binding";
    assert_eq!(one(&app, asked), "bigdata.admin bigdata.user ops.engineer ops.engineer2 plc.admin");
}

#[test]
fn neither_what_the_delegate_nor_what_the_delegator_applied_for_is_decided() {
    let app = TestApp::new();
    stands_in(&app, "bigdata.admin", "bigdata.user", 0, 0);
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    for (applicant, why) in [("bigdata.admin", "本人提交的申请"), ("bigdata.user", "不能审批自己提交的申请")]
    {
        let asked = Asked::good(&app, "yj.user").with("department", &department);
        let path = asked.filed(&app.signed_in(applicant));
        act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
        let delegate = app.signed_in("bigdata.user");
        assert!(!delegate.get("/approvals").is_ok().has(&format!("a[href='{path}']")), "{applicant}");
        assert_eq!(delegate.get("/approvals").text("nav a[href='/approvals'] b"), "", "{applicant}");
        assert!(!delegate.get(&path).is_ok().has("form[action$='/approve']"), "{applicant}");
        let refused = act(&delegate, &path, "approve", "").is_forbidden();
        assert!(refused.text("main").contains(why), "{}", refused.text("main"));
        run(
            &app,
            &format!(
                "UPDATE resource_requests SET state = 'withdrawn', ended_at = now(), due_at = NULL WHERE number = '{}'",
                number_of(&path)
            ),
        );
    }
    // What one applied for goes to no delegate of theirs either.
    assert_eq!(told(&app, "request-told-nobody-decides"), "platform.admin security.admin");
}

#[test]
fn a_delegate_passes_nothing_on_and_who_decides_nothing_names_nobody() {
    let app = TestApp::new();
    let path = before_the_bureau(&app);
    stands_in(&app, "bigdata.admin", "bigdata.user", 0, 3);
    for username in ["bigdata.user", "yj.admin", "ops.manager", "platform.admin", "auditor"] {
        let browser = app.signed_in(username);
        browser.get(PAGE).is_forbidden();
        name(&app, &browser, "yj.colleague", 0, 0).is_forbidden();
    }
    assert!(!app.signed_in("bigdata.user").get("/approvals").is_ok().has("a[href='/approvals/delegation']"));
    // Whoever a delegate stands for decides themselves what reaches them, however it was written down.
    run(
        &app,
        "UPDATE users SET department_id = (SELECT department_id FROM users WHERE username = 'bigdata.user')
         WHERE username = 'yj.colleague'",
    );
    stands_in(&app, "bigdata.user", "yj.colleague", 0, 3);
    let third = app.signed_in("yj.colleague");
    third.get("/approvals").is_forbidden();
    act(&third, &path, "approve", "").is_forbidden();
}

#[test]
fn what_may_not_be_named_is_told_at_its_field_and_what_was_typed_stays() {
    let app = TestApp::new();
    let bureau = app.signed_in("bigdata.admin");
    for (delegate, first, last, field) in [
        ("bigdata.admin", 0, 1, "delegate"),
        ("yj.colleague", 0, 1, "delegate"),
        ("bigdata.user", -1, 1, "first_day"),
        ("bigdata.user", 3, 2, "last_day"),
        ("bigdata.user", 0, 366, "last_day"),
    ] {
        let page = name(&app, &bureau, delegate, first, last).is_refused_at(field);
        assert_eq!(page.value("last_day"), day(last).to_string(), "{delegate} {first} {last}");
    }
    let page = bureau.post(PAGE, &[("delegate", ""), ("first_day", ""), ("last_day", "")]);
    assert!(["delegate", "first_day", "last_day"].iter().all(|field| !page.errors_at(field).is_empty()));
    name(&app, &bureau, "bigdata.user", 2, 4).is(303);
    let page = name(&app, &bureau, "bigdata.user", 4, 6).is_refused_at("first_day");
    assert!(page.errors_at("first_day").contains("已经指定了代理人"));
    name(&app, &bureau, "bigdata.user", 5, 6).is(303);
    // The three powers decide nothing, for nobody.
    let operator = app.signed_in("ops.engineer");
    for delegate in ["platform.admin", "security.admin", "auditor"] {
        name(&app, &operator, delegate, 0, 1).is_refused_at("delegate");
    }
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'ops.engineer2'");
    name(&app, &operator, "ops.engineer2", 0, 1).is_refused_at("delegate");
    name(&app, &operator, "ops.manager", 0, 1).is(303);
}

#[test]
fn a_delegation_is_changed_and_ended_by_who_named_it_and_both_are_told() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let operator = app.signed_in("ops.engineer");
    name(&app, &operator, "ops.manager", 0, 1).is(303);
    let delegate = app.signed_in("ops.manager");
    delegate.get("/approvals").is_ok();
    let own = operator.get(PAGE).is_ok();
    assert!(own.text("tbody").contains("生效中"));
    let edit = own.attribute("tbody a[href$='/edit']", "href").expect("it can be changed");
    let end = edit.replace("/edit", "/end");
    for other in ["ops.engineer2", "bigdata.admin"] {
        app.signed_in(other).get(&edit).is_not_found();
        app.signed_in(other).post(&end, &[]).is_not_found();
    }
    let (first, last, seen) = (day(0).to_string(), day(5).to_string(), operator.get(&edit).is_ok().value("version"));
    let (manager, second) = (user(&app, "ops.manager"), user(&app, "ops.engineer2"));
    let form = |delegate: &str, version: &str| {
        let fields = [("delegate", delegate), ("first_day", &first), ("last_day", &last), ("version", version)];
        operator.post(&edit, &fields)
    };
    form(&manager, &seen).is(303);
    assert_eq!(told(&app, "delegation-told-delegate-changed"), "ops.manager");
    assert_eq!(told(&app, "delegation-told-delegator-changed"), "ops.engineer");
    let late = form(&second, &seen).is(409);
    assert_eq!(late.value("last_day"), last, "over the version that is there now");
    form(&second, &late.value("version")).is(303);
    assert_eq!(told(&app, "delegation-told-delegate-ended"), "ops.manager");
    assert_eq!(told(&app, "delegation-told-delegate-named"), "ops.engineer2 ops.manager");
    delegate.get("/approvals").is_forbidden();
    operator.post(&end, &[("version", &seen)]).is(409);
    operator.post(&end, &[]).is(303);
    assert_eq!(told(&app, "delegation-told-delegator-ended"), "ops.engineer");
    assert!(operator.get(PAGE).is_ok().text("tbody").contains("已结束"));
    assert_eq!([operator.get(&edit).status(), operator.post(&end, &[]).status(), form(&second, "").status()], [409; 3]);
    let audited = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'delegation'";
    assert_eq!(one(&app, audited), "nameDelegate updateDelegation updateDelegation endDelegation");
    assert_eq!(state(&app, &path), "first_review");
    // Those days are free again.
    name(&app, &operator, "ops.manager", 0, 1).is(303);
}

#[test]
fn it_has_no_effect_once_either_account_is_disabled_or_of_another_department() {
    let app = TestApp::new();
    filed(&app, "yj.user");
    stands_in(&app, "ops.engineer", "ops.manager", 0, 3);
    let delegate = app.signed_in("ops.manager");
    let may = || delegate.get("/approvals").status() == 200;
    assert!(may());
    let change = |what: &str, of: &str| run(&app, &format!("UPDATE users SET {what} WHERE username = '{of}'"));
    change("disabled_at = now()", "ops.engineer");
    assert!(!may());
    change("disabled_at = NULL", "ops.engineer");
    assert!(may());
    let elsewhere = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    let home = one(&app, "SELECT department_id FROM users WHERE username = 'ops.engineer'");
    change(&format!("department_id = {elsewhere}"), "ops.engineer");
    assert!(!may());
    change(&format!("department_id = {home}"), "ops.engineer");
    run(&app, &format!("DELETE FROM user_roles WHERE user_id = {}", user(&app, "ops.engineer")));
    assert!(!may(), "what the delegator may not any more");
    change("disabled_at = now()", "ops.manager");
    assert_ne!(delegate.get("/approvals").status(), 200);
    let asked = "SELECT count(*) FROM delegations_in_force";
    assert_eq!(one(&app, asked), "0");
}

#[test]
fn the_database_keeps_delegations_apart_and_decides_for_no_applicant() {
    let app = TestApp::new();
    let refused = |statement: &str| {
        diesel::RunQueryDsl::execute(diesel::sql_query(statement), &mut app.sql()).unwrap_err().to_string()
    };
    stands_in(&app, "ops.engineer", "ops.manager", 0, 3);
    let (engineer, second) = (user(&app, "ops.engineer"), user(&app, "ops.engineer2"));
    let named = |delegate: &str, first: i64, last: i64| {
        refused(&format!(
            "INSERT INTO approval_delegations (delegator_id, delegate_id, first_day, last_day, created_at)
             VALUES ({engineer}, {delegate}, '{}', '{}', now())",
            day(first),
            day(last)
        ))
    };
    assert!(named(&second, 3, 5).contains("one_delegate_at_a_time"));
    assert!(named(&engineer, 5, 6).contains("nobody_stands_in_for_themselves"));
    assert!(
        named(&second, 6, 5).contains("a_delegation_lasts_a_day_at_least") || named(&second, 6, 5).contains("range")
    );
    before_the_bureau(&app);
    let decided_for = |whom: &str| refused(&format!("UPDATE request_decisions SET decided_for_id = {whom}"));
    assert!(decided_for("applicant_id").contains("nobody_decides_for_an_applicant"));
    assert!(decided_for("decided_by_id").contains("one_decides_for_somebody_else"));
}
