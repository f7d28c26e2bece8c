//! The pools as a whole, kept by the platform's administrators.

use crate::{
    access::{one, run},
    support::{Browser, Page, TestApp},
};

const POOLS: &str = "/admin/ip-pools";

fn add(keeper: &Browser, addresses: &str, line: &str) -> Page {
    keeper
        .post("/admin/ip-pools/new", &[("addresses", addresses), ("line", line), ("department", ""), ("note", "新购")])
}

#[test]
fn ranges_are_taken_in_whole_or_not_at_all() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    for (addresses, line, field, says) in [
        ("", "bgp", "addresses", "请填写至少一个"),
        ("8.8.4.0/33", "bgp", "addresses", "掩码"),
        ("8.8.0.0/16", "bgp", "addresses", "一次最多 4096 个"),
        ("10.9.9.0/24", "bgp", "addresses", "10.9.9.0"),
        ("8.8.4.1", "", "line", "线路"),
        ("203.0.113.18", "bgp", "addresses", "已在地址池中，如 203.0.113.18"),
    ] {
        let page = add(&keeper, addresses, line).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{addresses}: {}", page.errors_at(field));
    }
    let before = one(&app, "SELECT count(*) FROM pool_ips");
    let page = keeper.follow(&add(&keeper, "８.8.4.0/28；8.8.5.1-3", "telecom")).is_ok();
    assert!(page.text("#internet").contains("8.8.4.0/24 电信 16 0 0 16 0"), "{}", page.text("#internet"));
    assert_eq!(one(&app, &format!("SELECT count(*) - {before} FROM pool_ips")), "19");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createPoolIp'"), "19");
    add(&keeper, "59.0.9.1-9", "extranet").is(303);
    assert!(keeper.get(POOLS).is_ok().text("#extranet").contains("59.0.9.0/24"));
}

#[test]
fn what_is_retired_is_nobodys_until_it_is_restored() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let retire = |addresses: &str| keeper.post("/admin/ip-pools/retire", &[("addresses", addresses)]);
    let restore = |addresses: &str| keeper.post("/admin/ip-pools/restore", &[("addresses", addresses)]);
    super::open_port(&app, super::ticket_of(&app, "yj.user", "GD1"), 8443);
    let refused = retire("203.0.113.18").is_refused_at("addresses");
    assert!(refused.errors_at("addresses").contains("还有端口或策略在用，如 203.0.113.18"));
    assert!(retire("8.8.4.0/30").is_refused_at("addresses").errors_at("addresses").contains("4 个地址不在地址池中"));
    restore("203.0.113.18").is_refused_at("addresses");

    add(&keeper, "8.8.4.0/30", "bgp").is(303);
    let department = one(&app, "SELECT id FROM departments WHERE code = 'YJT'");
    run(&app, &format!("UPDATE pool_ips SET department_id = {department} WHERE address <<= '8.8.4.0/30'"));
    let offered = || app.signed_in("yj.user").get("/tickets/new/internet-mapping").is_ok().source().contains("8.8.4.1");
    assert!(offered());
    retire("8.8.4.0/30").is(303);
    assert!(!offered());
    let edit = "/network/internet-ips/8.8.4.1/edit";
    keeper.post(edit, &[("address", "8.8.4.1"), ("line", "bgp"), ("department", &department)]).is(409);
    keeper.post("/network/internet-ips/8.8.4.1/retire", &[]).is(409);
    keeper.post("/network/internet-ips/8.8.4.1/restore", &[]).is(303);
    keeper.post(edit, &[("address", "8.8.4.1"), ("line", "bgp"), ("department", &department)]).is(303);
    assert!(offered());
    app.signed_in("ops.engineer").post("/network/internet-ips/8.8.4.1/retire", &[]).is_forbidden();
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action IN ('retirePoolIp', 'restorePoolIp')"), "5");
    for username in ["security.admin", "auditor", "ops.engineer"] {
        let browser = app.signed_in(username);
        browser.get(POOLS).is_forbidden();
        browser.get("/admin/ip-pools/import").is_forbidden();
        browser.post("/admin/ip-pools/retire", &[("addresses", "8.8.4.1")]).is_forbidden();
    }
}

#[test]
fn addresses_come_from_a_sheet_after_a_report() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    super::open_port(&app, super::ticket_of(&app, "yj.user", "GD1"), 8443);
    let report = |lines: &str| {
        let text = format!("IP 地址,线路,所属单位,备注\n{lines}");
        let path = keeper.post("/admin/ip-pools/import", &[("pasted", &text)]).location();
        (path.clone(), keeper.get(&path).is_ok())
    };
    let (_, page) = report(
        "8.8.4.1,电信,湖北省应急管理厅,\n8.8.4.1,电信,,\n10.1.1.1,BGP,,\n8.8.4.2,光缆,,\n8.8.4.3,联通,没有的厅,\n\
         203.0.113.18,BGP,湖北省水利厅,\nx,BGP,,",
    );
    let rows = page.texts("tbody tr");
    for (nth, says) in
        [(0, "行的地址相同"), (1, "10.1.1.1"), (2, "光缆"), (3, "没有的厅"), (4, "还有端口或策略在用"), (5, "x")]
    {
        assert!(rows[nth].contains(says), "{says}: {rows:?}");
    }
    let (path, page) = report("8.8.4.1,电信,YJT,甲\n8.8.4.2,unicom,,\n59.0.9.9,政务外网,,");
    assert_eq!(page.text(".tabs"), "新增 3");
    let fields = page.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    keeper.post(&format!("{path}/confirm"), &fields).is(303);
    assert_eq!(one(&app, "SELECT pool || line FROM pool_ips WHERE address = '59.0.9.9'"), "extranetextranet");
    let (_, page) = report("8.8.4.1,电信,YJT,乙\n8.8.4.2,联通,,");
    assert_eq!(page.text(".tabs"), "更新 1 无变化 1");
}
