//! `/admin/webhooks`, and what is posted to robots.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::rt::System;
use secrecy::SecretString;
use yunwu::{
    config::Keys,
    outbox::Mail,
    postroom::robots::{Poster, Reach, delivery},
    text::Text,
};

use super::{one, press, run};
use crate::support::{
    Browser, Page, TestApp,
    news::News,
    robot::{Manner, RobotServer},
};

const SECRET: &str = "SEC-of-the-robot";
const NEW: &str = "/admin/webhooks/new";

/// An installation that may post to this machine.
fn app() -> TestApp {
    TestApp::with(|settings| settings.webhook_networks = vec!["127.0.0.0/8".parse().expect("a network")])
}

/// Posts what waits, as if its time had come.
fn deliver(app: &TestApp) {
    run(app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting'");
    let keys = Keys::new(SecretString::from("a secret of the tests, 32 characters"));
    let reach = Reach(app.settings().webhook_networks.clone());
    let poster = Arc::new(Poster::patient_for(reach, Duration::from_secs(1)).expect("a poster"));
    System::new()
        .block_on(delivery::deliver_due(&app.db(), app.settings(), &keys, &poster, || false))
        .expect("a round");
}

fn add(browser: &Browser, with: &[(&str, &str)]) -> Page {
    let page = browser.get(NEW).is_ok();
    let usual = [
        ("name", "运维值班群"),
        ("format", "dingtalk"),
        ("secret", SECRET),
        ("language", "zh-CN"),
        ("kind", "ticket"),
        ("kind", "request"),
        ("audience", "role:ops_engineer"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| with.iter().all(|(other, _)| other != name));
    let typed: Vec<(&str, &str)> = kept.chain(with.iter().copied()).collect();
    press(browser, &page, NEW, &typed)
}

#[test]
fn what_its_audience_is_told_is_posted_to_a_robot_and_signed() {
    let (app, server) = (app(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    let path = add(&browser, &[("url", &server.url())]).location();
    assert_eq!(browser.get(&path).is_ok().state(), "active");
    News::of("GD1").quoting("密码是 hunter2").mailed(Mail::No).reach(&app, &["ops.engineer", "ops.engineer2"]);
    News::of("GD2").reach(&app, &["yj.user"]);
    News::of("GD3").about("account").mailed(Mail::Binding).reach(&app, &["ops.engineer"]);
    News::of("GD4").about("network").reach(&app, &["ops.engineer"]);
    deliver(&app);
    let posts = server.posts();
    assert_eq!(posts.len(), 1, "{posts:?}");
    assert_eq!(posts[0].json["msgtype"], "text");
    assert_eq!(posts[0].query[0], ("access_token".to_owned(), "token-of-the-robot".to_owned()));
    let text = posts[0].text();
    assert!(
        text.starts_with("【云务】工单 GD1 已受理\n") && text.contains(&format!("{}/tickets/GD1", app.url())),
        "{text}"
    );
    assert!(!text.contains("hunter2") && !text.contains("GD2") && !text.contains("GD3") && !text.contains("GD4"));
    let page = browser.get(&path).is_ok();
    assert!(
        page.text("main").contains("工单 GD1 已受理") && page.text("main").contains("已发送"),
        "{}",
        page.text("main")
    );
    assert!(browser.get("/admin/outbox").is_ok().text("tbody").contains("运维值班群"));
    assert!(!app.visitor().get("/dev/mailbox").text("tbody").contains("运维值班群"), "it is no mail");
}

#[test]
fn what_waits_for_one_robot_is_one_post_and_no_longer_than_it_takes() {
    let (app, server) = (app(), RobotServer::knowing(""));
    let browser = app.signed_in("platform.admin");
    add(&browser, &[("url", &server.url()), ("format", "wecom"), ("secret", "")]).is(303);
    for number in 1..=60 {
        News::of(&format!("GD{number}")).reach(&app, &["ops.engineer"]);
    }
    deliver(&app);
    let posts = server.posts();
    assert_eq!(posts.len(), 1);
    let text = posts[0].text();
    assert!(text.len() <= 2_048, "{}", text.len());
    assert!(text.contains("工单 GD1 已受理") && text.contains("（另有 "), "{text}");
    assert!(posts[0].query.iter().all(|(name, _)| name != "sign"));
    assert_eq!(
        one(&app, "SELECT count(*) FROM mails WHERE webhook_id IS NOT NULL AND state IN ('sent', 'joined')"),
        "60"
    );
}

#[test]
fn a_departments_robot_hears_what_its_people_are_told() {
    let (app, server) = (app(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    let department = one(&app, "SELECT department_id FROM users WHERE username = 'yj.user'");
    add(&browser, &[("url", &server.url()), ("audience", &format!("department:{department}")), ("language", "en")])
        .is(303);
    News::of("GD1").reach(&app, &["yj.colleague"]);
    News::of("GD2").reach(&app, &["wj.user"]);
    deliver(&app);
    let posts = server.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().starts_with("[Yunwu] Ticket GD1 was accepted"), "{}", posts[0].text());
}

#[test]
fn whatever_a_robot_does_the_post_waits_and_says_why_and_is_parked_after_a_day() {
    let (app, server) = (app(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    add(&browser, &[("url", &server.url())]).is(303);
    for (manner, says) in [
        (Manner::Refuses(130_101), "130101: send too fast"),
        (Manner::Broken, "HTTP 502"),
        (Manner::HangsUp, "unexpected end of file"),
        (Manner::KeepsSilent, "no answer in time"),
    ] {
        run(&app, "DELETE FROM mails");
        server.behaves(manner);
        News::of("GD1").mailed(Mail::No).reach(&app, &["ops.engineer"]);
        let begun = Instant::now();
        deliver(&app);
        assert!(begun.elapsed() < Duration::from_secs(8), "{manner:?}");
        assert_eq!(
            one(&app, "SELECT state || attempts || last_error FROM mails"),
            format!("waiting1{says}"),
            "{manner:?}"
        );
        let pause = "SELECT round(extract(epoch FROM next_try_at - now()) / 60) FROM mails";
        assert_eq!(one(&app, pause), "1");
        deliver(&app);
        assert_eq!(one(&app, pause), "2", "a longer pause");
    }
    run(&app, "UPDATE mails SET attempts = 12");
    deliver(&app);
    assert_eq!(one(&app, "SELECT state FROM mails"), "parked");
    server.behaves(Manner::Accepts);
    let id = one(&app, "SELECT id FROM mails");
    let page = browser.get(&format!("/admin/outbox/{id}")).is_ok();
    press(&browser, &page, &format!("/admin/outbox/{id}/resend"), &[]).is(303);
    deliver(&app);
    assert_eq!((server.posts().len(), one(&app, "SELECT state FROM mails")), (1, "sent".to_owned()));
}

#[test]
fn neither_address_nor_secret_is_stored_or_shown_in_the_clear() {
    let (app, server) = (app(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    let path = add(&browser, &[("url", &server.url())]).location();
    let wrong = RobotServer::knowing("another");
    let page = browser.get(&format!("{path}/edit")).is_ok();
    press(
        &browser,
        &page,
        &format!("{path}/edit"),
        &[
            ("name", "值班群"),
            ("format", "dingtalk"),
            ("url", &wrong.url()),
            ("language", "zh-CN"),
            ("kind", "ticket"),
            ("audience", "role:ops_engineer"),
        ],
    )
    .is(303);
    News::of("GD1").mailed(Mail::No).reach(&app, &["ops.engineer"]);
    deliver(&app);
    assert_eq!(one(&app, "SELECT last_error FROM mails"), "310000: sign not match", "the secret stayed as it was");
    for path in [path.clone(), format!("{path}/edit"), "/admin/webhooks".to_owned(), "/admin/outbox".to_owned()] {
        let source = browser.get(&path).is_ok().source();
        assert!(!source.contains(SECRET) && !source.contains("token-of-the-robot"), "{path}");
    }
    let stored = one(&app, "SELECT encode(url, 'escape') || encode(secret, 'escape') FROM webhooks");
    assert!(!stored.contains("token-of") && !stored.contains("SEC-of"));
    let logged = one(&app, "SELECT coalesce(before::text, '') || coalesce(after::text, '') FROM audit_entries");
    assert!(!logged.contains("token-of") && !logged.contains("SEC-of"));
    let typed = "https://10.0.0.1/?access_token=token-of-another";
    let refused = add(&browser, &[("url", typed), ("name", "")]).is(422);
    assert_eq!(
        (refused.value("url"), refused.value("secret")),
        (typed.to_owned(), SECRET.to_owned()),
        "what was typed stays"
    );
    assert_eq!(refused.header("cache-control"), "no-store");
}

#[test]
fn a_form_says_what_is_wrong_with_each_field() {
    let app = TestApp::new();
    let browser = app.signed_in("platform.admin");
    let good = "https://oapi.dingtalk.com/robot/send?access_token=x";
    for (field, typed, says) in [
        ("name", "", "请填写名称"),
        ("format", "slack", "请选择平台"),
        ("url", "", "请填写 Webhook 地址"),
        ("url", "http://oapi.dingtalk.com/", "只能使用 https"),
        ("url", "https://127.0.0.1/", "内网或保留网段"),
        ("url", "https://169.254.169.254/latest/meta-data", "内网或保留网段"),
        ("secret", "", "必须加签"),
        ("kind", "account", "至少选择一种"),
        ("audience", "department:999999", "请选择消息范围"),
    ] {
        let url = if field == "url" { typed } else { good };
        let with = if field == "url" { vec![("url", url)] } else { vec![("url", url), (field, typed)] };
        let refused = add(&browser, &with).is_refused_at(field);
        assert!(refused.errors_at(field).contains(says), "{field}: {}", refused.errors_at(field));
        assert!(field == "name" || refused.value("name") == "运维值班群", "what was typed stays");
    }
    add(&browser, &[("url", good)]).is(303);
    let twin = add(&browser, &[("url", good)]).is_refused_at("name");
    assert!(twin.errors_at("name").contains("同名"));
}

#[test]
fn a_name_that_leads_inside_is_not_posted_to() {
    let (app, server) = (TestApp::new(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    add(&browser, &[("url", "https://oapi.dingtalk.com/robot/send")]).is(303);
    let keys = Keys::new(SecretString::from("a secret of the tests, 32 characters"));
    let sealer = yunwu::sealing::Sealer::new(&keys, "webhooks");
    for url in [server.url(), "https://localhost/robot".to_owned(), "https://169.254.169.254/".to_owned()] {
        run(&app, "DELETE FROM mails");
        let sealed = sealer.seal(&url, "webhook/1/url").expect("a sealed address");
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        run(&app, &format!("UPDATE webhooks SET url = '\\x{hex}'"));
        News::of("GD1").mailed(Mail::No).reach(&app, &["ops.engineer"]);
        deliver(&app);
        let why = one(&app, "SELECT last_error FROM mails");
        assert!(why.contains("may not be posted to"), "{url}: {why}");
    }
    assert!(server.posts().is_empty());
}

#[test]
fn a_robot_is_tested_paused_and_resumed() {
    let (app, server) = (app(), RobotServer::knowing(SECRET));
    let browser = app.signed_in("platform.admin");
    let path = add(&browser, &[("url", &server.url())]).location();
    let page = browser.get(&path).is_ok();
    press(&browser, &page, &format!("{path}/test"), &[]).is(303);
    deliver(&app);
    assert!(server.posts()[0].text().contains("群机器人“运维值班群”可以正常接收消息"), "{}", server.posts()[0].text());
    press(&browser, &page, &format!("{path}/pause"), &[]).is(303);
    let paused = browser.get(&path).is_ok();
    assert_eq!(paused.state(), "paused");
    browser.post(&format!("{path}/test"), &[]).is(409);
    browser.post(&format!("{path}/pause"), &[("version", "1")]).is(409);
    News::of("GD1")
        .saying(Text::new("ticket-told-asked").with("number", "GD1"))
        .mailed(Mail::No)
        .reach(&app, &["ops.engineer"]);
    assert_eq!(one(&app, "SELECT count(*) FROM mails WHERE state = 'waiting'"), "0");
    press(&browser, &paused, &format!("{path}/resume"), &[]).is(303);
    let page = browser.get(&path).is_ok();
    assert!(page.text(".tl").contains("启用") && page.text(".tl").contains("发送测试消息"));
    browser.get("/admin/webhooks/99").is_not_found();
    let csv = browser.get("/admin/webhooks.csv").is_ok().source();
    assert!(csv.contains("运维值班群") && csv.contains("127.0.0.1"), "{csv}");
}
