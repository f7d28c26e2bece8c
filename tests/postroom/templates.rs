//! `/admin/mail-templates`

use std::time::Duration;

use actix_web::rt::System;
use yunwu::outbox::{Carrier, delivery};

use super::{one, press, run};
use crate::support::{TestApp, letter::Letter, news::News, smtp::SmtpServer};

const ACCEPTED: &str = "/admin/mail-templates/ticket-told-accepted/zh-CN";
const FRAME: &str = "/admin/mail-templates/frame/zh-CN";

fn letters(app: &TestApp) -> Vec<Letter> {
    let server = SmtpServer::start();
    run(app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting'");
    let carrier = Carrier::new(&server.settings(), Duration::from_secs(2)).expect("a carrier");
    System::new().block_on(delivery::deliver_due(&app.db(), app.settings(), &carrier, || false)).expect("a round");
    server.letters()
}

#[test]
fn a_mail_is_sent_in_the_words_that_an_administrator_gave_its_kind_in_its_language() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let page = browser.get(ACCEPTED).is_ok();
    assert_eq!(page.value("subject"), "工单 {number} 已受理");
    assert_eq!(page.state(), "built_in");
    let typed = [
        ("subject", "<b>{number}</b> 已由运维受理"),
        ("text", "单位：{department}\n应用：{application}，详见 {number}"),
        ("greeting", "{name}同志："),
        ("closing", "湖北省政务云运维中心"),
        ("action", "save"),
    ];
    press(&browser, &page, ACCEPTED, &typed).is(303);
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'ops.engineer'");
    News::of("GD1").reach(&app, &["yj.user", "ops.engineer"]);
    let letters = letters(&app);
    let chinese = letters.iter().find(|letter| letter.to == ["yj.user@demo.example"]).expect("a letter");
    assert_eq!(chinese.subject(), "【云务】<b>GD1</b> 已由运维受理");
    let plain = chinese.plain();
    for words in ["陈静同志：", "单位：湖北省应急管理厅\r\n应用：应急指挥一张图，详见 GD1", "湖北省政务云运维中心"]
    {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(!plain.contains("您好") && !plain.contains("自动发送"));
    let html = chinese.html();
    assert!(html.contains("&#60;b&#62;GD1") && !html.contains("<b>GD1"), "{html}");
    let english = letters.iter().find(|letter| letter.to == ["ops.engineer@demo.example"]).expect("another letter");
    assert_eq!(english.subject(), "[Yunwu] Ticket GD1 was accepted");
    assert_eq!(
        one(&app, "SELECT resource_id FROM audit_entries WHERE action = 'updateMailTemplate'"),
        "ticket-told-accepted/zh-CN"
    );
    let list = browser.get("/admin/mail-templates?state=changed").is_ok();
    assert_eq!((list.count("tbody tr"), list.count("tbody .tag.run")), (1, 1));
}

#[test]
fn the_frame_is_that_of_all_mails() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let page = browser.get(FRAME).is_ok();
    assert_eq!(
        (page.value("subject"), page.value("closing")),
        ("【云务】{title}".to_owned(), "本邮件由系统自动发送，无需回复。".to_owned())
    );
    press(
        &browser,
        &page,
        FRAME,
        &[("subject", "[政务云] {title}"), ("greeting", ""), ("closing", "政务云"), ("action", "save")],
    )
    .is(303);
    for key in ["ticket-told-accepted", "ticket-told-asked"] {
        News::of("GD1").saying(yunwu::text::Text::new(key).with("number", "GD1")).reach(&app, &["yj.user"]);
    }
    let letters = letters(&app);
    assert_eq!(letters[0].subject(), "[政务云] 工单 GD1 需要您补充信息（共 2 条动态）");
    assert!(letters[0].plain().contains("陈静，您好：") && letters[0].plain().contains("\r\n政务云\r\n"));
}

