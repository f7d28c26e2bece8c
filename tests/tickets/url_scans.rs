//! What the access URLs of a ticket lead to: asked for with the submission, found out by a worker, told on the page.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use yunwu::{
    network::url_scan::{Failure, Outcome, Report, Scanner, Tls, Trust, Visit},
    tickets::url_scans::scan_next_at,
};

use super::{EMERGENCY, Ticket, one, run};
use crate::support::TestApp;

const URL: &str = "https://map.yjt.hubei.example/";

/// Says what it is told to, and remembers what it was asked.
struct Told {
    report: Report,
    asked: Mutex<Vec<(String, Vec<u16>)>>,
}

impl Told {
    fn that(outcome: Outcome, tls: Option<Tls>) -> Self {
        let visit = Visit { url: URL.to_owned(), address: "59.0.2.9".parse().ok(), tls, outcome };
        Self { report: Report { visits: vec![visit] }, asked: Mutex::default() }
    }
}

impl Scanner for Told {
    fn scan(&self, url: &str, ports: &[u16]) -> Report {
        self.asked.lock().unwrap().push((url.to_owned(), ports.to_vec()));
        self.report.clone()
    }
}

fn good() -> Told {
    let day = |day: &str| format!("{day}T00:00:00Z").parse::<DateTime<Utc>>().ok();
    let tls = Tls {
        versions: vec!["TLS 1.3".to_owned(), "TLS 1.2".to_owned()],
        issuer: "CFCA OV OCA (China Financial CA)".to_owned(),
        subject: "*.yjt.hubei.example".to_owned(),
        valid_from: day("2026-01-05"),
        valid_until: day("2027-01-05"),
        trust: Trust::Trusted,
    };
    Told::that(Outcome::Answered(200), Some(tls))
}

fn submitted(app: &TestApp) -> Ticket<'_> {
    let id = one(app, &format!("SELECT id FROM applications WHERE name = '{}'", EMERGENCY.application));
    let fields = [
        ("application", id.as_str()),
        ("contact_phone", "027-87231234"),
        ("contact_email", "zhang@demo.example"),
        ("description", "供全省各市州应急管理部门的值班人员查看实时险情"),
        ("public_ip", EMERGENCY.public_ip),
        ("public_port", "9443"),
        ("public_port", "9444"),
        ("floating_ip", EMERGENCY.floating_ip),
        ("floating_ip", EMERGENCY.floating_ip),
        ("internal_port", "8443"),
        ("internal_port", "8444"),
        ("protocol", "tcp"),
        ("protocol", "tcp"),
        ("access_url", URL),
        ("access_url", URL),
        ("validity", "unlimited"),
        ("action", "submit"),
    ];
    let path = app.signed_in(EMERGENCY.username).post("/tickets/new/internet-mapping", &fields).is(303).location();
    Ticket { app, path }
}

#[test]
fn a_submission_has_each_of_its_urls_scanned_once_and_both_sides_read_the_report() {
    let app = TestApp::new();
    let ticket = submitted(&app);
    assert_eq!(ticket.seen_by("yj.user").attribute(".scans [data-state]", "data-state").unwrap(), "waiting");
    let scanner = good();
    assert!(scan_next_at(&app.db(), &scanner, Utc::now()).unwrap());
    assert!(!scan_next_at(&app.db(), &scanner, Utc::now()).unwrap(), "there is one URL");
    assert_eq!(*scanner.asked.lock().unwrap(), [(URL.to_owned(), vec![9443, 9444])]);
    for reader in ["yj.user", "ops.engineer"] {
        let page = ticket.seen_by(reader);
        assert_eq!(page.attribute(".scans [data-state]", "data-state").unwrap(), "good", "{reader}");
        let report = page.text(".scans");
        for fact in [URL, "200", "59.0.2.9", "TLS 1.3, TLS 1.2", "CFCA OV OCA", "2027-01-05", "浏览器信任"] {
            assert!(report.contains(fact), "{reader} reads {fact} in {report}");
        }
    }
    assert!(ticket.seen_by("yj.user").text(".tl").contains("检查了 1 个访问链接，1 个正常"));
    let noted = "SELECT after ->> 'result' FROM audit_entries WHERE action = 'reportCaseUrls' AND actor_id IS NULL";
    assert_eq!(one(&app, noted), "good");
}

