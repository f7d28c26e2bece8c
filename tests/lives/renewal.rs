//! A mapping prolonged: from one click to the day on which the old one ends.

use chrono::Utc;
use yunwu::network::commands::timed::{end_what_is_over, remind_of_ends};

use super::{FORM, application, day, ends_in, fields, one, opened, renew, resolve, run, states, told};
use crate::support::TestApp;

fn number(path: &str) -> &str {
    path.trim_start_matches("/tickets/")
}

#[test]
fn one_click_leads_to_a_filled_form_from_everywhere() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443", "9444"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let link = format!("a[href='{FORM}?renew={ticket}']");
    for page in ["/", &format!("/tickets/{ticket}"), "/network/internet-ips/203.0.113.18"] {
        assert!(filer.get(page).is_ok().has(&link), "{page}");
    }
    assert!(filer.get(&format!("/tickets/{ticket}")).text(".alert.warn").contains(&day(&app, 5)));
    let form = filer.get(&format!("{FORM}?renew={ticket}")).is_ok();
    assert_eq!(form.values("public_port"), ["9443", "9444"]);
    assert_eq!((form.value("public_ip"), form.value("valid_until")), ("203.0.113.18".to_owned(), day(&app, 210)));
    assert_eq!(form.value("description"), "供全省各市州应急管理部门的值班人员查看实时险情");
    assert!(form.text(".alert").contains(&format!("续期自工单 {ticket}")), "{}", form.text(".alert"));
    // Others see the mapping, and have nothing to renew.
    for username in ["yj.colleague", "ops.engineer", "ops.manager"] {
        let page = app.signed_in(username).get("/network/internet-ips/203.0.113.18").is_ok();
        assert!(!page.has(&link), "{username}");
    }
}

#[test]
fn a_renewal_begins_where_the_mapping_ends_and_both_tickets_say_so() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let path = renew(&filer, &ticket).location();
    let renewal = number(&path);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, renewal).as_str()), ("active", "held"));
    let meets = "SELECT bool_and(lower(new.valid) = upper(old.valid) AND new.renews_id = old.id)
                 FROM port_mappings old JOIN port_mappings new ON new.id > old.id";
    assert_eq!(one(&app, meets), "true");
    let old = filer.get(&format!("/tickets/{ticket}")).is_ok();
    assert!(old.has(&format!(".mapping a[href='{path}']")), "{}", old.text(".mapping"));
    assert!(!old.has(&format!("a[href='{FORM}?renew={ticket}']")), "it is renewed once");
    assert!(filer.get(&path).has(&format!(".mapping a[href='/tickets/{ticket}']")));
    assert!(filer.get("/").has(&format!("a[href='{path}']")));

    let again = filer.get(&format!("{FORM}?renew={ticket}")).is(409);
    assert!(again.text("main").contains("没有可以续期的内容"), "{}", again.text("main"));
    // Nor does anybody else get the port before or after.
    let until = day(&app, 90);
    let other = fields_of(&application(&app), &until);
    let other: Vec<(&str, &str)> = other.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.signed_in("yj.admin").post(FORM, &other).is_refused_at("public_port-1");
}

fn fields_of(application: &str, until: &str) -> Vec<(String, String)> {
    let fields = fields(application, &["9443"], until);
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_renewal_resolved_in_time_goes_on_without_a_removal() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 1);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = renew(&filer, &ticket).location();
    operator.post(&format!("{path}/accept"), &[]).is(303);
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    assert!(order.has("#to-prolong-rows") && !order.has("#to-open-rows") && !order.has("#to-remove-rows"));
    assert!(order.text("main").contains("端口保持开通，无需拆除"));
    let csv = operator.get(&format!("{path}/work-order.csv")).is_ok().source();
    assert!(csv.contains("续期,203.0.113.18,tcp,9443"), "{csv}");
    operator.post(&format!("{path}/resolve"), &[("text", "已续期")]).is(303);
    let line = filer.get(&format!("/tickets/{ticket}")).text(".tl");
    assert!(line.contains(&format!("203.0.113.18:9443/TCP 已由工单 {} 续期", number(&path))), "{line}");
    remind_of_ends(&app.db(), Utc::now()).unwrap();
    assert_eq!(told(&app, "network-told-ends-soon"), "", "nobody need hear of the end of what goes on");

    ends_in(&app, &ticket, -1);
    run(
        &app,
        "UPDATE port_mappings new SET valid = tstzrange(upper(old.valid), upper(new.valid))
               FROM port_mappings old WHERE old.id = new.renews_id",
    );
    end_what_is_over(&app.db(), Utc::now()).unwrap();
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("renewed", "active"));
    assert_eq!(told(&app, "network-told-to-remove"), "");
    assert!(operator.get("/network/removals").text("main").contains("没有待拆除的端口"));
    let line = filer.get(&format!("/tickets/{ticket}")).text(".tl");
    assert!(line.contains(&format!("由续期工单 {} 接续", number(&path))), "{line}");
}

/// A renewal whose mapping ended before it was resolved.
fn overtaken(app: &TestApp) -> (String, String) {
    let ticket = opened(app, &["9443"], &day(app, 60));
    ends_in(app, &ticket, 1);
    let path = renew(&app.signed_in("yj.user"), &ticket).location();
    ends_in(app, &ticket, -1);
    run(
        app,
        "UPDATE port_mappings new SET valid = tstzrange(upper(old.valid), upper(new.valid))
              FROM port_mappings old WHERE old.id = new.renews_id",
    );
    end_what_is_over(&app.db(), Utc::now()).unwrap();
    (ticket, path)
}

