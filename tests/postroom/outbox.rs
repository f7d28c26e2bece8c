//! `/admin/outbox`

use std::time::Duration;

use actix_web::rt::System;
use yunwu::outbox::{Carrier, delivery};

use super::{one, press, run};
use crate::support::{
    Browser, Page, TestApp,
    news::News,
    smtp::{Mood, SmtpServer},
};

/// Mails of two readers, the first of which couldn't be sent.
fn app() -> TestApp {
    let app = TestApp::new();
    News::of("GD1").quoting("密码是 hunter2").reach(&app, &["yj.user"]);
    News::of("GD2").reach(&app, &["wj.user"]);
    run(&app, "UPDATE mails SET state = 'parked', attempts = 13, last_error = '550 mailbox closed' WHERE id = 1");
    app
}

fn addresses(page: &Page) -> String {
    page.text("tbody td .mono")
}

fn platform(app: &TestApp) -> Browser {
    app.signed_in("platform.admin")
}

#[test]
fn the_list_is_found_by_state_address_subject_and_kind() {
    let app = app();
    let browser = platform(&app);
    let found = |query: &str| addresses(&browser.get(&format!("/admin/outbox?{query}")).is_ok());
    assert_eq!(found(""), "wj.user@demo.example yj.user@demo.example");
    assert_eq!(found("state=parked"), "yj.user@demo.example");
    assert_eq!(found("state=waiting"), "wj.user@demo.example");
    assert_eq!(found("state=sent"), "");
    assert_eq!(found("q=wj.user"), "wj.user@demo.example");
    assert_eq!(found("q=gd1"), "yj.user@demo.example");
    assert_eq!(found("q=%E5%B7%B2%E5%8F%97%E7%90%86+gd2"), "wj.user@demo.example", "已受理");
    assert_eq!(found("q=nobody"), "");
    assert_eq!(found("q=number"), "", "the name of a gap is no word");
    assert_eq!(found("kind=ticket-told-accepted").split(' ').count(), 2);
    assert_eq!(found("kind=ticket-told-asked"), "");
    let page = browser.get("/admin/outbox?state=parked").is_ok();
    assert!(page.text("tbody").contains("550 mailbox closed") && page.text("tbody").contains("13"));
    assert_eq!(page.state(), "parked");
    let csv = browser.get("/admin/outbox.csv?state=parked").is_ok().source();
    assert!(csv.contains("yj.user@demo.example") && !csv.contains("wj.user"), "{csv}");
    assert!(browser.get("/admin/outbox.xlsx").is_ok().body.starts_with(b"PK"));
}

#[test]
fn how_many_failed_stands_in_the_navigation_of_who_looks_after_them() {
    let app = app();
    let page = platform(&app).get("/").is_ok();
    assert!(page.text("#nav a[href='/admin/outbox']").contains("1 封发送失败"), "{}", page.text("#nav"));
    assert!(!app.signed_in("ops.engineer").get("/").text("#nav").contains("发送失败"));
}

