//! Access after it was opened: reminders, ends, removal, renewal, recertification.

use chrono::Utc;
use yunwu::network::commands::timed;

use crate::support::{Page, TestApp};

use super::{Asked, INTERNET, day, number_of, one, resolve, run, states};

/// Open until that day, so many from today.
fn opened(app: &TestApp, days: i64) -> String {
    let path = Asked::good(app, INTERNET).until(&day(app, 60)).filed(app);
    resolve(app, &path, "").is(303);
    app.signed_in("yj.user").post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
    ends_in(app, &path, days);
    path
}

fn ends_in(app: &TestApp, path: &str, days: i64) {
    let number = number_of(path);
    run(
        app,
        &format!(
            "UPDATE access_policies SET opened_at = now() - interval '200 days', valid = tstzrange(now() - interval '200 days',
                 ((now() AT TIME ZONE 'Asia/Shanghai')::date + {days} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
             WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{number}')"
        ),
    );
}

fn told(app: &TestApp, key: &str) -> String {
    one(
        app,
        &format!(
            "SELECT string_agg(username, ' ' ORDER BY username)
             FROM messages JOIN users ON users.id = recipient_id WHERE title ->> 'key' = '{key}'"
        ),
    )
}

fn renewal(app: &TestApp, path: &str) -> Page {
    app.signed_in("yj.user").get(&format!("{INTERNET}?renew={}", number_of(path)))
}

fn submit(app: &TestApp, form: &Page, changes: &[(&str, &str)]) -> Page {
    let filled = form.filled(INTERNET);
    let typed = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = typed.filter(|(name, _)| *name != "action" && changes.iter().all(|(changed, _)| changed != name));
    let fields: Vec<_> = kept.chain(changes.iter().copied()).chain([("action", "submit")]).collect();
    app.signed_in("yj.user").post(INTERNET, &fields)
}

#[test]
fn the_filer_is_reminded_and_at_the_end_operators_have_it_to_remove() {
    let app = TestApp::new();
    let path = opened(&app, 7);
    timed::remind_of_ends(&app.db(), Utc::now()).unwrap();
    timed::remind_of_ends(&app.db(), Utc::now()).unwrap();
    assert_eq!(told(&app, "network-told-ends-soon"), "ops.engineer ops.engineer2 yj.user");
    let message = one(
        &app,
        "SELECT id FROM messages WHERE title ->> 'key' = 'network-told-ends-soon' AND recipient_id = (SELECT id FROM users WHERE username = 'yj.user')",
    );
    let read = app.signed_in("yj.user").get(&format!("/messages/{message}")).is_ok();
    assert!(read.text("main").contains("访问策略") && !read.text("main").contains("端口映射"), "{}", read.text("main"));
    assert!(read.has(&format!("a.btn.pri[href='{INTERNET}?renew={}']", number_of(&path))), "{}", read.text("main"));

    ends_in(&app, &path, -1);
    timed::end_what_is_over(&app.db(), Utc::now()).unwrap();
    timed::end_what_is_over(&app.db(), Utc::now()).unwrap();
    assert_eq!(states(&app, &path), "to_remove");
    assert_eq!(told(&app, "network-told-to-remove"), "ops.engineer ops.engineer2");
    let says = Asked::good(&app, INTERNET).submit(&app.signed_in("yj.user")).is(422).errors_at("destinations");
    assert!(says.contains("待运维人员在网关上拆除"), "{says}");

    let operator = app.signed_in("ops.engineer");
    let work = operator.get("/network/removals").is_ok();
    assert!(work.text("tbody").contains("mirrors.example.com"), "{}", work.text("main"));
    assert!(work.text("#to-remove-policy-script").contains("delete table ip yunwu_access_"), "{}", work.text("main"));
    assert!(
        operator
            .get("/network/removals.csv")
            .is_ok()
            .source()
            .contains("访问策略,10.20.6.31,,mirrors.example.com,,TCP 443")
    );
    let id = one(&app, "SELECT id FROM access_policies");
    operator.post("/network/removals/removed", &[("mapping", &id)]).is(303);
    assert_eq!(states(&app, &path), "removed");
    assert!(app.signed_in("yj.user").get(&path).text(".tl").contains("拆除了 10.20.6.31"));
    Asked::good(&app, INTERNET).filed(&app);
}

#[test]
fn closing_or_returning_gives_back_and_closing_what_is_open_is_work() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let filer = app.signed_in("yj.user");
    let returned = Asked::good(&app, INTERNET).filed(&app);
    operator.post(&format!("{returned}/return"), &[("text", "请说明用途")]).is(303);
    assert_eq!(states(&app, &returned), "released");
    let closed = Asked::good(&app, INTERNET).filed(&app);
    filer.post(&format!("{closed}/close"), &[("text", "不用了")]).is(303);
    assert_eq!(states(&app, &closed), "released");
    let open = Asked::good(&app, INTERNET).filed(&app);
    resolve(&app, &open, "").is(303);
    filer.post(&format!("{open}/reopen"), &[("text", "不通")]).is(303);
    assert_eq!(states(&app, &open), "active");
    filer.post(&format!("{open}/close"), &[("text", "不用了")]).is(303);
    assert_eq!(states(&app, &open), "to_remove");
    // A draft that was sent back is deleted with all that it held.
    filer.post(&format!("{returned}/delete"), &[]).is(303);
    assert_eq!(states(&app, &returned), "");
}

