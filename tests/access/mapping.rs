//! Ports mapped to the government extranet (spec 2, `extranet-mapping`).

use crate::support::{Page, TestApp};

use super::{day, one, resolve};

const FORM: &str = "/tickets/new/extranet-mapping";

fn submit(app: &TestApp, changes: &[(&str, &str)]) -> Page {
    let application = one(app, "SELECT id FROM applications WHERE name = '应急指挥一张图'");
    let good = [
        ("application", application.as_str()),
        ("contact_phone", "027-87234567"),
        ("contact_email", "chen@yjt.hubei.gov.cn"),
        ("description", "各市州应急局在政务外网上查看一张图，值班电脑不接互联网"),
        ("extranet_ip", "59.0.2.18"),
        ("extranet_port", "443"),
        ("floating_ip", "10.20.6.31"),
        ("internal_port", "8443"),
        ("protocol", "tcp"),
        ("validity", "unlimited"),
    ];
    let kept = good.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let fields: Vec<_> = kept.chain(changes.iter().copied()).chain([("action", "submit")]).collect();
    app.signed_in("yj.user").post(FORM, &fields)
}

#[test]
fn a_web_port_needs_neither_filing_nor_address_on_the_extranet() {
    let app = TestApp::new();
    let form = app.signed_in("yj.user").get(FORM).is_ok();
    assert!(form.has("[name=extranet_ip]") && form.has("[name=long_connection]"));
    for foreign in ["filing_no", "filing_file", "access_url", "public_ip"] {
        assert!(!form.has(&format!("[name={foreign}]")), "{foreign}");
    }
    let path = submit(&app, &[("long_connection", "on")]).location();
    assert_eq!(
        one(&app, "SELECT host(pool_ip) || ' ' || public_port || ' ' || state FROM port_mappings"),
        "59.0.2.18 443 held"
    );
    let page = app.signed_in("yj.user").get(&path).is_ok();
    assert!(page.text("main").contains("59.0.2.18:443") && page.text("main").contains("开启"), "{}", page.text("main"));
    let order = app.signed_in("ops.engineer").get(&format!("{path}/work-order")).is_ok();
    assert!(order.text("#to-open-rows").contains('是') && order.text("#to-open-script").contains("long connections"));
    resolve(&app, &path, "").is(303);
    assert_eq!(one(&app, "SELECT state FROM port_mappings"), "active");
    let id = one(&app, "SELECT id FROM port_mappings");
    let entry = app.signed_in("yj.user").get(&format!("/network/ports/{id}")).is_ok();
    assert!(entry.text("main").contains("长连接"), "{}", entry.text("main"));
    let address = app.signed_in("yj.user").get("/network/extranet-ips/59.0.2.18").is_ok();
    assert!(address.text("tbody").contains("443"), "{}", address.text("main"));
}

#[test]
fn its_rules_speak_at_its_own_fields() {
    let app = TestApp::new();
    for (field, name, typed, says) in [
        ("extranet_ip", "extranet_ip", "", "请选择一个政务外网IP"),
        ("extranet_ip", "extranet_ip", "203.0.113.18", "203.0.113.18 不是本单位的政务外网IP"),
        ("extranet_port-1", "extranet_port", "0", "超出范围"),
        ("floating_ip-1", "floating_ip", "10.20.8.12", "不是本单位在用云主机的浮动IP"),
    ] {
        let page = submit(&app, &[(name, typed)]).is(422);
        assert!(page.errors_at(field).contains(says), "{field}: {}", page.text(".alert.bad"));
    }
    // Refused to the internet, and guarded here.
    let guarded = submit(&app, &[("extranet_port", "445")]).is(422);
    for field in ["whitelist", "validity", "approval_file"] {
        assert!(guarded.errors_at(field).contains("445（SMB）属于高危端口"), "{field}: {}", guarded.text(".alert.bad"));
    }
    assert_eq!(guarded.errors_at("extranet_port-1"), "");
}

#[test]
fn the_same_port_is_mapped_once_and_renewed() {
    let app = TestApp::new();
    let until = day(&app, 40);
    let path = submit(&app, &[("validity", "until"), ("valid_until", &until)]).location();
    assert!(submit(&app, &[]).is(422).errors_at("extranet_port-1").contains("占用"));
    resolve(&app, &path, "").is(303);
    let number = path.trim_start_matches("/tickets/");
    let renewal = app.signed_in("yj.user").get(&format!("{FORM}?renew={number}")).is_ok();
    assert_eq!((renewal.value("extranet_ip"), renewal.value("validity")), ("59.0.2.18".into(), "until".into()));
}
