//! Costs from a spreadsheet.

use super::{EMERGENCY, MONTH, bill, make, one, send_all};
use crate::{requests::project, support::TestApp};

const HEAD: &str = "月份\t部门\t项目\t区域\t产品\t费用说明\t数量\t单价（元/月）\t开始日期\t结束日期\t审批申请单";

/// The report of a pasted sheet.
fn report(app: &TestApp, rows: &[&str]) -> String {
    let pasted = format!("{HEAD}\n{}", rows.join("\n"));
    app.signed_in("ops.manager").post("/bills/entries/import", &[("pasted", &pasted)]).is(303).location()
}

#[test]
fn rows_are_judged_one_by_one_entered_billed_and_changed() {
    let app = TestApp::new();
    project(&app, "yj.user", "应急指挥平台");
    let region = one(&app, "SELECT name FROM regions ORDER BY id LIMIT 1");
    let row = |month: &str, project: &str, units: &str, from: &str| {
        format!("{month}\t{EMERGENCY}\t{project}\t{region}\t其他服务\t专线\t{units}\t300\t{from}\t\t")
    };
    let wrong = [row("2026年9月", "没有", "0", "2026-08-01"), row("2031-01", "应急指挥平台", "1", "")];
    let manager = app.signed_in("ops.manager");
    let page = manager.get(&report(&app, &wrong.each_ref().map(String::as_str))).is_ok();
    let said = page.text("main");
    for why in ["没有项目“没有”", "“0”不是", "“2026-08-01”不是 2026-09", "月份还没有到"] {
        assert!(said.contains(why), "{why}: {said}");
    }
    let right = row(MONTH, "应急指挥平台", "2", "2026-09-16");
    let path = report(&app, &[&right]);
    manager.post(&format!("{path}/confirm"), &[]).is(303);
    assert!(manager.get("/bills/entries").is_ok().text("main").contains("专线"));
    make(&app, MONTH);
    // Half of September.
    assert_eq!(one(&app, "SELECT amount FROM bill_lines"), "30000");
    let page = manager.get(&bill(&app, EMERGENCY)).is_ok();
    assert!(page.text("main").contains("无审批申请单"));
    manager.post(&format!("{}/confirm", report(&app, &[&row(MONTH, "应急指挥平台", "1", "2026-09-16")])), &[]).is(303);
    make(&app, MONTH);
    assert_eq!(one(&app, "SELECT amount FROM bill_lines"), "15000");
    send_all(&app, MONTH);
    let page = manager.get(&report(&app, &[&right])).is_ok();
    assert!(page.text("main").contains("账单已经发送"), "{}", page.text("main"));
    let entry = one(&app, "SELECT id FROM bill_entries");
    manager.post(&format!("/bills/entries/{entry}/delete"), &[]).is(409);
}

#[test]
fn an_entry_that_is_deleted_is_billed_no_more() {
    let app = TestApp::new();
    super::enter(&app, MONTH, "yj.user", "专线", 1, 10_000);
    make(&app, MONTH);
    let entry = one(&app, "SELECT id FROM bill_entries");
    app.signed_in("yj.admin").post(&format!("/bills/entries/{entry}/delete"), &[]).is(403);
    app.signed_in("ops.manager").post(&format!("/bills/entries/{entry}/delete"), &[]).is(303);
    make(&app, MONTH);
    assert_eq!(one(&app, "SELECT count(*) FROM bills"), "0", "a department without anything gets no bill");
}
