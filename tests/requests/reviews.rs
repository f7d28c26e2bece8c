//! Reviews: whose they are, what they make of a request, and what approvers see of changes.

use super::{Asked, act, approved, filed, one, state};
use crate::support::TestApp;

#[test]
fn a_government_request_goes_over_the_operators_and_the_bureau_to_delivery() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let (operator, bureau) = (app.signed_in("ops.engineer"), app.signed_in("bigdata.admin"));
    assert!(operator.get(&path).has("form[action$='/approve']"));
    assert!(!bureau.get(&path).has("form[action$='/approve']"), "not theirs yet");
    act(&bureau, &path, "approve", "").is(409);
    act(&operator, &path, "approve", "规格相符").is(303);
    assert_eq!(state(&app, &path), "second_review");
    assert!(bureau.get("/approvals").is_ok().has(&format!("a[href='{path}']")));
    assert!(!operator.get("/approvals").is_ok().has(&format!("a[href='{path}']")));
    act(&bureau, &path, "approve", "").is(303);
    assert_eq!(state(&app, &path), "delivering");
    assert!(operator.get("/approvals?what=delivery").is_ok().has(&format!("a[href='{path}']")));
    let page = app.signed_in("yj.user").get(&path).is_ok();
    assert!(page.text("aside").contains("规格相符") && page.text("aside").contains("运维初审通过"));
    app.holds_together();
}

#[test]
fn a_political_legal_request_is_its_commissions_to_decide() {
    let app = TestApp::new();
    let path = filed(&app, "ga.user");
    assert_eq!(state(&app, &path), "plc_review");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is_forbidden();
    act(&app.signed_in("bigdata.admin"), &path, "approve", "").is_forbidden();
    act(&app.signed_in("plc.user"), &path, "approve", "").is_forbidden();
    act(&app.signed_in("yj.user"), &path, "approve", "").is_not_found();
    act(&app.signed_in("plc.admin"), &path, "approve", "").is(303);
    assert_eq!(state(&app, &path), "delivering");
}

#[test]
fn a_user_of_the_bureau_decides_once_it_was_granted() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    let user = app.signed_in("bigdata.user");
    user.get("/approvals").is_forbidden();
    act(&user, &path, "approve", "").is_forbidden();
    super::run(
        &app,
        "INSERT INTO user_grants (user_id, permission) SELECT id, 'approve' FROM users WHERE username = 'bigdata.user'",
    );
    let user = app.signed_in("bigdata.user");
    user.get("/approvals").is_ok();
    act(&user, &path, "approve", "").is(303);
}

#[test]
fn a_rejection_says_why_and_what_changed_since_is_shown_to_who_saw_it() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let refused = act(&operator, &path, "reject", "  ").is_refused_at("text");
    assert!(refused.has("form[action$='/reject']"));
    act(&operator, &path, "reject", &"长".repeat(501)).is_refused_at("text");
    act(&operator, &path, "reject", "数量过多，请核减").is(303);
    assert_eq!(state(&app, &path), "rejected");
    assert_eq!(one(&app, "SELECT due_at IS NULL FROM resource_requests"), "true", "the clock stops");
    assert!(filer.get(&path).text(".alert.bad").contains("数量过多，请核减"));
    // What is saved meanwhile nobody else sees.
    let edit = format!("{path}/edit");
    let change = Asked::good(&app, "yj.user").with("quantity", "1").without_paper();
    let uploaded = filer.get(&edit).is_ok().value("uploaded_attachments");
    let change = change.with("uploaded_attachments", &uploaded);
    change.press(&filer, &edit, "action", "save").is(303);
    assert!(operator.get(&path).text("main").contains("申请单.pdf"));
    assert_eq!(one(&app, "SELECT revision FROM resource_requests"), "1");
    change.clone().with("remarks", "已核减").press(&filer, &edit, "action", "submit").is(303);
    let page = operator.get(&path).is_ok();
    assert!(page.text("#changes").contains("您上次审批的版本"), "{}", page.text("main"));
    let told = page.text("#differences");
    assert!(told.contains("数量第 1 项21") && told.contains("已核减"), "{told}");
    assert_eq!(one(&app, "SELECT round || '/' || revision FROM resource_requests"), "2/2");
    assert_eq!(one(&app, "SELECT due_at IS NOT NULL FROM resource_requests"), "true", "and a new one begins");
    assert!(page.text("aside").contains("重新提交，变更了申请内容、备注"), "{}", page.text("aside"));
    app.holds_together();
}

#[test]
fn it_is_changed_only_while_nobody_has_decided_in_the_round() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let edit = format!("{path}/edit");
    let form = filer.get(&edit).is_ok();
    assert!(!form.has("button[value=save]:not(.sr)") && form.has("button[value=submit]"));
    app.signed_in("yj.admin").get(&edit).is_forbidden();
    let stale = form.value("version");
    let unsent = Asked::good(&app, "yj.user").press(&filer, &edit, "action", "save").is(409);
    assert!(unsent.has(".alert.bad"), "approvers have it: it is sent or left as it is");
    let more = Asked::good(&app, "yj.user").with("quantity", "3");
    more.clone().press(&filer, &edit, "action", "submit").is(303);
    assert_eq!(one(&app, "SELECT state || round || revision FROM resource_requests"), "first_review12");
    // Who comes with a page from before is shown that it changed, with what they typed.
    let late = more.with("version", &stale).with("instance_name", "yj-late").press(&filer, &edit, "action", "submit");
    assert_eq!(late.is(409).value("instance_name"), "yj-late");
    act(&operator, &path, "approve", "").is(303);
    filer.get(&edit).is(409);
    let overtaken =
        |button| Asked::good(&app, "yj.user").with("remarks", "再加两台").press(&filer, &edit, "action", button);
    for button in ["submit", "save", "new_project"] {
        let page = overtaken(button).is(409);
        assert!(page.text(".alert.bad").contains("张伟"), "{button}: {}", page.text("main"));
        assert_eq!((page.value("remarks").as_str(), page.has(&format!("a[href='{path}']"))), ("再加两台", true));
    }
    for button in ["submit", "rows"] {
        let other = app.signed_in("yj.admin");
        Asked::good(&app, "yj.user").press(&other, &edit, "action", button).is_forbidden();
    }
    assert_eq!(one(&app, "SELECT revision FROM resource_requests"), "2");
    app.holds_together();
}

