//! The scanner among servers of our own, with a resolver that says what a test wants.

use std::{
    collections::HashMap,
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use chrono::{Datelike, Utc};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer, version::TLS12};

use super::{Failure, Names, Outcome, Report, Scanner, Trust, Visitor};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const INSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Answers each asking with the next of the answers it was given, the last one for ever.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<HashMap<String, Vec<Vec<IpAddr>>>>>, Arc<AtomicUsize>);

impl Told {
    fn that(self, name: &str, answers: &[&[IpAddr]]) -> Self {
        let answers = answers.iter().map(|answer| answer.to_vec()).collect();
        self.0.lock().unwrap().insert(name.to_owned(), answers);
        self
    }

    fn asked(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }
}

impl Names for Told {
    fn addresses(&self, name: &str, _: Duration) -> io::Result<Vec<IpAddr>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let mut known = self.0.lock().unwrap();
        let answers = known.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

/// The scanner that may visit 127.0.0.1 and nothing else.
fn scanner(names: &Told) -> Visitor {
    Visitor::with(Box::new(names.clone()), |address| address == HERE, Duration::from_secs(5)).unwrap()
}

/// A server at `address` that says this to everybody; its port, and how many came.
fn server_at(address: IpAddr, says: impl Fn(u16) -> String + Send + 'static) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((address, 0)).unwrap();
    let (port, came) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let count = came.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            drop(stream.read(&mut [0; 4096]));
            drop(stream.write_all(says(port).as_bytes()));
        }
    });
    (port, came)
}

fn server(says: &'static str) -> u16 {
    server_at(HERE, move |_| says.to_owned()).0
}

fn redirect_to(location: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n")
}

fn outcome(report: &Report) -> &Outcome {
    &report.last().unwrap().outcome
}

fn failure(report: &Report) -> &Failure {
    match outcome(report) {
        Outcome::Failed(failure) => failure,
        Outcome::Answered(status) => panic!("answered {status}"),
    }
}

#[test]
fn a_site_that_answers_is_reported_with_its_status_and_address() {
    let names = Told::default().that("site.example", &[&[HERE]]);
    let port = server("HTTP/1.1 200 OK\r\n\r\nhello");
    let report = scanner(&names).scan(&format!("http://site.example:{port}/a?b=1"), &[port]);
    assert_eq!(report.visits.len(), 1);
    assert_eq!((outcome(&report), report.visits[0].address), (&Outcome::Answered(200), Some(HERE)));
}

#[test]
fn redirects_are_followed_and_each_is_told() {
    let names = Told::default().that("site.example", &[&[HERE]]).that("login.example", &[&[HERE]]);
    let goal = server("HTTP/1.1 404 Not Found\r\n\r\n");
    let (port, _) = server_at(HERE, move |_| redirect_to(&format!("http://login.example:{goal}/in")));
    let report = scanner(&names).scan(&format!("http://site.example:{port}/"), &[port, goal]);
    let urls: Vec<&str> = report.visits.iter().map(|visit| visit.url.as_str()).collect();
    assert_eq!(urls, [format!("http://site.example:{port}/"), format!("http://login.example:{goal}/in")]);
    assert_eq!(outcome(&report), &Outcome::Answered(404));
}

#[test]
fn five_redirects_are_followed_and_no_more() {
    let names = Told::default();
    let (port, came) = server_at(HERE, |port| redirect_to(&format!("http://127.0.0.1:{port}/again")));
    let report = scanner(&names).scan(&format!("http://127.0.0.1:{port}/"), &[port]);
    assert_eq!(failure(&report), &Failure::TooManyRedirects);
    assert_eq!((came.load(Ordering::SeqCst), report.visits.len()), (6, 7));
}

