//! Many decisions at once, row by row.

use std::thread;

use super::{Asked, act, filed, number_of, one, run, state, user};
use crate::support::{Browser, Page, TestApp};

const BULK: &str = "/approvals/bulk";

/// What is posted when these rows of the list are ticked and the button is pressed.
fn ticked(list: &Page, action: &str, text: &str, wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut fields = list.hidden_of(BULK);
    assert!(!fields.is_empty(), "the list has the bar");
    let boxes = list.values("request").into_iter().filter(|value| wanted(value));
    fields.extend(boxes.map(|value| ("request".to_owned(), value)));
    fields.extend([("text".to_owned(), text.to_owned()), ("action".to_owned(), action.to_owned())]);
    fields
}

fn send(browser: &Browser, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(BULK, &fields)
}

fn press(browser: &Browser, list: &Page, action: &str, text: &str) -> Page {
    send(browser, &ticked(list, action, text, |_| true))
}

/// What the result says of a request: its whole row.
fn row(page: &Page, path: &str) -> String {
    page.texts("tbody tr").into_iter().find(|row| row.contains(number_of(path))).unwrap_or_default()
}

fn decisions(app: &TestApp, said: &str) -> String {
    one(app, &format!("SELECT count(*) FROM request_decisions WHERE {said}"))
}

#[test]
fn each_ticked_request_is_approved_with_the_shared_opinion_and_told_of_by_itself() {
    let app = TestApp::new();
    let paths = [filed(&app, "yj.user"), filed(&app, "yj.user")];
    let operator = app.signed_in("ops.engineer");
    let page = press(&operator, &operator.get("/approvals").is_ok(), "approve", "规格相符").is_ok();
    assert!(page.text(".alert.ok").contains("已完成 2 项。"), "{}", page.text("main"));
    for path in &paths {
        assert!(row(&page, path).contains("已处理") && row(&page, path).contains("待复审"), "{}", row(&page, path));
        assert_eq!(state(&app, path), "second_review");
    }
    assert!(!page.has("#bulk") && !page.has("input[name=request]"), "nothing is left to decide");
    assert_eq!(decisions(&app, "outcome = 'approved' AND opinion = '规格相符'"), "2");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'approveRequest'"), "2");
    let told = "SELECT count(*) FROM messages WHERE title ->> 'key' = 'request-told-approved'
                AND recipient_id = (SELECT id FROM users WHERE username = 'yj.user')";
    assert_eq!(one(&app, told), "2");
    app.holds_together();
}

#[test]
fn every_row_says_why_it_was_not_decided_and_stops_no_other() {
    let app = TestApp::new();
    let [plain, overtaken, withdrawn, changed] = [(); 4].map(|()| filed(&app, "yj.user"));
    let (operator, filer) = (app.signed_in("ops.engineer"), app.signed_in("yj.user"));
    let mut posted = ticked(&operator.get("/approvals").is_ok(), "approve", "同意", |_| true);
    posted.push(("request".to_owned(), "ZY209901010001.1".to_owned()));
    act(&app.signed_in("ops.engineer2"), &overtaken, "approve", "").is(303);
    act(&filer, &withdrawn, "withdraw", "").is(303);
    let change = Asked::good(&app, "yj.user").with("quantity", "3");
    change.press(&filer, &format!("{changed}/edit"), "action", "submit").is(303);

    let page = send(&operator, &posted).is_ok();
    assert!(row(&page, &plain).contains("已处理"), "{}", page.text("tbody"));
    assert!(row(&page, &overtaken).contains("未处理") && row(&page, &overtaken).contains("运维初审通过"));
    assert!(row(&page, &withdrawn).contains("撤回申请"), "{}", row(&page, &withdrawn));
    assert!(row(&page, &changed).contains("处理过这条记录：变更了"), "{}", row(&page, &changed));
    assert!(page.text("tbody").contains("没有这一项"));
    assert!(page.text(".alert.warn").contains("已完成 1 项。") && page.text(".alert.warn").contains("4 项未处理"));

    // What only became different stays ticked, in its version of now, with the opinion.
    assert_eq!((page.count("input[name=request]"), page.count("input[name=request][checked]")), (1, 1));
    assert_eq!(page.text("textarea[name=text]"), "同意");
    press(&operator, &page, "approve", "同意").is_ok();
    assert_eq!([&plain, &changed].map(|path| state(&app, path)), ["second_review", "second_review"]);
    app.holds_together();
}

#[test]
fn nobody_decides_their_own_among_many_either() {
    let app = TestApp::new();
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    let bureau = app.signed_in("bigdata.admin");
    let own = Asked::good(&app, "yj.user").with("department", &department).filed(&bureau);
    let others = filed(&app, "yj.user");
    press(&app.signed_in("ops.engineer"), &app.signed_in("ops.engineer").get("/approvals").is_ok(), "approve", "")
        .is_ok();
    let mut posted = ticked(&bureau.get("/approvals").is_ok(), "approve", "", |_| true);
    assert_eq!(posted.iter().filter(|(name, _)| name == "request").count(), 1, "it isn't offered");
    posted.push(("request".to_owned(), number_of(&own).to_owned()));
    let page = send(&bureau, &posted).is_ok();
    assert!(row(&page, &own).contains("不能审批自己提交的申请"), "{}", row(&page, &own));
    assert_eq!([&own, &others].map(|path| state(&app, path)), ["second_review", "delivering"]);
}