#[test]
fn a_failed_mail_is_sent_again_from_the_beginning_and_that_is_kept() {
    let app = app();
    let browser = platform(&app);
    let page = browser.get("/admin/outbox/1").is_ok();
    assert!(page.text("main").contains("550 mailbox closed"));
    let answer = press(&browser, &page, "/admin/outbox/1/resend", &[]);
    assert_eq!(answer.location(), "/admin/outbox/1");
    assert_eq!(one(&app, "SELECT state || attempts FROM mails WHERE id = 1 AND next_try_at <= now()"), "waiting0");
    assert!(browser.get("/admin/outbox/1").is_ok().text(".tl").contains("重新发送"));
    assert_eq!(one(&app, "SELECT after ->> 'state' FROM audit_entries WHERE action = 'resendMail'"), "waiting");
    press(&browser, &page, "/admin/outbox/1/resend", &[]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'resendMail'"), "1", "twice is once");
}

#[test]
fn a_mail_is_dropped_for_a_reason() {
    let app = app();
    let browser = platform(&app);
    let page = browser.get("/admin/outbox/1").is_ok();
    press(&browser, &page, "/admin/outbox/1/drop", &[("reason", " ")]).is_refused_at("reason");
    let long = "长".repeat(501);
    let refused = press(&browser, &page, "/admin/outbox/1/drop", &[("reason", &long)]).is_refused_at("reason");
    assert_eq!(refused.value("reason"), long, "what was typed stays");
    press(&browser, &refused, "/admin/outbox/1/drop", &[("reason", "已离职")]).is(303);
    let page = browser.get("/admin/outbox/1").is_ok();
    assert_eq!(page.state(), "dropped");
    assert!(page.text(".tl").contains("已离职") && !page.has("form[action$='/drop']"));
    press(&browser, &page, "/admin/outbox/1/resend", &[]).is(303);
    assert_eq!(one(&app, "SELECT state FROM mails WHERE id = 1"), "waiting", "one may think better of it");
}

#[test]
fn what_left_or_is_on_its_way_is_left_alone() {
    let app = app();
    let browser = platform(&app);
    run(
        &app,
        "UPDATE mails SET state = 'sent', sent_at = now() WHERE id = 1; UPDATE mails SET taken_at = now() WHERE id = 2",
    );
    for id in [1, 2] {
        let page = browser.get(&format!("/admin/outbox/{id}")).is_ok();
        assert!(!page.has("form[action$='/resend']") && !page.has("form[action$='/drop']"));
        browser.post(&format!("/admin/outbox/{id}/resend"), &[]).is(409);
        browser.post(&format!("/admin/outbox/{id}/drop"), &[("reason", "x")]).is(409);
    }
    browser.get("/admin/outbox/99").is_not_found();
    browser.post("/admin/outbox/99/resend", &[]).is_not_found();
    browser.get("/admin/outbox/first").is_not_found();
}

#[test]
fn single_use_links_and_peoples_words_are_covered() {
    let app = app();
    app.visitor().post("/password/forgotten", &[("username", "yj.user")]).is(303);
    let secret = one(&app, "SELECT split_part(link, '/', 4) FROM mails WHERE link_is_secret");
    assert!(secret.len() > 20, "{secret}");
    let browser = platform(&app);
    let id = one(&app, "SELECT id FROM mails WHERE link_is_secret");
    let page = browser.get(&format!("/admin/outbox/{id}")).is_ok();
    assert!(!page.source().contains(&secret));
    assert!(page.text("pre").contains("/password/reset/••••••••") && page.has("#covered-link"));
    let page = browser.get("/admin/outbox/1").is_ok();
    assert!(!page.source().contains("hunter2") && page.has("#covered-quote"));
    for path in ["/admin/outbox", "/admin/outbox.csv", "/admin/mail-templates/account-reset-mail-title/zh-CN"] {
        let source = browser.get(path).is_ok().source();
        assert!(!source.contains(&secret) && !source.contains("hunter2"), "{path}");
    }
}

#[test]
fn what_a_mail_server_refused_for_a_day_leaves_once_the_server_is_well_and_it_is_sent_again() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    server.is_in_the_mood(Mood::RefusesRecipients(550));
    run(&app, "UPDATE mails SET attempts = 12");
    leave(&app, &server);
    let browser = platform(&app);
    let page = browser.get("/admin/outbox?state=parked").is_ok();
    assert!(page.text("tbody").contains("550"), "{}", page.text("main"));
    server.is_in_the_mood(Mood::Accepts);
    leave(&app, &server);
    assert!(server.letters().is_empty(), "not by itself");
    press(&browser, &browser.get("/admin/outbox/1").is_ok(), "/admin/outbox/1/resend", &[]).is(303);
    leave(&app, &server);
    assert_eq!(server.letters().len(), 1);
    let page = browser.get("/admin/outbox/1").is_ok();
    assert_eq!(page.state(), "sent");
    assert!(!page.has("form[action$='/resend']"));
    app.holds_together();
}

/// Sends what waits, as if its time had come.
fn leave(app: &TestApp, server: &SmtpServer) {
    run(app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting'");
    let carrier = Carrier::new(&server.settings(), Duration::from_secs(2)).expect("a carrier");
    System::new().block_on(delivery::deliver_due(&app.db(), app.settings(), &carrier, || false)).expect("a round");
}

fn picked(list: &Page, action: &str, reason: &str) -> Vec<(String, String)> {
    let mut fields = list.hidden_of("/admin/outbox/bulk");
    fields.extend(list.values("mail").into_iter().map(|id| ("mail".to_owned(), id)));
    fields.extend([("action".to_owned(), action.to_owned()), ("reason".to_owned(), reason.to_owned())]);
    fields
}

fn send(browser: &Browser, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/admin/outbox/bulk", &fields)
}

#[test]
fn several_are_sent_again_or_dropped_at_once_each_by_itself() {
    let app = app();
    let browser = platform(&app);
    let list = browser.get("/admin/outbox").is_ok();
    run(&app, "UPDATE mails SET state = 'sent' WHERE id = 2");
    let page = send(&browser, &picked(&list, "resend", "")).is_ok();
    assert!(
        page.text(".alert.warn").contains("已完成 1") && page.text("tbody").contains("已发送"),
        "{}",
        page.text("main")
    );
    assert_eq!(one(&app, "SELECT state FROM mails ORDER BY id"), "waiting sent");
    send(&browser, &picked(&list, "drop", "")).is_refused_at("reason");
    run(&app, "UPDATE mails SET state = 'parked'");
    let list = browser.get("/admin/outbox?state=parked").is_ok();
    send(&browser, &picked(&list, "drop", "测试邮件")).is_ok();
    assert_eq!(one(&app, "SELECT state FROM mails ORDER BY id"), "dropped dropped");
    assert_eq!(one(&app, "SELECT count(*) FROM timeline_entries WHERE quote = '测试邮件'"), "2");
    send(&browser, &picked(&list, "burn", "")).is(422);
    send(&browser, &[]).is(422);
}
