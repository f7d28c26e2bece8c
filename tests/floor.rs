//! What every page stands on.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use actix_web::rt::System;
use diesel::{RunQueryDsl, dsl::sql, select, sql_types::Text};
use ureq::http::Method;
use yunwu::web::{export, list::Cursor};

use crate::support::TestApp;

/// As a page of the portal sends a post.
const OURS: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

#[test]
fn whoever_asks_for_nothing_that_is_there_is_told_so() {
    let app = TestApp::new();
    app.visitor().get("/nowhere").is_not_found();
}

#[test]
fn the_portal_is_alive_and_ready() {
    let app = TestApp::new();
    app.visitor().get("/livez").is_ok();
    app.visitor().get("/readyz").is_ok();
}

#[test]
fn a_visitor_is_led_to_sign_in_and_back() {
    let app = TestApp::new();
    let answer = app.visitor().get("/search?q=%E5%BA%94%E6%80%A5");
    assert_eq!(answer.location(), "/login?next=%2Fsearch%3Fq%3D%25E5%25BA%2594%25E6%2580%25A5");
}

#[test]
fn every_answer_carries_the_headers_that_keep_it_safe() {
    let app = TestApp::new();
    for path in ["/login", "/nowhere", "/livez"] {
        let page = app.visitor().get(path);
        let policy = page.header("content-security-policy");
        for part in ["default-src 'none'", "script-src 'nonce-", "frame-ancestors 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("x-request-id").len(), 36);
    }
}

#[test]
fn a_nonce_is_used_once() {
    let app = TestApp::new();
    let nonce = || app.visitor().get("/login").attribute("script[nonce]", "nonce");
    assert_ne!(nonce(), nonce());
}

#[test]
fn head_answers_as_get_without_the_body() {
    let app = TestApp::new();
    let head = app.visitor().send(Method::HEAD, "/login", &[], Vec::new()).is_ok();
    assert!(head.body.is_empty());
}

#[test]
fn a_wrong_method_is_told_which_ones_there_are() {
    let app = TestApp::new();
    let answer = app.visitor().send(Method::DELETE, "/login", &[("sec-fetch-site", "same-origin")], Vec::new()).is(405);
    assert_eq!(answer.header("allow"), "GET, POST");
}

#[test]
fn a_post_from_another_site_is_refused_however_the_browser_says_so() {
    let app = TestApp::new();
    let body = || b"username=yj.user&password=x".to_vec();
    let form = ("content-type", "application/x-www-form-urlencoded");
    for foreign in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        app.visitor().send(Method::POST, "/login", &[form, foreign], body()).is_forbidden();
    }
    app.visitor().send(Method::POST, "/login", &[form], body()).is_forbidden();
    app.visitor().send(Method::POST, "/login", &[form, ("origin", app.url())], body()).is(422);
}

#[test]
fn an_old_browser_is_known_by_the_token_of_its_page() {
    let app = TestApp::new();
    let browser = app.visitor();
    let token = browser.get("/login").value("csrf");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = |token: &str| format!("csrf={token}&username=yj.user&password=wrong").into_bytes();
    browser.send(Method::POST, "/login", &form, body(&token)).is(422);
    browser.send(Method::POST, "/login", &form, body("another")).is_forbidden();
}

#[test]
fn text_that_is_no_text_is_refused_and_not_replaced() {
    let app = TestApp::new();
    let browser = app.visitor();
    browser.post_body("/login", "application/x-www-form-urlencoded", b"username=%FF%FE&password=x".to_vec()).is(400);
    browser.post_body("/login", "application/json", b"{}".to_vec()).is(400);
    browser.post("/login", &[("username", "yj\u{0}.user"), ("password", "x")]).is_refused_at("username");
}

#[test]
fn what_is_no_text_in_an_address_is_refused_with_a_page() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for address in yunwu::app::site().addresses().filter(|address| address.path.contains('{')) {
        for bad in ["%00", "GD1%00", "%FF"] {
            let path = with_every_part(address.path, bad);
            let answer = browser.send(address.method.as_str().parse().unwrap(), &path, &OURS, Vec::new());
            assert_eq!(answer.status(), 404, "{} {path}", address.method);
        }
    }
    for path in ["/tickets", "/tickets.csv", "/tickets/new/internet-mapping", "/messages", "/search", "/login"] {
        for query in ["copy=%00", "kind=x%00", "%00=x", "application=%B9%AB", "q=%FF"] {
            let page = browser.get(&format!("{path}?{query}")).is(400);
            assert!(page.text("h1").contains("请求无法识别") && page.text(".lead").contains("无法识别的字符"));
        }
    }
    browser.post("/kept?path=%00", &[("name", "x")]).is(400);
    browser.post("/kept/forget?path=/applications/new%00", &[]).is(400);
    browser.get("/nowhere/%00").is_not_found();
}