#[test]
fn a_preview_shows_the_latest_mail_of_the_kind_in_the_words_typed_and_keeps_nothing() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let page = browser.get(ACCEPTED).is_ok();
    assert!(page.text("pre").contains("工单 〈单号〉 已受理"), "{}", page.text("pre"));
    News::of("GD7").quoting("密码是 hunter2").reach(&app, &["yj.user"]);
    let page = press(
        &browser,
        &page,
        ACCEPTED,
        &[("subject", "看 {number}"), ("text", "{department}"), ("action", "preview")],
    )
    .is_ok();
    assert!(page.text("pre").contains("看 GD7") && page.text("pre").contains("湖北省应急管理厅"));
    assert!(page.text("main").contains("【云务】看 GD7") && !page.source().contains("hunter2"));
    assert_eq!(page.value("subject"), "看 {number}");
    assert_eq!(one(&app, "SELECT count(*) FROM mail_templates"), "0");
    press(&browser, &page, ACCEPTED, &[("subject", "看 {nummer}"), ("action", "preview")]).is_refused_at("subject");
    let html = browser.get(&format!("{ACCEPTED}/html")).is_ok();
    assert!(html.header("content-security-policy").ends_with("sandbox") && html.source().contains("GD7"));
    browser.get("/admin/mail-templates/ticket-told-lost/zh-CN").is_not_found();
    browser.get("/admin/mail-templates/frame/fr").is_not_found();
}

#[test]
fn unknown_placeholders_and_hidden_characters_are_refused_at_their_field() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let page = browser.get(ACCEPTED).is_ok();
    for (field, at, typed, says) in [
        ("subject", "subject", "{nummer}", "没有占位符 {nummer}"),
        ("subject", "subject", "工单 {number", "花括号不成对"),
        ("subject", "subject", "x\r\nBcc: all@example.com", "只能写一行"),
        ("subject", "subject", "gpj\u{202e}.exe", "U+202E"),
        ("text", "text-1", "{applicant}", "没有占位符 {applicant}"),
        ("greeting", "greeting", "{number}", "没有占位符 {number}"),
        ("closing", "closing", "{name}", "没有占位符 {name}"),
    ] {
        let refused = press(&browser, &page, ACCEPTED, &[(field, typed), ("action", "save")]).is_refused_at(at);
        assert!(refused.errors_at(at).contains(says), "{}", refused.errors_at(at));
        assert_eq!(
            refused.values(field).first().cloned().unwrap_or_else(|| refused.value(field)),
            typed.replace("\r\n", "\n")
        );
    }
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE resource_type = 'mail_template'"), "0");
}

#[test]
fn two_administrators_do_not_overwrite_one_another_and_the_built_in_words_come_back() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let (first, second) = (browser.get(ACCEPTED).is_ok(), browser.get(ACCEPTED).is_ok());
    press(&browser, &first, ACCEPTED, &[("subject", "甲 {number}"), ("action", "save")]).is(303);
    let stale = press(&browser, &second, ACCEPTED, &[("subject", "乙 {number}"), ("action", "save")]).is(409);
    assert!(stale.text(".alert.warn").contains("甲 {number}"), "{}", stale.text("main"));
    assert_eq!(stale.value("subject"), "乙 {number}");
    press(&browser, &stale, ACCEPTED, &[("subject", "乙 {number}"), ("action", "save")]).is(303);
    let page = browser.get(ACCEPTED).is_ok();
    assert_eq!((page.state(), page.value("subject")), ("own".to_owned(), "乙 {number}".to_owned()));
    browser.post(&format!("{ACCEPTED}/reset"), &[("version", &first.value("version"))]).is(409);
    press(&browser, &page, &format!("{ACCEPTED}/reset"), &[]).is(303);
    let page = browser.get(ACCEPTED).is_ok();
    assert_eq!((page.state(), page.value("subject")), ("built_in".to_owned(), "工单 {number} 已受理".to_owned()));
    assert!(!page.has("form[action$='/reset']") && page.text(".tl").contains("恢复了内置文案"));
    browser.post(&format!("{ACCEPTED}/reset"), &[]).is(409);
}
