//! From the chooser to the rating.

use crate::support::TestApp;

use super::{Asked, INTERNET, number_of, one, resolve, states};

#[test]
fn access_is_asked_for_opened_and_rated() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let first = filer.get("/tickets/new?want=reach").is_ok();
    assert!(first.text("main").contains("要访问的系统在哪里"), "{}", first.text("main"));
    assert!(first.has(&format!("a[href=\"{INTERNET}\"]")));
    let form = filer.get(INTERNET).is_ok();
    assert!(form.text("h1").contains("访问互联网"));
    assert_eq!((form.value("validity"), form.value("long_connection")), ("unlimited".into(), String::new()));
    assert!(form.text("main").contains("不能用 *.aliyun.com 这种泛域名"), "the guide's own words");
    assert!(form.text("main").contains("10.20.6.31"), "its department's hosts are at hand");

    let path = Asked::good(&app, INTERNET)
        .with("source_ips", "１０．２０．６．３１、10.20.6.32")
        .with("destinations", "Mirrors.Example.com；203.0.113.9")
        .with("tcp_ports", "443，80")
        .filed(&app);
    assert_eq!(states(&app, &path), "held");
    assert_eq!(
        one(&app, "SELECT sources || ' ' || destinations || ' ' || tcp_ports FROM access_policies"),
        "10.20.6.31;10.20.6.32 203.0.113.9;mirrors.example.com 80;443"
    );
    let ticket = filer.get(&path).is_ok();
    let flow = ticket.text(".flow");
    assert!(flow.contains("mirrors.example.com") && flow.contains("TCP 80;443"), "{flow}");
    assert!(ticket.text(".mapping").contains("已预留"), "{}", ticket.text(".mapping"));

    let operator = app.signed_in("ops.engineer");
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    let script = order.text("#to-open-script");
    assert!(script.contains("ip saddr @sources ip daddr @destinations tcp dport { 80, 443 }"), "{script}");
    assert!(script.contains("# resolve into set destinations: mirrors.example.com"), "{script}");
    let csv = operator.get(&format!("{path}/work-order.csv")).is_ok().source();
    assert!(
        csv.contains("访问互联网,10.20.6.31;10.20.6.32,,203.0.113.9;mirrors.example.com,,单向,tcp,80;443"),
        "{csv}"
    );

    resolve(&app, &path, "").is(303);
    assert_eq!(states(&app, &path), "active");
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
    assert!(filer.get(&path).text(".mapping").contains("已开通"));
    let list = filer.get("/tickets?q=mirrors").is_ok();
    assert!(list.text("main table").contains(number_of(&path)), "found by its destination");
    assert!(list.text("main table").contains("10.20.6.31"), "{}", list.text("main table"));
}

#[test]
fn a_draft_keeps_what_is_not_yet_right_and_is_copied() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let draft =
        Asked::good(&app, INTERNET).with("destinations", "https://mirrors.example.com").with("tcp_ports", "https");
    let path = draft.press(&filer, "save").location();
    let edit = filer.get(&format!("{path}/edit")).is_ok();
    assert_eq!(
        (edit.value("destinations"), edit.value("tcp_ports")),
        ("https://mirrors.example.com".into(), "https".into())
    );
    assert_eq!(one(&app, "SELECT count(*) FROM access_policies"), "0");
    filer.post(&format!("{path}/submit"), &[]).is_refused_at("destinations");
    let good = Asked::good(&app, INTERNET);
    assert_eq!(good.press_at(&filer, &format!("{path}/edit"), "submit").location(), path);
    assert_eq!(states(&app, &path), "held");
    let copy = filer.get(&format!("{INTERNET}?copy={}", number_of(&path))).is_ok();
    assert_eq!(copy.value("destinations"), "mirrors.example.com");
    filer.get(&format!("/tickets/new/tenant-access?copy={}", number_of(&path))).is_not_found();
}

#[test]
fn an_unknown_or_unoffered_kind_has_no_form() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    for slug in ["nothing", "supports", "internet_access"] {
        filer.get(&format!("/tickets/new/{slug}")).is_not_found();
        filer.post(&format!("/tickets/new/{slug}"), &[("action", "submit")]).is_not_found();
    }
}

#[test]
fn the_preview_tells_new_open_and_taken_apart_atom_by_atom() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let open = Asked::good(&app, INTERNET).with("tcp_ports", "443").filed(&app);
    resolve(&app, &open, "").is(303);
    let held = Asked::good(&app, INTERNET).with("destinations", "a.example.com").filed(&app);
    let asked = Asked::good(&app, INTERNET)
        .with("source_ips", "10.20.6.31;10.20.6.32")
        .with("destinations", "mirrors.example.com;a.example.com")
        .with("udp_ports", "53");
    let page = asked.press(&filer, "preview").is_ok();
    let lines = page.texts("#preview > li");
    assert_eq!(lines.len(), 8, "{lines:#?}");
    let about = |from: &str, to: &str, over: &str| {
        let line = lines.iter().find(|line| line.contains(from) && line.contains(to) && line.contains(over));
        line.cloned().unwrap_or_else(|| panic!("{from} {to} {over} in {lines:#?}"))
    };
    let covered = about("10.20.6.31", "mirrors.example.com", "TCP 443");
    assert!(covered.contains("已开通") && covered.contains(number_of(&open)), "{covered}");
    let taken = about("10.20.6.31", "a.example.com", "TCP 443");
    assert!(taken.contains("冲突") && taken.contains(number_of(&held)), "{taken}");
    assert!(about("10.20.6.32", "mirrors.example.com", "TCP 443").contains("新开"));
    assert!(about("10.20.6.31", "mirrors.example.com", "UDP 53").contains("新开"));
    // What waits elsewhere is in the way; what is partly open isn't.
    assert!(asked.submit(&filer).is(422).errors_at("destinations").contains(number_of(&held)));
    asked.with("destinations", "mirrors.example.com").submit(&filer).is(303);
}

#[test]
fn what_is_open_or_asked_for_already_is_refused_with_its_ticket() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let first = Asked::good(&app, INTERNET).filed(&app);
    let again = Asked::good(&app, INTERNET);
    let says = again.submit(&filer).is(422).errors_at("destinations");
    assert!(says.contains(number_of(&first)) && says.contains("正在办理"), "{says}");
    resolve(&app, &first, "").is(303);
    let says = again.submit(&app.signed_in("yj.admin")).is(422).errors_at("destinations");
    assert!(says.contains("已长期开通"), "{says}");
    // Another department's is another access.
    let other = one(&app, "SELECT id FROM applications WHERE name = '预约挂号平台'");
    let theirs = again.with("application", &other).with("source_ips", "10.20.8.12");
    theirs.submit(&app.signed_in("wj.user")).is(303);
}

#[test]
fn what_a_wider_access_left_to_be_removed_is_in_nobodys_way() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let wide = Asked::good(&app, INTERNET).with("source_ips", "10.20.6.31;10.20.6.32").filed(&app);
    resolve(&app, &wide, "").is(303);
    filer.post(&format!("{wide}/reopen"), &[("text", "范围过大")]).is(303);
    filer.post(&format!("{wide}/close"), &[("text", "改为单台")]).is(303);
    assert_eq!(states(&app, &wide), "to_remove");
    Asked::good(&app, INTERNET).submit(&filer).is(303);
}