/// An address with `part` wherever it names something.
fn with_every_part(pattern: &str, part: &str) -> String {
    let parts = pattern.split('/').map(|name| if name.starts_with('{') { part } else { name });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn anything_readable_can_be_searched_for_in_every_list() {
    let app = TestApp::new();
    let (user, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for address in yunwu::app::site().addresses().filter(|address| !address.path.contains('{')) {
        if address.method != "GET" {
            continue;
        }
        for browser in [&user, &operator] {
            let status = browser.get(&format!("{}?q=a%00b%27%25%5C", address.path)).status();
            assert!(status < 500, "{}: {status}", address.path);
        }
    }
}

#[test]
fn more_text_than_a_form_can_hold_is_refused_before_it_is_read() {
    let app = TestApp::new();
    let long = "长".repeat(1_000_000);
    app.visitor().post("/login", &[("username", &long), ("password", "x")]).is(413);
}

#[test]
fn what_is_typed_is_kept_for_its_author_alone() {
    let app = TestApp::new();
    let author = app.signed_in("yj.user");
    author.post("/kept?path=/applications/new", &[("name", "一张图二期"), ("csrf", "x")]).is(204);
    let kept = |name: &str| app.signed_in(name).get("/applications/new").value("name");
    assert_eq!(kept("yj.user"), "一张图二期");
    assert_eq!(kept("yj.admin"), "");
    author.post("/kept/forget?path=/applications/new", &[]).is(303);
    assert_eq!(kept("yj.user"), "");
}

#[test]
fn what_is_typed_on_after_the_session_ran_out_is_kept_where_it_belongs() {
    let app = TestApp::new();
    let author = app.signed_in("yj.user");
    diesel::sql_query("UPDATE sessions SET last_seen_at = now() - interval '31 minutes'")
        .execute(&mut app.sql())
        .expect("a session that ran out");
    author.post("/kept?path=/applications/new", &[("name", "一张图三期")]).is(303);
    assert_eq!(app.signed_in("yj.user").get("/applications/new").value("name"), "一张图三期");
}

#[test]
fn a_form_of_endless_empty_parts_is_refused() {
    let app = TestApp::new();
    let fields: Vec<(&str, &str)> = std::iter::repeat_n(("x", ""), 150_000).collect();
    app.visitor().upload("/login", &fields, &[]).is(413);
}

#[test]
fn everybody_is_offered_the_search() {
    let app = TestApp::new();
    for username in ["yj.user", "auditor"] {
        assert!(app.signed_in(username).get("/").has("header [role='search']"), "{username}");
    }
}

#[test]
fn nobody_is_led_to_another_site_by_what_was_kept() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for path in ["//evil.example/", "/%5Cevil.example", "/%09/evil.example"] {
        assert_eq!(browser.post(&format!("/kept/forget?path={path}"), &[]).location(), "/", "{path}");
        browser.post(&format!("/kept?path={path}"), &[("name", "x")]).is(204);
    }
}

#[test]
fn a_download_may_take_longer_than_a_page() {
    let app = TestApp::new();
    let limit = |c: &mut diesel::PgConnection, _: Option<&Cursor>| {
        let limit: String = select(sql::<Text>("current_setting('statement_timeout')")).get_result(c)?;
        Ok((vec![vec![limit]], None))
    };
    let db = app.db();
    let csv = System::new().block_on(async {
        let answer = export::csv(&db, "limits.csv", &vec!["limit".to_owned()], limit);
        actix_web::body::to_bytes(answer.into_body()).await.ok()
    });
    assert_eq!(csv.unwrap(), "\u{feff}limit\r\n1min\r\n");
    let limit: String =
        select(sql::<Text>("current_setting('statement_timeout')")).get_result(&mut db.connection().unwrap()).unwrap();
    assert_eq!(limit, "5s", "and pages keep their own");
}

#[test]
fn a_request_that_breaks_off_leaves_the_server_answering() {
    let app = TestApp::new();
    let address = app.url().trim_start_matches("http://").to_owned();
    for part in
        ["POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nuser", "GARBAGE\r\n\r\n", "GET / HTTP/1.1\r\n"]
    {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        stream.write_all(part.as_bytes()).unwrap();
        // Whatever comes, or nothing.
        drop(stream.read(&mut [0; 64]));
    }
    app.visitor().get("/livez").is_ok();
}
