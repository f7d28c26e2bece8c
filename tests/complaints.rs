//! Complaints: between a ticket's filer and administrators, away from who handles it.

use crate::support::{
    Page, TestApp,
    sql::{one, run},
};

/// A ticket of `yj.user`; its path.
fn ticket(app: &TestApp, action: &str) -> String {
    let id = one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
    let fields = [
        ("application", id.as_str()),
        ("contact_phone", "027-87231234"),
        ("contact_email", "zhang@demo.example"),
        ("description", "供全省各市州应急管理部门的值班人员查看实时险情"),
        ("public_ip", "203.0.113.18"),
        ("public_port", "9443"),
        ("floating_ip", "10.20.6.31"),
        ("internal_port", "8443"),
        ("protocol", "tcp"),
        ("access_url", ""),
        ("validity", "unlimited"),
        ("action", action),
    ];
    app.signed_in("yj.user").post("/tickets/new/internet-mapping", &fields).is(303).location()
}

fn complain(app: &TestApp, ticket: &str, text: &str) -> Page {
    app.signed_in("yj.user").post(&format!("{ticket}/complaint"), &[("text", text)])
}

#[test]
fn a_filer_complains_administrators_answer_and_the_filer_closes() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    let filer = app.signed_in("yj.user");
    assert!(filer.get(&ticket).has(&format!("a[href='{ticket}/complaint']")));
    filer.get(&format!("{ticket}/complaint")).is_ok();
    let complaint = complain(&app, &ticket, "三天没有人处理").is(303).location();
    assert_eq!(filer.get(&format!("{ticket}/complaint")).location(), complaint, "there is one already");

    let administrator = app.signed_in("platform.admin");
    assert!(administrator.get("/admin/complaints").is_ok().has(&format!("a[href='{complaint}']")));
    let page = administrator.get(&complaint).is_ok();
    assert_eq!(page.state(), "open");
    assert!(page.text(".talk").contains("三天没有人处理"));
    assert!(page.text(".tl").contains("提交"), "how the ticket went");
    administrator.post(&format!("{complaint}/answer"), &[("text", "已安排专人处理")]).is(303);
    assert_eq!(filer.get(&complaint).state(), "answered");
    filer.post(&format!("{complaint}/reply"), &[("text", "仍然没有进展")]).is(303);
    assert_eq!(filer.get(&complaint).state(), "open");
    filer.post(&format!("{complaint}/close"), &[]).is(303);
    assert_eq!(administrator.get(&complaint).state(), "closed");
    for (browser, deed) in [(&filer, "reply"), (&administrator, "answer"), (&filer, "close")] {
        browser.post(&format!("{complaint}/{deed}"), &[("text", "再补充")]).is(409);
    }
    let again = complain(&app, &ticket, "又拖了两天").is(303).location();
    assert_ne!(again, complaint, "what is closed stays closed");
    assert_eq!(filer.get("/complaints").count("main tbody tr"), 2);
}

#[test]
fn who_has_a_hand_in_the_ticket_neither_sees_nor_hears_of_it() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    run(
        &app,
        "INSERT INTO user_roles (user_id, role)
         SELECT id, 'security_admin' FROM users WHERE username = 'ops.engineer'",
    );
    app.signed_in("ops.engineer").post(&format!("{ticket}/accept"), &[]).is(303);
    let complaint = complain(&app, &ticket, "受理后没有下文").is(303).location();
    for username in ["ops.engineer", "ops.engineer2", "yj.colleague", "yj.admin", "wj.user", "auditor", "bigdata.admin"]
    {
        let browser = app.signed_in(username);
        browser.get(&complaint).is_not_found();
        browser.post(&format!("{complaint}/answer"), &[("text", "x")]).is_not_found();
        browser.post(&format!("{complaint}/close"), &[]).is_not_found();
    }
    let handler = app.signed_in("ops.engineer");
    assert_eq!(handler.get("/admin/complaints").is_ok().count("main tbody tr"), 0);
    assert!(!handler.get(&ticket).source().contains("受理后没有下文"));
    let told =
        "SELECT string_agg(u.username, ' ' ORDER BY u.username) FROM messages m JOIN users u ON u.id = m.recipient_id
                WHERE m.record_kind = 'complaint'";
    assert_eq!(one(&app, told), "platform.admin security.admin");
    let on_ticket = "SELECT count(*) FROM timeline_entries WHERE action LIKE '%omplaint'";
    assert_eq!(one(&app, on_ticket), "0");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE after::text LIKE '%受理后%'"), "0");
    app.signed_in("security.admin").get(&complaint).is_ok();
}