#[test]
fn nothing_closed_is_ever_connected_to() {
    let (port, came) = server_at(INSIDE, |_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
    let names = Told::default()
        .that("inside.example", &[&[INSIDE]])
        .that("both.example", &[&[HERE, INSIDE]])
        .that("both-again.example", &[&[INSIDE, HERE]]);
    for host in
        ["127.0.0.2", "inside.example", "both.example", "both-again.example", "0x7f000002", "[::ffff:127.0.0.2]"]
    {
        let report = scanner(&names).scan(&format!("http://{host}:{port}/"), &[port]);
        assert!(matches!(failure(&report), Failure::Closed(_)), "{host}");
        assert_eq!(report.visits[0].address, None);
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[test]
fn the_default_scanner_visits_no_machine_of_its_own() {
    let (port, came) = server_at(HERE, |_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
    for host in
        ["127.0.0.1", "localhost", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254"]
    {
        let report = Visitor::new().unwrap().scan(&format!("http://{host}:{port}/"), &[port]);
        assert!(matches!(failure(&report), Failure::Closed(_)), "{host}");
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[test]
fn a_redirect_leads_inside_as_little_as_the_first_address() {
    let (inside, came) = server_at(INSIDE, |_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
    let names = Told::default().that("inside.example", &[&[INSIDE]]);
    for location in [format!("http://127.0.0.2:{inside}/"), format!("//inside.example:{inside}/")] {
        let (port, _) = server_at(HERE, move |_| redirect_to(&location));
        let report = scanner(&names).scan(&format!("http://127.0.0.1:{port}/"), &[port, inside]);
        assert_eq!((failure(&report), report.visits.len()), (&Failure::Closed(INSIDE), 2));
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[test]
fn a_name_that_changes_its_mind_is_asked_once_a_visit_and_checked_each_time() {
    let (inside, came) = server_at(INSIDE, |_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
    let names = Told::default().that("fickle.example", &[&[HERE], &[INSIDE]]);
    // One port, so that only the name decides where one ends up.
    let listener = TcpListener::bind((HERE, inside)).unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            drop(stream.read(&mut [0; 4096]));
            drop(stream.write_all(redirect_to("/again").as_bytes()));
        }
    });
    let report = scanner(&names).scan(&format!("http://fickle.example:{inside}/"), &[inside]);
    assert_eq!((report.visits[0].address, &report.visits[0].outcome), (Some(HERE), &Outcome::Answered(302)));
    assert_eq!(failure(&report), &Failure::Closed(INSIDE));
    assert_eq!((names.asked(), came.load(Ordering::SeqCst)), (2, 0));
}

#[test]
fn other_schemes_ports_and_passwords_go_nowhere() {
    let names = Told::default().that("site.example", &[&[HERE]]);
    let (secret, came) = server_at(HERE, |_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
    let at = |url: String| failure(&scanner(&names).scan(&url, &[])).clone();
    assert_eq!(at(format!("http://site.example:{secret}/")), Failure::Port(secret));
    assert_eq!(at("http://site.example:6379/".to_owned()), Failure::Port(6379));
    assert_eq!(at("file:///etc/passwd".to_owned()), Failure::Scheme("file".to_owned()));
    assert_eq!(at("gopher://site.example/".to_owned()), Failure::Scheme("gopher".to_owned()));
    assert_eq!(at("nonsense".to_owned()), Failure::NoUrl);
    assert_eq!(at("http://nowhere.example/".to_owned()), Failure::NameUnknown);
    let (port, _) = server_at(HERE, move |_| redirect_to("ftp://site.example/x"));
    let report = scanner(&names).scan(&format!("http://user:word@site.example:{port}/"), &[port]);
    assert_eq!(failure(&report), &Failure::Scheme("ftp".to_owned()));
    assert_eq!(report.visits[0].url, format!("http://site.example:{port}/"));
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[test]
fn a_server_gets_so_much_time_and_so_many_bytes() {
    let listener = TcpListener::bind((HERE, 0)).unwrap();
    let slow = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || {
                while stream.write_all(b"x").is_ok() {
                    thread::sleep(Duration::from_millis(50));
                }
            });
        }
    });
    let hasty = Visitor::with(Box::new(Told::default()), |_| true, Duration::from_millis(400)).unwrap();
    let scanned = hasty.scan(&format!("http://127.0.0.1:{slow}/"), &[slow]);
    // One letter after the other is no head of an answer, and at some time it is enough.
    assert!(matches!(failure(&scanned), Failure::TimedOut | Failure::NotHttp));

    let (silent, _listener) = silent();
    let scanned = hasty.scan(&format!("http://127.0.0.1:{silent}/"), &[silent]);
    assert_eq!(failure(&scanned), &Failure::TimedOut);
    let endless = server_at(HERE, |_| format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(1_000_000))).0;
    assert_eq!(
        failure(&scanner(&Told::default()).scan(&format!("http://127.0.0.1:{endless}/"), &[endless])),
        &Failure::NotHttp
    );
}

/// Takes connections and says nothing.
fn silent() -> (u16, TcpListener) {
    let listener = TcpListener::bind((HERE, 0)).unwrap();
    (listener.local_addr().unwrap().port(), listener)
}

#[test]
fn what_is_not_there_or_not_of_the_web_is_said() {
    let nobody = silent().0;
    let at =
        |port: u16| failure(&scanner(&Told::default()).scan(&format!("http://127.0.0.1:{port}/"), &[port])).clone();
    assert_eq!(at(nobody), Failure::Refused);
    assert_eq!(at(server("SSH-2.0-OpenSSH_9.6\r\n")), Failure::NotHttp);
    let plain = server("HTTP/1.1 400 Bad Request\r\n\r\n");
    let report = scanner(&Told::default()).scan(&format!("https://127.0.0.1:{plain}/"), &[plain]);
    assert!(matches!(failure(&report), Failure::Handshake(_)), "{report:?}");
}

/// A secure server that vouches for itself, under that name.
fn secure(name: &str, only_old: bool, last_year: i32) -> u16 {
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.distinguished_name.push(rcgen::DnType::CommonName, "Test CA");
    params.distinguished_name.push(rcgen::DnType::OrganizationName, "Yunwu");
    params.not_after = date_time_ymd(last_year, 3, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = if only_old {
        builder.with_protocol_versions(&[&TLS12])
    } else {
        builder.with_safe_default_protocol_versions()
    };
    let private = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let config = builder.unwrap().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], private);
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind((HERE, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            let mut heard = [0; 4096];
            if let Ok(1..) = stream.read(&mut heard) {
                // Only who asks by the right name gets the page.
                let named = String::from_utf8_lossy(&heard).contains("Host: safe.example:");
                let status = if named && stream.conn.server_name() == Some("safe.example") { 204 } else { 421 };
                drop(write!(stream, "HTTP/1.1 {status} x\r\n\r\n"));
            }
        }
    });
    port
}

#[test]
fn a_secure_site_is_asked_under_its_name_and_its_certificate_is_told() {
    let names = Told::default().that("safe.example", &[&[HERE]]);
    let port = secure("safe.example", false, Utc::now().year() + 5);
    let report = scanner(&names).scan(&format!("https://safe.example:{port}/"), &[port]);
    assert_eq!(outcome(&report), &Outcome::Answered(204), "{report:?}");
    let tls = report.visits[0].tls.as_ref().unwrap();
    assert_eq!(tls.versions, ["TLS 1.3", "TLS 1.2"]);
    assert_eq!((tls.issuer.as_str(), tls.trust), ("Test CA (Yunwu)", Trust::UnknownIssuer));
    assert_eq!(tls.valid_until.unwrap().year(), Utc::now().year() + 5);
    assert_eq!(serde_json::from_value::<Report>(serde_json::to_value(&report).unwrap()).unwrap(), report);
}

#[test]
fn an_old_server_is_told_by_the_versions_it_speaks() {
    let names = Told::default().that("safe.example", &[&[HERE]]);
    let port = secure("safe.example", true, 2020);
    let report = scanner(&names).scan(&format!("https://safe.example:{port}/"), &[port]);
    let tls = report.visits[0].tls.as_ref().unwrap();
    assert_eq!(tls.versions, ["TLS 1.2"]);
    assert_eq!(tls.valid_until.unwrap().to_rfc3339(), "2020-03-01T00:00:00+00:00");
    assert_ne!(tls.trust, Trust::Trusted);
}