#[test]
fn a_renewal_that_is_late_does_not_keep_the_old_one_alive() {
    let app = TestApp::new();
    let (ticket, path) = overtaken(&app);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("to_remove", "held"));
    // Resolved before anybody removed the old one: it goes on as it is, and there is nothing to remove any more.
    resolve(&app, &path);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("renewed", "active"));
    let removals = app.signed_in("ops.engineer").get("/network/removals").text("main");
    assert!(removals.contains("没有待拆除的端口"), "to remove it now would close the renewal");
}

#[test]
fn a_renewal_resolved_after_the_removal_is_opened_anew() {
    let app = TestApp::new();
    let (ticket, path) = overtaken(&app);
    let operator = app.signed_in("ops.engineer");
    let id = one(&app, "SELECT min(id) FROM port_mappings");
    operator.post("/network/removals/removed", &[("mapping", &id)]).is(303);
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    assert!(order.has("#to-open-rows") && !order.has("#to-prolong-rows"));
    resolve(&app, &path);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("removed", "active"));
}

#[test]
fn a_renewal_given_back_leaves_the_port_to_the_removal() {
    let app = TestApp::new();
    let (ticket, path) = overtaken(&app);
    app.signed_in("yj.user").post(&format!("{path}/close"), &[("text", "不再需要")]).is(303);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("to_remove", "released"));
    assert_eq!(one(&app, "SELECT upper_inf(valid) FROM port_mappings WHERE state = 'to_remove'"), "true");
}

#[test]
fn closing_a_renewal_before_its_time_leaves_the_old_one_in_force() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let path = renew(&filer, &ticket).location();
    resolve(&app, &path);
    filer.post(&format!("{path}/reopen"), &[("text", "不需要续期了")]).is(303);
    filer.post(&format!("{path}/close"), &[("text", "到期即停用")]).is(303);
    assert_eq!((states(&app, &ticket).as_str(), states(&app, number(&path)).as_str()), ("active", "released"));
    assert_eq!(told(&app, "network-told-to-remove"), "", "the port is open for the old one still");
    filer.get(&format!("{FORM}?renew={ticket}")).is_ok();
}

#[test]
fn a_renewal_keeps_to_what_it_prolongs() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let form = filer.get(&format!("{FORM}?renew={ticket}")).is_ok();
    let with = |name: &str, value: &str| {
        let mut fields = form.filled(FORM);
        fields.retain(|(field, _)| field != name && field != "action" && field != "submission");
        fields.extend([(name.to_owned(), value.to_owned()), ("action".to_owned(), "submit".to_owned())]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        filer.post(FORM, &fields)
    };
    let elsewhere = with("internal_port", "9999").is_refused_at("internal_port-1");
    assert!(elsewhere.errors_at("internal_port-1").contains("10.20.6.31:8443"));
    let early = with("valid_until", &day(&app, 5)).is_refused_at("valid_until");
    assert!(early.errors_at("valid_until").contains(&day(&app, 5)));
    assert_eq!(early.values("renews"), [ticket.as_str()], "what was typed comes back, and what it renews");
    // A ticket that isn't one's own, or has nothing to renew, lends no claim to its port.
    with("renews", "GD209901010001").is_refused_at("public_port-1");
    with("valid_until", &day(&app, 6)).is(303);
}

#[test]
fn a_draft_of_a_renewal_stays_one() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let filer = app.signed_in("yj.user");
    let form = filer.get(&format!("{FORM}?renew={ticket}")).is_ok();
    let mut fields = form.filled(FORM);
    fields.retain(|(field, _)| field != "action");
    fields.push(("action".to_owned(), "save".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = filer.post(FORM, &fields).location();
    assert!(filer.get(&format!("{path}/edit")).is_ok().text(".alert").contains(&ticket));
    filer.post(&format!("{path}/submit"), &[]).is(303);
    assert_eq!(states(&app, number(&path)), "held");
    let copy = filer.get(&format!("{FORM}?copy={}", number(&path))).is_ok();
    assert!(copy.values("renews").is_empty(), "a copy renews nothing");
}

#[test]
fn nobody_renews_for_another_department() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 5);
    let form = format!("{FORM}?renew={ticket}");
    app.signed_in("wj.user").get(&form).is_not_found();
    app.signed_in("yj.unit").get(&form).is_not_found();
    app.signed_in("ops.engineer").get(&form).is_forbidden();
    app.signed_in("yj.admin").get(&form).is_ok();
}

#[test]
fn a_pending_renewal_is_named_by_the_reminder() {
    let app = TestApp::new();
    let ticket = opened(&app, &["9443"], &day(&app, 60));
    ends_in(&app, &ticket, 1);
    let path = renew(&app.signed_in("yj.user"), &ticket).location();
    remind_of_ends(&app.db(), Utc::now()).unwrap();
    let led = "SELECT string_agg(DISTINCT record_path, ' ') FROM messages JOIN users ON users.id = recipient_id
               WHERE title ->> 'key' = 'network-told-ends-soon' AND username = 'yj.user'";
    assert_eq!(one(&app, led), path);
    let bodies = "SELECT string_agg(DISTINCT body ->> 'key', ' ' ORDER BY body ->> 'key') FROM messages
                  WHERE title ->> 'key' = 'network-told-ends-soon'";
    assert_eq!(one(&app, bodies), "network-told-ends-soon-operators-renewing network-told-ends-soon-renewing");
}
