//! Clients that are slow, or send without end.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use super::briefly_or;
use crate::support::{TestApp, is_long, program::Plan};

const FORM: &str = "Host: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded";

/// A line on which so much was said.
pub fn connected(address: &str, said: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(150))).expect("a time limit");
    stream.write_all(said.as_bytes()).expect("a line that is open");
    stream
}

/// Everything that comes till the line is closed.
fn heard(mut stream: &TcpStream) -> String {
    let mut answer = Vec::new();
    // A line that is cut has said what it said.
    drop(stream.read_to_end(&mut answer));
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn clients_that_take_their_time_keep_nobody_else_waiting_and_are_hung_up_on() {
    let app = TestApp::new();
    let address = app.url().trim_start_matches("http://");
    let begun = Instant::now();
    let heads: Vec<TcpStream> =
        (0..briefly_or(100, 500)).map(|_| connected(address, "GET /livez HTTP/1.1\r\nHo")).collect();
    let bodies: Vec<TcpStream> = (0..briefly_or(100, 500))
        .map(|_| connected(address, &format!("POST /login HTTP/1.1\r\n{FORM}\r\nContent-Length: 9\r\n\r\nu")))
        .collect();
    let idle: Vec<TcpStream> =
        (0..briefly_or(100, 500)).map(|_| connected(address, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")).collect();
    let browser = app.signed_in("yj.user");
    for path in ["/tickets", "/messages", "/livez"] {
        let asked = Instant::now();
        browser.get(path).is_ok();
        assert!(asked.elapsed() < Duration::from_secs(2), "{path}: {:?}", asked.elapsed());
    }
    // One more byte a second is no way to hold the line longer.
    let mut dripping = connected(address, "GET /livez HTTP/1.1\r\nX: ");
    while begun.elapsed() < Duration::from_secs(13) && dripping.write_all(b"a").is_ok() {
        thread::sleep(Duration::from_secs(1));
    }
    assert!(heard(&dripping).starts_with("HTTP/1.1 408"), "the head has its time");
    for head in &heads {
        assert!(heard(head).starts_with("HTTP/1.1 408"));
    }
    for line in &idle {
        assert!(heard(line).ends_with("ok"), "hung up on after the answer");
    }
    if is_long() {
        let answers: Vec<String> = bodies.iter().map(heard).collect();
        assert!(answers.iter().all(|answer| answer.starts_with("HTTP/1.1 400")), "the body has its time");
        assert!(begun.elapsed() < Duration::from_secs(140), "{:?}", begun.elapsed());
    }
    app.visitor().get("/livez").is_ok();
}

#[test]
fn a_body_that_nobody_reads_and_that_never_ends_is_hung_up_on() {
    let app = TestApp::new();
    let address = app.url().trim_start_matches("http://");
    for (request, status) in [("GET /livez", 200), ("POST /nowhere", 404), ("POST /login", 400)] {
        let begun = Instant::now();
        let head = format!("{request} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: a/b\r\n");
        let line = connected(address, &format!("{head}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"));
        let answer = heard(&line);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
        assert!(begun.elapsed() < Duration::from_secs(30), "{request}: {:?}", begun.elapsed());
    }
    // One that is read is answered as ever, and its line stays open for the next.
    let read = "POST /login HTTP/1.1\r\nTransfer-Encoding: chunked";
    let mut line = connected(address, &format!("{read}\r\n{FORM}\r\n\r\n4\r\na=bb\r\n0\r\n\r\n"));
    let mut some = [0; 12];
    line.read_exact(&mut some).expect("an answer");
    assert_eq!(&some, b"HTTP/1.1 422");
    line.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").expect("an open line");
    assert!(heard(&line).ends_with("ok"));
}

/// Sends until the other side has enough, and hears what it says to that.
fn pour(address: &str, head: &str, chunk: &[u8]) -> String {
    let mut stream = connected(address, head);
    let begun = Instant::now();
    while stream.write_all(chunk).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(60), "still listening: {head}");
    }
    heard(&stream)
}

#[test]
fn a_gigabyte_is_refused_before_it_fills_the_memory_however_it_comes() {
    let app = TestApp::new();
    let portal = Plan::new(&app.database_url(), &app.data()).serve();
    portal.browser().get("/login").is_ok();
    let before = portal.memory();
    let some = vec![b'a'; 1 << 20];
    let chunk = [b"100000\r\n".as_slice(), &some, b"\r\n"].concat();
    let multipart = FORM.replace("application/x-www-form-urlencoded", "multipart/form-data; boundary=x");
    let part = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\n";
    let announced = "Content-Length: 1073741824";
    for (head, piece) in [
        (format!("POST /login HTTP/1.1\r\n{FORM}\r\n{announced}\r\n\r\n"), &some),
        (format!("POST /login HTTP/1.1\r\n{FORM}\r\nTransfer-Encoding: chunked\r\n\r\n"), &chunk),
        (format!("POST /login HTTP/1.1\r\n{multipart}\r\n{announced}\r\n\r\n{part}"), &some),
        (
            format!(
                "POST /login HTTP/1.1\r\n{multipart}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{part}\r\n",
                part.len()
            ),
            &chunk,
        ),
    ] {
        let answer = pour(portal.address(), &head, piece);
        // Who goes on sending may find the line cut before the answer is read.
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    }
    let grown = portal.memory().saturating_sub(before);
    assert!(grown < 64 << 10, "{grown} KiB more");
    portal.browser().get("/livez").is_ok();
}