#[test]
fn a_renewal_goes_on_where_the_old_one_ends() {
    let app = TestApp::new();
    let path = opened(&app, 10);
    let form = renewal(&app, &path).is_ok();
    assert_eq!((form.value("source_ips"), form.value("validity")), ("10.20.6.31".into(), "until".into()));
    let next = submit(&app, &form, &[]).location();
    assert_eq!((states(&app, &path).as_str(), states(&app, &next).as_str()), ("active", "held"));
    assert_eq!(
        one(
            &app,
            "SELECT lower(n.valid) = upper(o.valid) FROM access_policies n JOIN access_policies o ON o.id = n.renews_id"
        ),
        "true"
    );
    renewal(&app, &path).is(409);
    resolve(&app, &next, "").is(303);
    let order = app.signed_in("ops.engineer").get(&format!("{next}/work-order")).is_ok();
    assert!(order.has("#to-prolong-script") && !order.has("#to-open-script"));
    ends_in(&app, &path, -1);
    timed::end_what_is_over(&app.db(), Utc::now()).unwrap();
    assert_eq!((states(&app, &path).as_str(), states(&app, &next).as_str()), ("renewed", "active"));
}

#[test]
fn a_renewal_keeps_its_access_as_it_was() {
    let app = TestApp::new();
    let path = opened(&app, 10);
    let form = renewal(&app, &path).is_ok();
    for (field, typed) in [
        ("source_ips", "10.20.6.31;10.20.6.32"),
        ("destinations", "other.example.com"),
        ("tcp_ports", "443;80"),
        ("udp_ports", "53"),
    ] {
        let says = submit(&app, &form, &[(field, typed)]).is(422).errors_at(field);
        assert!(says.contains("续期须保持原来的访问范围"), "{field}: {says}");
    }
    let early = submit(&app, &form, &[("valid_until", &day(&app, 5))]).is(422).errors_at("valid_until");
    assert!(early.contains("续期的截止日期须晚于"), "{early}");
    app.signed_in("wj.user").get(&format!("{INTERNET}?renew={}", number_of(&path))).is_not_found();
}

#[test]
fn what_has_no_end_is_asked_about_every_year_and_given_up() {
    let app = TestApp::new();
    let path = Asked::good(&app, INTERNET).filed(&app);
    resolve(&app, &path, "").is(303);
    run(&app, "UPDATE access_policies SET opened_at = now() - interval '13 months'");
    timed::ask_for_recertification(&app.db(), Utc::now()).unwrap();
    assert!(told(&app, "network-told-recertify").contains("yj.user"));
    let user = app.signed_in("yj.user");
    let page = user.get("/network/recertification").is_ok();
    assert!(page.text("tbody").contains("mirrors.example.com"), "{}", page.text("main"));
    let id = one(&app, "SELECT id FROM access_policies");
    app.signed_in("wj.user").post(&format!("/network/mappings/{id}/recertify"), &[]).is_not_found();
    user.post(&format!("/network/mappings/{id}/recertify"), &[]).is(303);
    assert!(!user.get("/network/recertification").text("main").contains("mirrors.example.com"));
    user.post(&format!("/network/mappings/{id}/give-up"), &[]).is(409);
    run(&app, "UPDATE access_policies SET recertified_at = now() - interval '13 months'");
    user.post(&format!("/network/mappings/{id}/give-up"), &[]).is(303);
    assert_eq!(states(&app, &path), "to_remove");
}

#[test]
fn a_host_that_access_begins_at_stays_and_shows_it() {
    let app = TestApp::new();
    let path = Asked::good(&app, INTERNET).with("source_ips", "10.20.6.61").filed(&app);
    let id = one(&app, "SELECT id FROM hosts WHERE floating_ip = '10.20.6.61'");
    let page = app.signed_in("yj.user").get(&format!("/network/hosts/{id}")).is_ok();
    assert!(page.text("main").contains("mirrors.example.com") && page.text("main").contains(number_of(&path)));
    let application = one(&app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
    let tab = app.signed_in("yj.user").get(&format!("/applications/{application}/ports")).is_ok();
    assert!(tab.text("main").contains("mirrors.example.com"), "{}", tab.text("main"));
    let keeper = app.signed_in("ops.engineer");
    let form = keeper.get(&format!("/network/hosts/{id}/edit")).is_ok();
    let filled = form.filled(&format!("/network/hosts/{id}/edit"));
    let fields: Vec<_> = filled
        .iter()
        .map(|(name, value)| (name.as_str(), if name == "state" { "retired" } else { value.as_str() }))
        .collect();
    let refused = keeper.post(&format!("/network/hosts/{id}/edit"), &fields).is(422);
    assert!(refused.text("main").contains("1 条访问策略从此云主机出发"), "{}", refused.text(".alert.bad"));
}

#[test]
fn the_check_finds_nothing_in_what_happened() {
    let app = TestApp::new();
    crate::demo::load(&app, Utc::now());
    app.holds_together();
    for state in ["held", "active", "to_remove", "released", "removed"] {
        assert_ne!(one(&app, &format!("SELECT count(*) FROM access_policies WHERE state = '{state}'")), "0", "{state}");
    }
}
