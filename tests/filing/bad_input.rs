//! What nobody types by hand: a clear 4xx, nothing stored, nothing typed lost.

use crate::support::TestApp;

use super::{
    NEW, count_tickets,
    typed::{Typed, value_of},
};

const TEXTS: [&str; 9] = [
    "description",
    "contact_phone",
    "contact_email",
    "whitelist",
    "valid_until",
    "filing_no",
    "remarks",
    "public_ip",
    "validity",
];

#[test]
fn a_nul_is_refused_at_its_field() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for field in ["description", "remarks", "whitelist", "filing_no"] {
        for action in ["save", "submit"] {
            let page = Typed::good(&app)
                .with(field, "水情\0查看水情查看水情查看水情")
                .press(&browser, NEW, "action", action)
                .is(422);
            assert!(page.errors_at(field).contains("无法保存的字符"), "{field}: {}", page.errors_at(field));
            assert!(page.value(field).contains("水情"), "{field}: {}", page.value(field));
        }
    }
    let page = Typed::good(&app).with("public_port", "18\x00443").submit(&browser).is(422);
    assert!(page.errors_at("public_port-1").contains("无法保存的字符"));
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn text_that_is_not_utf8_is_refused_not_replaced() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let body = b"description=%FF%FE%80&action=submit".to_vec();
    browser.post_body(NEW, "application/x-www-form-urlencoded", body).is(400);
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn a_hundred_thousand_characters_come_back_whole() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let long = "汛".repeat(100_000);
    for field in ["description", "remarks", "whitelist"] {
        for action in ["save", "submit"] {
            let page = Typed::good(&app).with(field, &long).press(&browser, NEW, "action", action).is_refused_at(field);
            assert_eq!(page.value(field), long, "{field}");
        }
    }
    let page =
        Typed::good(&app).with("public_port", &"8".repeat(100_000)).save(&browser).is_refused_at("public_port-1");
    assert_eq!(value_of(&page, "public_port-1").len(), 100_000);
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn ten_thousand_lines_of_a_whitelist_get_their_reason() {
    let app = TestApp::new();
    let lines = (0..10_000).map(|n| format!("198.51.{}.{}", n / 250, n % 250 + 1)).collect::<Vec<_>>().join("\r\n");
    let page = Typed::good(&app).with("whitelist", &lines).submit(&app.signed_in("yj.user")).is(422);
    assert!(page.errors_at("whitelist").contains("填写了 10000 项，最多 256 项"));
    assert_eq!(page.value("whitelist"), lines.replace("\r\n", "\n"));
}

#[test]
fn markup_and_sql_are_only_words() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for evil in [
        "<script>alert(1)</script>",
        "'; DROP TABLE tickets; --",
        "\"><img src=x onerror=alert(1)>",
        "{{7*7}}",
        "%27%20OR%201=1",
    ] {
        let all =
            TEXTS.iter().fold(Typed::good(&app), |typed, field| typed.with(field, evil)).with("public_port", evil);
        let page = all.submit(&browser).is(422);
        assert_eq!(page.value("remarks"), evil);
        assert_eq!(value_of(&page, "public_port-1"), evil);
        assert!(!page.source().contains("<script>alert") && !page.has("img[onerror]"), "{evil} is escaped");
        assert_eq!(count_tickets(&mut app.sql()), "0");
    }
    let path = Typed::good(&app).with("remarks", "<b>粗</b> '; --").submit(&browser).location();
    let stored = super::word(&mut app.sql(), "SELECT details->>'remarks' FROM tickets");
    assert_eq!(stored, "<b>粗</b> '; --", "{path}");
}

#[test]
fn repeated_fields_are_refused_and_the_first_kept() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for field in TEXTS {
        let page = Typed::good(&app).and(field, "另一个").submit(&browser).is(422);
        assert!(page.errors_at(field).contains("只能填写一次"), "{field}: {}", page.text(".alert.bad"));
    }
}

#[test]
fn missing_fields_are_missing_not_errors_of_ours() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let page = browser.post(NEW, &[("action", "submit")]).is(422);
    for field in
        ["application", "description", "public_ip", "public_port-1", "floating_ip-1", "internal_port-1", "validity"]
    {
        assert!(!page.errors_at(field).is_empty(), "{field}");
    }
    browser.post(NEW, &[]).is(422);
    browser.post(NEW, &[("action", "delete")]).is(422);
    Typed::good(&app).press(&browser, NEW, "rows", "remove-99").is_ok();
    Typed::good(&app).press(&browser, NEW, "rows", "explode").is(422);
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn other_encodings_and_methods_are_refused() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    browser.post_body(NEW, "application/json", b"{}".to_vec()).is(400);
    browser.send(ureq::http::Method::PUT, NEW, &[("sec-fetch-site", "same-origin")], vec![]).is(405);
    browser.send(ureq::http::Method::DELETE, "/tickets/new", &[("sec-fetch-site", "same-origin")], vec![]).is(405);
}

#[test]
fn ten_thousand_rows_are_refused_and_none_is_lost() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let many = (1..=10_000).fold(Typed::good(&app), |typed, n| typed.and("public_port", &n.to_string()));
    for action in ["save", "submit"] {
        let page = many.press(&browser, NEW, "action", action).is_refused_at("pasted_rows");
        assert_eq!(page.count("[data-row]"), 20);
        assert_eq!(page.value("pasted_rows").lines().count(), 10_001 - 20);
    }
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn foreign_files_and_tickets_in_hidden_fields_are_nothing() {
    let app = TestApp::new();
    let path = Typed::good(&app)
        .and("uploaded_approval_file", "6f1b2a58-58f7-4c4c-a3d8-7a3a1a0c5f11")
        .and("uploaded_filing_file", "not an id")
        .and("copied_from", "GD209912310001")
        .submit(&app.signed_in("yj.user"))
        .location();
    assert_eq!(
        super::word(
            &mut app.sql(),
            "SELECT (copied_from_id IS NULL) AND NOT EXISTS (SELECT FROM attachments) FROM tickets"
        ),
        "true",
        "{path}"
    );
}
