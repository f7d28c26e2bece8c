//! High-risk ports, kept by the platform's administrators.

use crate::{access::one, support::TestApp};

#[test]
fn a_port_is_made_high_risk_and_holds_at_once() {
    let app = TestApp::new();
    let (keeper, filer) = (app.signed_in("platform.admin"), app.signed_in("yj.user"));
    let search = || filer.get("/network/internet-ips/203.0.113.18?port=18080&protocol=tcp").is_ok().text("#answer");
    let harmless = search();
    for (ports, service, class, policy, reason, field) in [
        ("", "x", "cache", "guarded", "y", "ports"),
        ("80;443", "x", "cache", "guarded", "y", "ports"),
        ("6000-7000", "x", "cache", "guarded", "y", "ports"),
        ("18080", "", "cache", "guarded", "y", "service"),
        ("18080", "x", "", "guarded", "y", "class"),
        ("18080", "x", "cache", "", "y", "policy"),
        ("18080", "x", "cache", "guarded", "", "reason"),
    ] {
        let fields = [("ports", ports), ("service", service), ("class", class), ("policy", policy), ("reason", reason)];
        keeper.post("/admin/risk-ports/new", &fields).is_refused_at(field);
    }
    let fields = [
        ("ports", "１８０８０－18081"),
        ("service", "调试控制台"),
        ("class", "management"),
        ("policy", "refused"),
        ("reason", "=1+1 曾被扫描"),
    ];
    keeper.post("/admin/risk-ports/new", &fields).is(303);
    assert_ne!(search(), harmless);
    let listed = keeper.get("/admin/risk-ports?q=18081").is_ok();
    assert!(listed.text("tbody").contains("18080-18081 调试控制台") && listed.count("tbody tr") == 1);
    let csv = keeper.get("/admin/risk-ports.csv?q=调试").is_ok().source();
    assert!(csv.contains("'=1+1 曾被扫描"), "{csv}");

    let path = listed.attribute("tbody a", "href").expect("a line");
    let version = keeper.get(&path).is_ok().value("version");
    let changed =
        [&fields[..2], &[("class", "management"), ("policy", "guarded"), ("reason", "降级"), ("version", &*version)]];
    keeper.post(&path, &changed.concat()).is(303);
    keeper.post(&path, &changed.concat()).is(409);
    keeper.post(&format!("{path}/remove"), &[("version", &version)]).is(409);
    keeper.post(&format!("{path}/remove"), &[]).is(303);
    keeper.get(&path).is_not_found();
    assert_eq!(search(), harmless);
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'risk_port'";
    assert_eq!(one(&app, told), "createRiskPort updateRiskPort removeRiskPort");
    for username in ["security.admin", "auditor", "ops.engineer"] {
        let browser = app.signed_in(username);
        browser.get("/admin/risk-ports").is_forbidden();
        browser.post("/admin/risk-ports/new", &fields).is_forbidden();
    }
}
