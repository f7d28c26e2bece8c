//! What resource requests and resources take.

use super::{EMERGENCY, balance, give, one, region};
use crate::{
    requests::{Asked, act, approved, deliver, filed, number_of},
    support::TestApp,
};

#[test]
fn what_is_asked_for_is_held_until_it_is_delivered_rejected_or_withdrawn() {
    let app = TestApp::new();
    let has = |metric: &str| balance(&app, EMERGENCY, metric).split(' ').skip(2).collect::<Vec<_>>().join(" ");
    let path = filed(&app, "yj.user");
    assert_eq!((has("vcpu"), has("memory"), has("disk")), ("0 4".into(), "0 16".into(), "0 80".into()));
    act(&app.signed_in("yj.user"), &path, "withdraw", "").is(303);
    assert_eq!((has("vcpu"), has("disk")), ("0 0".into(), "0 0".into()));

    let path = filed(&app, "yj.user");
    act(&app.signed_in("ops.engineer"), &path, "reject", "请说明用途").is(303);
    assert_eq!(has("vcpu"), "0 0");

    let path = approved(&app);
    let operator = app.signed_in("ops.engineer");
    deliver(&operator, &path, &[["1", "i-1", "10.20.6.71"]]).is(303);
    assert_eq!((has("vcpu"), has("memory"), has("disk")), ("2 2".into(), "8 8".into(), "40 40".into()));
    deliver(&operator, &path, &[["2", "i-2", "10.20.6.72"]]).is(303);
    assert_eq!((has("vcpu"), has("memory"), has("disk")), ("4 0".into(), "16 0".into(), "80 0".into()));

    let host = one(&app, "SELECT min(host_id) FROM resources");
    crate::support::sql::run(&app, &format!("UPDATE hosts SET state = 'retired' WHERE id = {host}"));
    assert_eq!(has("vcpu"), "2 0", "what is returned is free");
    let ledger = one(
        &app,
        &format!(
            "SELECT string_agg(DISTINCT request, ' ') FROM quota_ledger l JOIN departments d ON d.id = l.department_id
             WHERE d.name = '{EMERGENCY}' AND metric = 'vcpu' AND used > used_before"
        ),
    );
    assert_eq!(ledger, number_of(&path));
    app.holds_together();
}

#[test]
fn a_changed_request_holds_what_it_is_now() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let pending = || balance(&app, EMERGENCY, "vcpu").rsplit(' ').next().map(str::to_owned);
    let edit = format!("{path}/edit");
    Asked::good(&app, "yj.user")
        .with("quantity", "5")
        .press(&app.signed_in("yj.user"), &edit, "action", "submit")
        .is(303);
    assert_eq!(pending().as_deref(), Some("10"));
    give(&app, super::UNIT, "vcpu", 0);
    give(&app, "湖北省安全生产科学研究院", "vcpu", 0);
    give(&app, EMERGENCY, "vcpu", 10);
    Asked::good(&app, "yj.user")
        .with("quantity", "5")
        .press(&app.signed_in("yj.user"), &edit, "action", "submit")
        .is(303);
    let page =
        Asked::good(&app, "yj.user").with("quantity", "6").press(&app.signed_in("yj.user"), &edit, "action", "submit");
    assert_eq!(page.status(), 422);
    assert!(page.text(".alert.bad").contains("CPU需要 12，剩余 10"), "{}", page.text(".alert.bad"));
    assert_eq!(pending().as_deref(), Some("10"));
    app.holds_together();
}

#[test]
fn beyond_what_remains_it_is_refused_with_the_figures_and_a_way_to_ask_for_more() {
    let app = TestApp::new();
    for name in [super::UNIT, "湖北省安全生产科学研究院"] {
        give(&app, name, "memory", 0);
    }
    give(&app, EMERGENCY, "memory", 15);
    let filer = app.signed_in("yj.user");
    let page = Asked::good(&app, "yj.user").with("instance_name", "yj-too-much").submit(&filer).is(422);
    assert!(page.text(".alert.bad").contains("内存需要 16，剩余 15"), "{}", page.text(".alert.bad"));
    assert_eq!(page.attribute("#quota a", "href").as_deref(), Some("/quotas/requests/new"));
    assert_eq!(page.value("instance_name"), "yj-too-much");
    assert_eq!(one(&app, "SELECT count(*) FROM resource_requests WHERE submitted_at IS NOT NULL"), "0");
    give(&app, EMERGENCY, "memory", 16);
    let path = Asked::good(&app, "yj.user").filed(&filer);
    let decider = app.signed_in("ops.engineer").get(&path).is_ok();
    assert!(decider.text("#quota tbody").contains("16"), "{}", decider.text("#quota tbody"));
    app.holds_together();
}

#[test]
fn each_product_takes_of_its_metrics() {
    let app = TestApp::new();
    let server = r#"{"kind": "server", "instance_type": "ecs.g6.xlarge", "system_disk_size": "40", "eip_bandwidth": "20",
                     "disks": [{"disk_size": "100", "disk_count": "2"}, {"disk_size": "50", "disk_count": "1"}]}"#;
    let dry = r#"{"kind": "server", "instance_type": "ecs.g6.xlarge", "system_disk_size": "40", "eip_bandwidth": "", "disks": []}"#;
    let other = |values: &str| format!(r#"{{"kind": "other", "values": {{{values}}}}}"#);
    for (product, details, takes) in [
        ("ecs", server.to_owned(), "bandwidth 20, disk 290, eip 1, memory 16, vcpu 4"),
        ("ecs", dry.to_owned(), "disk 40, memory 16, vcpu 4"),
        ("ebs", other(r#""size": "500""#), "disk 500"),
        ("eip", other(r#""bandwidth": "100""#), "bandwidth 100, eip 1"),
        ("rds", other(r#""storage": "200""#), "rds 1"),
        ("oss", other(r#""capacity": "1024""#), "oss 1024"),
        ("slb", other(r#""side": "internet", "bandwidth": "50""#), "bandwidth 50, slb 1"),
        ("slb", other(r#""side": "intranet", "bandwidth": """#), "slb 1"),
        ("acs", other(r#""workers": "6""#), "acs_workers 6"),
    ] {
        let found = one(
            &app,
            &format!(
                "SELECT string_agg(metric || ' ' || amount, ', ' ORDER BY metric) FROM quota_amounts('{product}', '{details}')"
            ),
        );
        assert_eq!(found, takes, "{product}");
    }
    assert_ne!(region(&app, "huashan"), "");
}