#[test]
fn a_rejection_of_many_needs_a_reason_and_what_was_ticked_and_typed_stays() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let operator = app.signed_in("ops.engineer");
    let list = operator.get("/approvals").is_ok();
    let page = press(&operator, &list, "reject", "  ").is_refused_at("text");
    assert!(page.errors_at("text").contains("请填写驳回原因") && page.has("input[name=request][checked]"));
    let long = "长".repeat(501);
    let page = press(&operator, &page, "approve", &long).is_refused_at("text");
    assert_eq!(page.text("textarea[name=text]"), long);
    let page = send(&operator, &ticked(&list, "reject", "请核减", |_| false)).is_refused_at("request");
    assert!(page.errors_at("request").contains("还没有勾选") && page.text("main").contains("没有勾选任何单据"));
    press(&operator, &list, "withdraw", "").is_refused_at("request");
    assert_eq!(state(&app, &path), "first_review");
    press(&operator, &list, "reject", "请核减").is_ok();
    assert_eq!(decisions(&app, "outcome = 'rejected' AND opinion = '请核减'"), "1");
    assert_eq!(state(&app, &path), "rejected");
    // Nothing of it can be decided any more, though the page is the same.
    press(&operator, &list, "approve", "").is(409);
}

#[test]
fn posted_twice_at_once_it_is_decided_once_and_tells_the_same_both_times() {
    let app = TestApp::new();
    let paths = [(); 3].map(|()| filed(&app, "yj.user"));
    let operator = app.signed_in("ops.engineer");
    let posted = ticked(&operator.get("/approvals").is_ok(), "approve", "", |_| true);
    let pages: Vec<Page> = thread::scope(|scope| {
        let tries = [(); 2].map(|()| scope.spawn(|| send(&operator, &posted)));
        tries.into_iter().map(|page| page.join().unwrap()).collect()
    });
    for page in pages {
        assert!(page.is_ok().text(".alert.ok").contains("已完成 3 项。"));
    }
    assert_eq!(decisions(&app, "true"), "3");
    assert!(paths.iter().all(|path| state(&app, path) == "second_review"));
}

#[test]
fn of_two_over_the_same_list_each_request_is_decided_once_and_every_loser_told() {
    let app = TestApp::new();
    let paths: Vec<String> = (0..8).map(|_| filed(&app, "yj.user")).collect();
    let both = ["ops.engineer", "ops.engineer2"].map(|name| app.signed_in(name));
    let lists = both.each_ref().map(|browser| browser.get("/approvals").is_ok());
    let pages: Vec<Page> = thread::scope(|scope| {
        let tries = both.iter().zip(&lists).zip([("approve", ""), ("reject", "请核减")]);
        let tries: Vec<_> =
            tries.map(|((it, list), (verb, text))| scope.spawn(move || press(it, list, verb, text))).collect();
        tries.into_iter().map(|page| page.join().unwrap()).collect()
    });
    for path in &paths {
        let rows = [row(&pages[0], path), row(&pages[1], path)];
        assert_eq!(rows.iter().filter(|row| row.contains("已处理")).count(), 1, "{rows:?}");
        let loser = rows.iter().find(|row| !row.contains("已处理")).unwrap();
        assert!(loser.contains("运维初审"), "{loser}");
    }
    assert_eq!(decisions(&app, "true"), "8");
    app.holds_together();
}

#[test]
fn only_who_approves_may_and_never_by_looking() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let box_of_it = format!("{}.2", number_of(&path));
    for username in ["yj.user", "bigdata.user", "ops.manager", "platform.admin"] {
        let browser = app.signed_in(username);
        browser.post(BULK, &[("request", &box_of_it), ("action", "approve")]).is_forbidden();
        browser.get(BULK).is_forbidden();
    }
    // It isn't the bureau's yet, and the commission doesn't see it at all.
    let approve = [("request", box_of_it.as_str()), ("action", "approve")];
    assert!(app.signed_in("bigdata.admin").post(BULK, &approve).is(409).text("tbody").contains("不由您审批"));
    assert!(app.signed_in("plc.admin").post(BULK, &approve).is(409).text("tbody").contains("没有这一项"));
    let operator = app.signed_in("ops.engineer");
    operator.get(&format!("{BULK}?request={box_of_it}&action=approve")).location();
    assert_eq!(state(&app, &path), "first_review");
    assert!(!operator.get("/approvals?what=delivery").is_ok().has("#bulk"));
    // What was typed for the single decision isn't offered any more.
    let typed = format!("/kept?path={path}/approve");
    operator.post(&typed, &[("text", "同意")]).is(204);
    operator.post(BULK, &approve).is_ok();
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0");
}

#[test]
fn without_scripts_a_link_ticks_the_whole_page() {
    let app = TestApp::new();
    filed(&app, "yj.user");
    let operator = app.signed_in("ops.engineer");
    let list = operator.get("/approvals").is_ok();
    assert!(!list.has("input[name=request][checked]"));
    let link = list.attribute("#bulk a.unscripted", "href").expect("a link");
    assert!(operator.get(&link).is_ok().has("input[name=request][checked]"));
}

#[test]
fn what_was_ticked_before_the_session_ran_out_goes_on_after_signing_in() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let operator = app.signed_in("ops.engineer");
    let posted = ticked(&operator.get("/approvals").is_ok(), "reject", "请核减", |_| true);
    let operators = user(&app, "ops.engineer");
    run(&app, &format!("UPDATE sessions SET last_seen_at = now() - interval '31 minutes' WHERE user_id = {operators}"));
    assert!(send(&operator, &posted).location().starts_with("/login?next=%2Fapprovals%2Fbulk"));
    let back = app.signed_in("ops.engineer").get(BULK).is_ok();
    assert!(back.has("input[name=request][checked]") && back.text("textarea[name=text]") == "请核减");
    assert_eq!(state(&app, &path), "first_review");
}
