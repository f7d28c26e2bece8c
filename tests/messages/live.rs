//! The bell kept current: pages that listen.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use diesel::connection::SimpleConnection;
use yunwu::demo::PASSWORD;

use crate::support::{
    TestApp,
    news::News,
    program::{Plan, until},
};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page of somebody that listens.
struct Listener {
    lines: BufReader<TcpStream>,
    pub status: String,
}

impl Listener {
    fn of(address: &str, session: &str) -> Self {
        let mut stream = TcpStream::connect(address).expect("a server");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        write!(
            stream,
            "GET /messages/events HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\
             Accept-Encoding: gzip\r\nCookie: {session}\r\n\r\n"
        )
        .expect("a question");
        let mut lines = BufReader::new(stream);
        let mut status = String::new();
        lines.read_line(&mut status).expect("an answer");
        Self { lines, status }
    }

    /// The next line that says something like that; none when the line ended before.
    fn hears(&mut self, what: &str) -> Option<String> {
        let mut line = String::new();
        while self.lines.read_line(&mut line).ok()? > 0 {
            if line.contains(what) {
                return Some(line);
            }
            line.clear();
        }
        None
    }
}

/// Signs in by hand: the cookie is needed.
fn session(address: &str, username: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a server");
    let body = format!("username={username}&password={PASSWORD}");
    write!(
        stream,
        "POST /login HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("a form");
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let cookie = lines.into_iter().find_map(|line| line.strip_prefix("set-cookie: yunwu_session=").map(str::to_owned));
    format!("yunwu_session={}", cookie.expect("a session").split(';').next().expect("its value"))
}

fn address(app: &TestApp) -> String {
    app.url().trim_start_matches("http://").to_owned()
}

#[test]
fn a_page_that_listens_hears_of_its_readers_messages_and_of_nobody_elses() {
    let app = TestApp::new();
    let mut page = Listener::of(&address(&app), &session(&address(&app), "yj.user"));
    assert!(page.status.contains("200"), "{}", page.status);
    assert!(page.hears("data:").expect("how it stands").contains("{\"unread\":0}"));
    News::of("GD1").reach(&app, &["wj.user"]);
    let told = Instant::now();
    News::of("GD2").reach(&app, &["yj.user"]);
    assert!(page.hears("data:").expect("news").contains("{\"unread\":1}"));
    assert!(told.elapsed() < Duration::from_secs(10), "{:?}", told.elapsed());
    app.signed_in("yj.user").post("/messages/read", &[("all", "on")]).is(303);
    assert!(page.hears("data:").expect("that it was read elsewhere").contains("{\"unread\":0}"));
}

#[test]
fn listening_keeps_no_session_alive_and_ends_with_it() {
    let app = TestApp::new();
    let cookie = session(&address(&app), "yj.user");
    app.sql()
        .batch_execute("UPDATE sessions SET last_seen_at = now() - interval '29 minutes 55 seconds'")
        .expect("a clock set");
    let mut page = Listener::of(&address(&app), &cookie);
    assert!(page.hears("data:").is_some());
    assert!(page.hears("event: end").is_some(), "the half hour is over");
    assert!(page.hears("data: x").is_none(), "and the line with it");
    let refused = Listener::of(&address(&app), &cookie);
    assert!(refused.status.contains("303"), "{}", refused.status);

    let mut page = Listener::of(&address(&app), &session(&address(&app), "wj.user"));
    assert!(page.hears("data:").is_some());
    app.sql().batch_execute("UPDATE sessions SET revoked_at = now()").expect("an end");
    assert!(page.hears("event: end").is_some());
}

#[test]
fn of_one_persons_pages_the_newest_six_listen_and_none_holds_a_connection() {
    let app = TestApp::with(|settings| settings.connections = 2);
    let cookie = session(&address(&app), "yj.user");
    let mut pages: Vec<Listener> = (0..8).map(|_| Listener::of(&address(&app), &cookie)).collect();
    for page in &mut pages[2..] {
        assert!(page.hears("data:").is_some());
    }
    News::of("GD1").reach(&app, &["yj.user"]);
    for (nth, page) in pages.iter_mut().enumerate().rev() {
        assert_eq!(page.hears("{\"unread\":1}").is_some(), nth >= 2, "{nth}");
    }
    let begun = Instant::now();
    app.signed_in("yj.user").get("/messages").is_ok();
    assert!(begun.elapsed() < Duration::from_secs(5), "two connections are enough for all of them and a page");
}

#[test]
fn who_does_not_ask_for_a_stream_is_told_how_it_stands_once() {
    let app = TestApp::new();
    News::of("GD1").reach(&app, &["yj.user"]);
    let answer = app.signed_in("yj.user").get("/messages/events").is_ok();
    assert_eq!(answer.header("content-type"), "text/event-stream");
    assert!(answer.source().contains("{\"unread\":1}"));
    assert!(app.visitor().get("/messages/events").location().starts_with("/login"));
}

#[test]
fn a_portal_told_to_stop_hangs_up_and_ends_at_once() {
    let app = TestApp::new();
    let mut portal = Plan::new(&app.database_url(), &app.data()).serve();
    let address = portal.address().to_owned();
    let mut page = Listener::of(&address, &session(&address, "yj.user"));
    assert!(page.hears("data:").is_some());
    let begun = Instant::now();
    portal.ask_to_stop();
    assert!(page.hears("data: x").is_none(), "the line ends");
    until("it has ended", || !portal.is_running());
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}