#[test]
fn its_applicant_withdraws_it_until_it_is_being_delivered() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    act(&app.signed_in("yj.admin"), &path, "withdraw", "").is_forbidden();
    act(&app.signed_in("wj.user"), &path, "withdraw", "").is_not_found();
    act(&app.signed_in("yj.user"), &path, "withdraw", "").is(303);
    assert_eq!(state(&app, &path), "withdrawn");
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(409);
    let path = approved(&app);
    act(&app.signed_in("yj.user"), &path, "withdraw", "").is(409);
    assert!(!app.signed_in("yj.user").get(&path).has("form[action$='/withdraw']"));
    app.holds_together();
}

#[test]
fn nobody_decides_what_they_filed_and_an_administrator_hears_where_nobody_else_could() {
    let app = TestApp::new();
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    let bureau = app.signed_in("bigdata.admin");
    let path = Asked::good(&app, "yj.user").with("department", &department).filed(&bureau);
    act(&app.signed_in("ops.engineer"), &path, "approve", "").is(303);
    let refused = act(&bureau, &path, "approve", "").is_forbidden();
    assert!(refused.text("main").contains("不能审批自己提交的申请"));
    assert!(!bureau.get("/approvals").is_ok().has(&format!("a[href='{path}']")));
    assert!(bureau.get(&path).text(".alert.bad").contains("除您之外没有人可以审批"));
    let told = "SELECT string_agg(username, ' ' ORDER BY username) FROM messages m JOIN users u ON u.id = recipient_id
                WHERE title ->> 'key' = 'request-told-nobody-decides'";
    assert_eq!(one(&app, told), "platform.admin security.admin");
}

#[test]
fn what_was_typed_for_a_decision_that_came_too_late_is_shown() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let (first, second) = (app.signed_in("ops.engineer"), app.signed_in("ops.engineer2"));
    let version = second.get(&path).is_ok().hidden_of(&format!("{path}/reject"));
    act(&first, &path, "approve", "").is(303);
    let mut fields: Vec<(&str, &str)> = version.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("text", "还缺测算"));
    let page = second.post(&format!("{path}/reject"), &fields).is(409);
    assert!(page.text(".alert.bad").contains("张伟"), "{}", page.text(".alert.bad"));
    assert!(page.text("#stranded").contains("还缺测算"));
    assert_eq!(state(&app, &path), "second_review");
}

#[test]
fn the_database_lets_a_review_decide_once_and_nobody_their_own() {
    let app = TestApp::new();
    let path = approved(&app);
    let again = |decided_by: &str, round: &str| {
        let statement = format!(
            "INSERT INTO request_decisions (request_id, round, step, revision, applicant_id, decided_by_id, outcome, decided_at)
             SELECT id, {round}, 'first_review', 1, applicant_id, {decided_by}, 'approved', now() FROM resource_requests"
        );
        diesel::RunQueryDsl::execute(diesel::sql_query(statement), &mut app.sql()).unwrap_err().to_string()
    };
    let operator = super::user(&app, "ops.engineer");
    assert!(again(&operator, "1").contains("a_step_decides_once_a_round"));
    assert!(again("applicant_id", "2").contains("nobody_decides_their_own"));
    assert!(path.starts_with("/resources/requests/ZY"));
}

#[test]
fn who_decides_reads_what_it_costs_a_month_and_what_a_change_makes_of_that() {
    let app = TestApp::new();
    let asked = Asked::good(&app, "yj.user");
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = asked.filed(&filer);
    // Two vCPUs at 45 yuan, eight GiB of memory at 20 and 40 GiB of SSD at 1, twice.
    assert_eq!(operator.get(&path).is_ok().text("#monthly"), "¥580.00");
    assert!(operator.get("/approvals").is_ok().text("main").contains("¥580.00"));
    act(&operator, &path, "reject", "先开一台").is(303);
    let edit = format!("{path}/edit");
    let uploaded = filer.get(&edit).is_ok().value("uploaded_attachments");
    let change = asked.with("quantity", "1").with("eip_bandwidth", "10").without_paper();
    change.with("uploaded_attachments", &uploaded).press(&filer, &edit, "action", "submit").is(303);
    // One of them, and 10 Mbps at 23.
    let page = operator.get(&path).is_ok();
    assert_eq!(page.text("#monthly"), "¥520.00");
    let told = page.text("#differences");
    assert!(told.contains("¥580.00") && told.contains("¥520.00"), "{told}");
}

#[test]
fn what_has_no_price_is_said_to_have_none() {
    let app = TestApp::new();
    super::run(&app, "ALTER TABLE prices DISABLE TRIGGER USER");
    super::run(&app, "DELETE FROM prices WHERE component = 'ebs.cloud_ssd'");
    let page = app.signed_in("ops.engineer").get(&filed(&app, "yj.user")).is_ok();
    assert!(!page.has("#monthly") && page.text("aside").contains("尚未定价"));
}
