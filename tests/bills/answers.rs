//! What departments say of their bills, and what operators make of it.

use super::{EMERGENCY, MONTH, REASON, bill, confirm, line, one, reject, sent};
use crate::support::{TestApp, news::told};

#[test]
fn a_draft_is_seen_by_operators_alone() {
    let app = TestApp::new();
    super::enter(&app, MONTH, "yj.user", "专线", 2, 10_000);
    super::make(&app, MONTH);
    let draft = bill(&app, EMERGENCY);
    app.signed_in("yj.admin").get(&draft).is_not_found();
    app.signed_in("bigdata.admin").get(&draft).is_not_found();
    assert_eq!(app.signed_in("ops.manager").get(&draft).is_ok().state(), "draft");
    confirm(&app, "ops.manager", &draft).is(403);
    confirm(&app, "yj.admin", &draft).is_not_found();
}

#[test]
fn two_lines_are_rejected_corrected_and_sent_again_and_the_rest_stays_confirmed() {
    let app = TestApp::new();
    super::enter(&app, MONTH, "yj.user", "短信", 10, 500);
    let path = sent(&app);
    let admin = app.signed_in("yj.admin");
    assert_eq!(told(&app, "bill-told-sent")[1], "yj.admin");
    let (wire, rack) = (line(&app, "专线"), line(&app, "机柜"));
    let page = reject(&admin, &path, &[("reason", "太贵"), ("lines", &wire)]).is_refused_at("reason");
    assert_eq!((page.value("reason"), page.state()), ("太贵".to_owned(), "sent".to_owned()));
    assert!(page.has(&format!("input[name=lines][value='{wire}'][checked]")), "what was ticked stays");
    reject(&admin, &path, &[("reason", REASON), ("lines", "999999")]).is_refused_at("lines");
    reject(&admin, &path, &[("reason", REASON), ("lines", &wire), ("lines", &rack)]).is(303);
    assert_eq!(told(&app, "bill-told-rejected"), ["ops.manager", "ops.manager"]);
    confirm(&app, "yj.admin", &path).is(409);

    let manager = app.signed_in("ops.manager");
    let next = format!("{path}/lines/{}", line(&app, "专线"));
    assert!(manager.get(&next).is_ok().text("main").contains(REASON));
    admin.get(&next).is_not_found();
    admin.get(&format!("{path}/lines/{wire}")).is(403);
    manager.post(&format!("{next}/correct"), &[("amount", "一百"), ("reason", "")]).is_refused_at("amount");
    manager.post(&format!("{next}/correct"), &[("amount", "73.33"), ("reason", "按九月二十日起计费")]).is(303);
    assert!(admin.get(&path).text("main").contains("¥200.00"), "the department still sees what was sent");
    manager.post(&format!("{path}/send"), &[]).is(303);
    assert_eq!(told(&app, "bill-told-resent")[1], "yj.admin");

    let page = admin.get(&path).is_ok();
    assert_eq!(page.state(), "sent");
    assert!(page.text("main").contains("¥623.38"), "{}", page.text("main"));
    assert_eq!(page.count("input[name=lines]"), 2, "what nobody disputed is confirmed already");
    let changes = admin.get(&format!("{path}/changes")).is_ok();
    let changes = changes.text("main");
    assert!(["¥200.00", "¥73.33", "按九月二十日起计费", REASON].iter().all(|word| changes.contains(word)), "{changes}");
    assert!(!changes.contains("短信"), "{changes}");
    reject(&admin, &path, &[("reason", REASON), ("lines", &line(&app, "短信"))]).is_refused_at("lines");
    confirm(&app, "yj.admin", &path).is(303);
    assert_eq!(admin.get(&path).state(), "confirmed");
    confirm(&app, "yj.admin", &path).is(409);
    reject(&admin, &path, &[("reason", REASON)]).is(409);
    app.holds_together();
}

#[test]
fn a_correction_is_taken_back_and_outlasts_that_the_month_is_made_again() {
    let app = TestApp::new();
    let path = sent(&app);
    reject(&app.signed_in("yj.admin"), &path, &[("reason", REASON)]).is(303);
    let manager = app.signed_in("ops.manager");
    let correct = |amount| {
        let form = [("amount", amount), ("reason", "按合同")];
        manager.post(&format!("{path}/lines/{}/correct", line(&app, "专线")), &form).is(303);
    };
    let amount = || one(&app, "SELECT amount FROM bill_lines WHERE component = '专线' ORDER BY round DESC LIMIT 1");
    correct("0");
    super::make(&app, MONTH);
    assert_eq!(amount(), "0");
    manager.post(&format!("{path}/lines/{}/uncorrect", line(&app, "专线")), &[]).is(303);
    assert_eq!(amount(), "20000");
    manager.post(&format!("{path}/send"), &[]).is(303);
    manager.post(&format!("{path}/lines/{}/correct", line(&app, "专线")), &[("amount", "1"), ("reason", "x")]).is(409);
    manager.post(&format!("{path}/send"), &[]).is(409);
    app.holds_together();
}

#[test]
fn who_looked_at_an_older_state_is_asked_to_look_again() {
    let app = TestApp::new();
    let path = sent(&app);
    let admin = app.signed_in("yj.admin");
    let page = admin.post(&format!("{path}/confirm"), &[("version", "1")]).is(409);
    assert!(page.text(".alert").contains("待确认"), "{}", page.text(".alert"));
    let fields = [("version", "1"), ("reason", REASON)];
    let page = reject(&admin, &path, &fields).is(409);
    assert_eq!(page.value("reason"), REASON, "nothing typed is lost");
}

#[test]
fn a_double_click_confirms_once() {
    let app = TestApp::new();
    let path = sent(&app);
    let admin = app.signed_in("yj.admin");
    let hidden = admin.get(&path).is_ok().hidden_of("/confirm");
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for _ in 0..2 {
        admin.post(&format!("{path}/confirm"), &hidden).is(303);
    }
    assert_eq!(
        one(&app, "SELECT count(*) FROM timeline_entries WHERE action = 'confirmBill' AND record_kind = 'bill'"),
        "1"
    );
}