#[test]
fn a_ticket_is_resolved_whatever_its_urls_lead_to() {
    let app = TestApp::new();
    let ticket = submitted(&app);
    let operator = app.signed_in("ops.engineer");
    let closed = Told::that(Outcome::Failed(Failure::Closed("10.1.2.3".parse().unwrap())), None);
    scan_next_at(&app.db(), &closed, Utc::now()).unwrap();
    assert!(ticket.seen_by("yj.user").text(".scans").contains("10.1.2.3"));
    ticket.act(&operator, "accept").is(303);
    ticket.act(&operator, "resolve").is(303);
    assert_eq!(ticket.state(), "resolved");
}

#[test]
fn what_may_be_our_own_fault_is_tried_again_and_given_up_at_last() {
    let app = TestApp::new();
    let ticket = submitted(&app);
    let (unknown, mut now) = (Told::that(Outcome::Failed(Failure::NameUnknown), None), Utc::now());
    for (tries, pause) in [(1, 1), (2, 5), (3, 30)] {
        assert!(scan_next_at(&app.db(), &unknown, now).unwrap());
        assert!(!scan_next_at(&app.db(), &unknown, now + TimeDelta::minutes(pause) - TimeDelta::seconds(1)).unwrap());
        assert!(ticket.seen_by("yj.user").text(".scans").contains(&format!("第 {tries} 次没有成功")));
        now += TimeDelta::minutes(pause);
    }
    assert!(scan_next_at(&app.db(), &unknown, now).unwrap());
    let page = ticket.seen_by("yj.user");
    assert_eq!(page.attribute(".scans [data-state]", "data-state").unwrap(), "unreachable");
    assert!(page.text(".scans").contains("域名无法解析"));
    assert!(!scan_next_at(&app.db(), &unknown, now + TimeDelta::days(1)).unwrap());
}

#[test]
fn what_a_dying_worker_had_taken_is_taken_by_another_and_two_never_work_on_one() {
    let app = TestApp::new();
    submitted(&app);
    run(&app, "UPDATE url_scans SET attempts = 1, next_try_at = now() + interval '2 minutes'");
    let scanner = good();
    assert!(!scan_next_at(&app.db(), &scanner, Utc::now()).unwrap());
    assert!(scan_next_at(&app.db(), &scanner, Utc::now() + TimeDelta::minutes(3)).unwrap());
    assert_eq!(one(&app, "SELECT state FROM url_scans"), "done");
}

#[test]
fn operators_ask_for_a_new_scan_and_the_newest_report_is_shown() {
    let app = TestApp::new();
    let ticket = submitted(&app);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let scan = format!("{}/scan", ticket.path);
    let refused = Told::that(Outcome::Failed(Failure::Refused), None);
    scan_next_at(&app.db(), &refused, Utc::now()).unwrap();
    assert!(!filer.get(&ticket.path).has(&format!("form[action='{scan}']")));
    filer.post(&scan, &[]).is(403);
    app.signed_in("wj.user").post(&scan, &[]).is(404);
    assert!(operator.get(&ticket.path).has(&format!("form[action='{scan}']")));
    operator.post(&scan, &[]).is(303);
    operator.post(&scan, &[]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM url_scans WHERE state = 'waiting'"), "1");
    scan_next_at(&app.db(), &good(), Utc::now()).unwrap();
    let page = filer.get(&ticket.path);
    assert_eq!(page.count(".scans > li"), 1);
    assert_eq!(page.attribute(".scans [data-state]", "data-state").unwrap(), "good");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'scanCaseUrls'"), "2");
    assert_eq!(ticket.fact("version"), "1", "nothing changed that others decide about");
}

#[test]
fn there_is_nothing_to_scan_without_urls_or_once_it_is_closed() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let without = Ticket::submitted(&app);
    assert!(!operator.get(&without.path).has(".scans"));
    operator.post(&format!("{}/scan", without.path), &[]).is(409);
    without.act(&app.signed_in("yj.user"), "close").is(303);
    operator.post(&format!("{}/scan", without.path), &[]).is(409);
}
