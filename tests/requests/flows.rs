//! The ways that requests go, as an administrator reads them.

use super::run;
use crate::support::TestApp;

const FLOWS: &str = "/admin/flows";

#[test]
fn an_administrator_reads_each_sectors_steps_in_their_order_with_who_takes_them() {
    let app = TestApp::new();
    let administrator = app.signed_in("platform.admin");
    let page = administrator.get(FLOWS).is_ok();
    assert!(page.has(&format!("nav a[href='{FLOWS}'][aria-current]")));
    let ways = page.texts("section.card");
    let [government, political_legal] = ways.as_slice() else { panic!("{ways:?}") };
    let at = |words: &str| government.find(words).unwrap_or_else(|| panic!("{words} in {government}"));
    assert!(at("1. 待初审") < at("一朵云运维管理员") && at("一朵云运维管理员") < at("2. 待复审"));
    assert!(at("2. 待复审") < at("省大数据局用户（须授权）") && at("省大数据局管理员") < at("3. 待开通"));
    assert!(political_legal.contains("1. 待政法委审批") && political_legal.contains("2. 待开通"));
    assert!(!page.has("main form"), "it is read only");
    // They are data.
    run(&app, "UPDATE approval_flows SET place = place + 2 WHERE step = 'first_review'");
    assert!(administrator.get(FLOWS).is_ok().texts("section.card")[0].contains("1. 待复审"));
    run(&app, "DELETE FROM approval_flows WHERE sector = 'political_legal'");
    assert!(administrator.get(FLOWS).is_ok().texts("section.card")[1].contains("没有审批流程"));
}

#[test]
fn nobody_else_reads_them_or_is_led_there() {
    let app = TestApp::new();
    for username in
        ["yj.admin", "bigdata.admin", "plc.admin", "ops.engineer", "ops.manager", "security.admin", "auditor"]
    {
        let browser = app.signed_in(username);
        browser.get(FLOWS).is_forbidden();
        assert!(!browser.get("/me").is_ok().has(&format!("nav a[href='{FLOWS}']")), "{username}");
    }
}