#[test]
fn only_the_filer_complains_and_only_about_what_was_submitted() {
    let app = TestApp::new();
    let draft = ticket(&app, "save");
    complain(&app, &draft, "还没提交").is(409);
    app.signed_in("yj.user").post(&format!("{draft}/submit"), &[]).is(303);
    let path = format!("{draft}/complaint");
    for (username, answer) in [("yj.colleague", 403), ("yj.admin", 403), ("ops.engineer", 403), ("wj.user", 404)] {
        app.signed_in(username).post(&path, &[("text", "慢")]).is(answer);
        app.signed_in(username).get(&path).is(answer);
        assert!(!app.signed_in(username).get(&draft).has(&format!("a[href='{path}']")), "{username}");
    }
    for username in ["yj.user", "ops.engineer"] {
        app.signed_in(username).get("/admin/complaints").is_forbidden();
    }
}

#[test]
fn each_side_does_its_own() {
    let app = TestApp::new();
    let complaint = complain(&app, &ticket(&app, "submit"), "太慢").is(303).location();
    let (filer, administrator) = (app.signed_in("yj.user"), app.signed_in("security.admin"));
    filer.post(&format!("{complaint}/answer"), &[("text", "我自己答")]).is(403);
    administrator.post(&format!("{complaint}/reply"), &[("text", "替他说")]).is(403);
    administrator.post(&format!("{complaint}/close"), &[]).is(403);
    assert_eq!(one(&app, "SELECT count(*) FROM complaint_messages"), "1");
}

#[test]
fn words_are_needed_and_those_typed_stay() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    complain(&app, &ticket, " \n").is_refused_at("text");
    let long = "慢".repeat(2_001);
    assert_eq!(complain(&app, &ticket, &long).is_refused_at("text").text("textarea#text"), long);
    let complaint = complain(&app, &ticket, "慢").is(303).location();
    let administrator = app.signed_in("platform.admin");
    administrator.post(&format!("{complaint}/answer"), &[("text", "")]).is_refused_at("text");
    assert_eq!(one(&app, "SELECT state FROM complaints"), "open");
}

#[test]
fn a_complaint_stays_when_its_returned_ticket_is_deleted() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    app.signed_in("ops.engineer").post(&format!("{ticket}/return"), &[("text", "不合规")]).is(303);
    let complaint = complain(&app, &ticket, "退回没有道理").is(303).location();
    app.signed_in("yj.user").post(&format!("{ticket}/delete"), &[]).is(303);
    let page = app.signed_in("platform.admin").get(&complaint).is_ok();
    assert!(page.text("main").contains("工单已删除") && page.text(".talk").contains("退回没有道理"));
    app.signed_in("yj.user").get(&complaint).is_ok();
    app.signed_in("ops.engineer").get(&complaint).is_not_found();
}

#[test]
fn a_double_click_complains_once() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    let filer = app.signed_in("yj.user");
    let path = format!("{ticket}/complaint");
    let submission = filer.get(&path).value("submission");
    for _ in 0..2 {
        filer.post(&path, &[("text", "慢"), ("submission", &submission)]).is(303);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM complaint_messages"), "1");
}

#[test]
fn complaints_are_searched_listed_by_state_and_exported() {
    let app = TestApp::new();
    let ticket = ticket(&app, "submit");
    let closed = complain(&app, &ticket, "三天没有人受理").is(303).location();
    app.signed_in("yj.user").post(&format!("{closed}/close"), &[]).is(303);
    complain(&app, &ticket, "又拖了两天").is(303);
    for (username, path) in [("platform.admin", "/admin/complaints"), ("yj.user", "/complaints")] {
        let browser = app.signed_in(username);
        let rows = |query: &str| browser.get(&format!("{path}{query}")).is_ok().count("main tbody tr");
        assert_eq!((rows(""), rows("?state=open"), rows("?state=closed"), rows("?state=answered")), (2, 1, 1, 0));
        assert_eq!((rows("?q=两天"), rows("?q=应急"), rows("?q=没有这样的话")), (1, 2, 0), "{username}");
        let number = ticket.trim_start_matches("/tickets/");
        let csv = browser.get(&format!("{path}.csv?state=closed")).is_ok().source();
        assert!(csv.lines().count() == 2 && csv.contains(number) && csv.contains("已结束"), "{csv}");
        browser.get(&format!("{path}.xlsx")).is_ok();
    }
    app.signed_in("yj.user").get("/admin/complaints.csv").is_forbidden();
}
