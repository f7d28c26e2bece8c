//! What an attacker tries (docs/security.md, "Attacks"), and that the document says what is true.

mod document;

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use diesel::{RunQueryDsl, sql_query};
use ureq::http::Method;
use yunwu::demo::PASSWORD;

use crate::support::{Page, TestApp, sql::one};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const OURS: &str = "Sec-Fetch-Site: same-origin";

/// A request written by hand, and the head of its answer.
fn speak(app: &TestApp, head: &[&str], body: &[u8]) -> String {
    let mut stream = TcpStream::connect(app.url().trim_start_matches("http://")).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time limit");
    stream.write_all(format!("{}\r\nConnection: close\r\n\r\n", head.join("\r\n")).as_bytes()).expect("a request");
    // Who has answered already may not listen to the end.
    drop(stream.write_all(body));
    let (mut answer, mut some) = (Vec::<u8>::new(), [0; 4096]);
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut some) {
            Ok(0) | Err(_) => break,
            Ok(read) => answer.extend_from_slice(&some[..read]),
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Posts a form by hand.
fn post(app: &TestApp, path: &str, headers: &[&str], body: &str) -> String {
    let (request, length) = (format!("POST {path} HTTP/1.1"), format!("Content-Length: {}", body.len()));
    let head = [[request.as_str(), FORM, OURS, length.as_str()].as_slice(), headers].concat();
    speak(app, &head, body.as_bytes())
}

fn sign_in(app: &TestApp, username: &str, headers: &[&str]) -> String {
    let body = format!("username={username}&password={}", PASSWORD.replace('@', "%40"));
    post(app, "/login", headers, &body)
}

/// `yunwu_session=…`, as the answer sets it.
fn session_set_by(answer: &str) -> String {
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: yunwu_session="));
    let value = set.and_then(|cookie| cookie.split(';').next()).expect("a session");
    format!("yunwu_session={value}")
}

#[test]
fn every_post_from_another_site_is_refused() {
    let app = TestApp::new();
    let browser = app.signed_in("ops.engineer");
    let foreign = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    for address in yunwu::app::site().addresses().filter(|address| address.method == "POST") {
        let parts = address.path.split('/').map(|name| if name.starts_with('{') { "1" } else { name });
        let path = parts.collect::<Vec<_>>().join("/");
        assert_eq!(browser.send(Method::POST, &path, &foreign, Vec::new()).status(), 403, "{path}");
    }
    assert!(browser.get("/me").is_ok().text("aside").contains("ops.engineer"), "and signs nobody out");
}

#[test]
fn no_cache_keeps_and_no_frame_shows_what_a_person_sees() {
    let app = TestApp::new();
    let (user, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let is_kept_to_its_reader = |page: &Page, path: &str| {
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(page.header("access-control-allow-origin"), "", "{path}");
        let policy = page.header("content-security-policy");
        for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
    };
    for address in yunwu::app::site().addresses().filter(|address| address.method == "GET") {
        if !address.path.contains('{') {
            is_kept_to_its_reader(&user.get(address.path), address.path);
            is_kept_to_its_reader(&operator.get(address.path), address.path);
        }
    }
}

#[test]
fn over_https_cookies_travel_nowhere_else_and_the_browser_is_told_to_stay_with_it() {
    let app = TestApp::with(|settings| settings.base_url = "https://portal.example/".parse().expect("an address"));
    let answer = sign_in(&app, "yj.user", &["Host: portal.example"]);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookies: Vec<&str> = answer.lines().filter(|line| line.starts_with("set-cookie: ")).collect();
    assert_eq!(cookies.len(), 2, "the session and the forms' token: {answer}");
    for cookie in cookies {
        for flag in ["; HttpOnly", "; Secure", "; SameSite=", "; Path=/"] {
            assert!(cookie.contains(flag), "{flag}: {cookie}");
        }
        assert!(!cookie.contains("Domain"), "no other host gets it: {cookie}");
    }
    assert!(answer.contains("strict-transport-security: max-age=31536000; includeSubDomains"), "{answer}");
}

#[test]
fn a_forged_host_leads_neither_mail_nor_browser_elsewhere() {
    let app = TestApp::new();
    let forged = ["Host: evil.example", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"];
    let answer = post(&app, "/password/forgotten", &forged, "username=yj.user");
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("location: /login\r\n"), "{answer}");
    let mail = app.visitor().get(&format!("/dev/mailbox/{}", one(&app, "SELECT id FROM mails"))).is_ok();
    assert!(mail.source().contains(&format!("{}/password/reset/", app.url())), "{}", mail.text("main"));
    assert!(!mail.source().contains("evil.example"));

    let request = [["GET /tickets HTTP/1.1"].as_slice(), forged.as_slice()].concat();
    assert!(speak(&app, &request, b"").contains("location: /login?next=%2Ftickets\r\n"));
}

#[test]
fn an_address_is_believed_from_a_trusted_proxy_alone() {
    let app = TestApp::new();
    let claimed = ["Host: x", "X-Forwarded-For: 203.0.113.66"];
    sign_in(&app, "yj.user", &claimed);
    assert_eq!(one(&app, "SELECT address FROM sessions"), "127.0.0.1");
    let failures = "INSERT INTO sign_in_attempts (username, address, purpose, succeeded)
                    SELECT 'name' || n, '127.0.0.1', 'sign_in', false FROM generate_series(1, 50) n";
    sql_query(failures).execute(&mut app.sql()).expect("fifty failures");
    assert!(sign_in(&app, "yj.user", &claimed).starts_with("HTTP/1.1 429"), "a claim opens no new account of failures");

    let app = TestApp::with(|settings| settings.trusted_proxies = vec!["127.0.0.1/32".parse().expect("a network")]);
    sign_in(&app, "yj.user", &["Host: x", "X-Forwarded-For: 203.0.113.66, 10.20.0.8"]);
    assert_eq!(one(&app, "SELECT address FROM sessions"), "10.20.0.8", "what the proxy wrote, not what it was told");
}

#[test]
fn a_session_that_somebody_planted_does_not_become_the_victims() {
    let app = TestApp::new();
    let planted = session_set_by(&sign_in(&app, "wj.user", &["Host: x"]));
    let cookie = format!("Cookie: {planted}");
    let own = session_set_by(&sign_in(&app, "yj.user", &["Host: x", &cookie]));
    assert_ne!(own, planted);
    let me = |session: &str| speak(&app, &["GET /me HTTP/1.1", "Host: x", &format!("Cookie: {session}")], b"");
    assert!(me(&own).starts_with("HTTP/1.1 200"));
    assert!(me(&planted).starts_with("HTTP/1.1 303"), "who planted it is out");
    assert_eq!(one(&app, "SELECT count(*) FROM sessions"), "1");
}

#[test]
fn a_refusal_takes_its_time_whoever_it_is_about() {
    let app = TestApp::new();
    sql_query("UPDATE users SET disabled_at = now() WHERE username = 'ga.user'")
        .execute(&mut app.sql())
        .expect("a user");
    let takes_at_least = |milliseconds: u64, ask: &dyn Fn() -> Page, whom: &str| {
        let begun = Instant::now();
        ask();
        assert!(begun.elapsed() >= Duration::from_millis(milliseconds), "{whom}: {:?}", begun.elapsed());
    };
    for whom in ["yj.user", "ga.user", "nobody", "张三"] {
        let wrong = [("username", whom), ("password", "wrong")];
        takes_at_least(120, &|| app.visitor().post("/login", &wrong).is(422), whom);
        takes_at_least(150, &|| app.visitor().post("/password/forgotten", &wrong[..1]).is(303), whom);
    }
}

#[test]
fn a_body_of_a_gigabyte_is_refused_before_it_is_sent() {
    let app = TestApp::new();
    let head = ["POST /login HTTP/1.1", "Host: x", FORM, OURS, "Content-Length: 1073741824"];
    assert!(speak(&app, &head, b"").starts_with("HTTP/1.1 413"));
}

#[test]
fn a_body_that_never_says_how_long_it_is_has_an_end_all_the_same() {
    let app = TestApp::new();
    let head = ["POST /login HTTP/1.1", "Host: x", FORM, OURS, "Transfer-Encoding: chunked"];
    let size = (2 << 20) + 1;
    let chunk = [format!("{size:x}\r\n").into_bytes(), vec![b'a'; size]].concat();
    assert!(speak(&app, &head, &chunk).starts_with("HTTP/1.1 413"));
}

#[test]
fn a_body_of_two_lengths_is_refused() {
    let app = TestApp::new();
    for ambiguous in [
        ["Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Content-Length: 4", "Content-Length: 5"],
        ["Content-Length: +4", "X-Nothing: else"],
        ["Transfer-Encoding: xchunked", "X-Nothing: else"],
    ] {
        let head = [["POST /login HTTP/1.1", "Host: x", FORM, OURS].as_slice(), ambiguous.as_slice()].concat();
        assert!(speak(&app, &head, b"a=bb").starts_with("HTTP/1.1 400"), "{ambiguous:?}");
    }
}

#[test]
fn a_proxy_that_adds_a_line_of_its_own_is_heard_too() {
    let app = TestApp::with(|settings| settings.trusted_proxies = vec!["127.0.0.1/32".parse().expect("a network")]);
    sign_in(&app, "yj.user", &["Host: x", "X-Forwarded-For: 203.0.113.66", "X-Forwarded-For: 10.20.0.8"]);
    sign_in(&app, "wj.user", &["Host: x", "X-Forwarded-For: 203.0.113.66, 10.20.0.9:4711"]);
    sign_in(&app, "ga.user", &["Host: x", "X-Forwarded-For: 203.0.113.66, unknown"]);
    let by_name =
        "SELECT string_agg(s.address, ' ' ORDER BY u.username) FROM sessions s JOIN users u ON u.id = s.user_id";
    assert_eq!(one(&app, by_name), "127.0.0.1 10.20.0.9 10.20.0.8", "ga, wj, yj");
}

#[test]
fn a_search_of_endless_words_is_cut_and_answered() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for list in ["/messages", "/messages.csv", "/tickets", "/applications", "/network/hosts", "/network/internet-ips"] {
        browser.get(&format!("{list}?q={}", vec!["a"; 30_000].join("+"))).is_ok();
        browser.get(&format!("{list}?q={}", "a".repeat(30_000))).is_ok();
    }
}

#[test]
fn what_is_kept_for_one_person_has_an_end() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    browser.post(&format!("/kept?path=/{}", "a".repeat(3_000)), &[("name", "x")]).is(204);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0", "no form has such an address");
    for form in 0..55 {
        browser.post(&format!("/kept?path=/forms/{form}"), &[("name", "x")]).is(204);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "50");
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms WHERE path = '/forms/54'"), "1");
}

#[test]
fn who_is_not_signed_in_leaves_no_files_in_memory() {
    let app = TestApp::new();
    let content = vec![b'a'; 3 << 20];
    let file = crate::support::Upload { field: "x", file_name: "x.txt", content: &content };
    app.visitor().upload("/login", &[("username", "yj.user"), ("password", "x")], &[file]).is(413);
}
