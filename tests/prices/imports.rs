//! Prices from a spreadsheet: first a report with nothing written, then all or nothing.

use super::{in_days, one, set};
use crate::support::{Browser, Page, TestApp};

const IMPORT: &str = "/bills/prices/import";

/// Pastes lines below the headings; the report they lead to.
fn report_of(browser: &Browser, lines: &[&str]) -> (String, Page) {
    let text = [&["编码,月单价（元）,生效日期"], lines].concat().join("\n");
    let path = browser.post(IMPORT, &[("pasted", &text)]).location();
    let page = browser.get(&path).is_ok();
    (path, page)
}

fn confirm(browser: &Browser, path: &str, report: &Page) -> Page {
    let fields = report.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/confirm"), &fields)
}

#[test]
fn the_report_says_of_each_row_what_it_would_do_and_writes_nothing() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let day = in_days(7);
    let changed = format!("ebs.cloud_ssd,1.2,{day}");
    let (path, page) = report_of(
        &manager,
        &[
            &changed,
            "oss.lrs,0.12,2025-01-01",
            "ecs.g9.large,1,2030-01-01",
            &format!("eip.bandwidth,“23”,{day}"),
            "EBS.cloud_ssd,1.3,2030-01-01",
            "oss.zrs,0.2,2025-06-01",
        ],
    );
    assert_eq!(page.text(".tabs"), "有误 4 更新 1 无变化 1");
    let rows = page.texts("tbody tr");
    assert!(rows[0].contains("没有编码为“ecs.g9.large”的计价项目"), "{rows:?}");
    assert!(rows[1].contains("“23”") && rows[1].contains("不是金额"), "{rows:?}");
    assert!(rows[2].contains("与第 2 行是同一个项目"), "{rows:?}");
    assert!(rows[3].contains("最早为明天"), "{rows:?}");
    assert!(!page.has("form[action$='/confirm']"), "nothing to confirm");
    let changed = manager.get(&format!("{path}?show=changed")).text("tbody tr");
    assert!(changed.contains("¥1.00 → ¥1.20"), "{changed}");
    confirm(&manager, &path, &page).is(409);
    assert_eq!(one(&app, "SELECT count(*) FROM prices WHERE set_by_id IS NOT NULL"), "0");
}

#[test]
fn confirmed_every_row_is_set_once_and_each_is_in_the_audit_log() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let (disk, storage) = (format!("ebs.cloud_ssd,1.2,{}", in_days(7)), format!("oss.lrs,０．１５,{}", in_days(8)));
    let (path, page) = report_of(&manager, &[&disk, &storage, "oss.zrs,0.15,2025-01-01"]);
    assert!(page.text(".alert").contains("更新 2 项"));
    for _ in 0..2 {
        assert_eq!(confirm(&manager, &path, &page).location(), path, "twice is once");
    }
    assert!(manager.get(&path).is_ok().text("main").contains("更新 2 无变化 1"));
    assert_eq!(
        one(&app, "SELECT string_agg(amount::text, ' ' ORDER BY component) FROM prices WHERE set_by_id IS NOT NULL"),
        "120 15"
    );
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'setPrice'"), "2");
    assert_eq!(one(&app, "SELECT after ->> 'changed' FROM audit_entries WHERE action = 'importPrices'"), "2");
    app.holds_together();
}

#[test]
fn what_changed_since_the_report_is_judged_anew() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let (path, page) = report_of(&manager, &[&format!("ebs.cloud_ssd,1.2,{}", in_days(7))]);
    set(&manager, "/bills/prices/ebs.cloud_ssd", "1.1", &in_days(3).to_string()).is(303);
    let late = confirm(&manager, &path, &page).is(409);
    assert!(late.text(".alert.bad").contains("发生了变化"), "{}", late.text("main"));
    confirm(&manager, &path, &late).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM prices WHERE component = 'ebs.cloud_ssd'"), "3");
}

#[test]
fn an_exported_list_comes_in_again_as_it_went_out() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let csv = manager.get("/bills/prices.csv").is_ok().source();
    let changed = csv.replace("23.00,2025-01-01", &format!("25.00,{}", in_days(30)));
    let path = manager.post(IMPORT, &[("pasted", &changed)]).location();
    let page = manager.get(&path).is_ok();
    assert_eq!(page.text(".tabs"), "更新 2 无变化 58");
    assert!(app.signed_in("ops.manager").get(IMPORT).is_ok().has("a[href$='template.xlsx']"));
    app.signed_in("ops.engineer").get(&path).is_not_found();
    app.signed_in("ops.engineer").get(IMPORT).is_forbidden();
}

#[test]
fn a_sheet_that_says_nothing_is_refused_at_its_field() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    for (pasted, field) in
        [("", "file"), ("编码,月单价（元）", "pasted"), ("月单价（元）,生效日期\n1,2030-01-01", "pasted")]
    {
        manager.post(IMPORT, &[("pasted", pasted)]).is_refused_at(field);
    }
    manager.get("/bills/prices/import/00000000-0000-0000-0000-000000000000").is_not_found();
    manager.post("/bills/prices/import/x/confirm", &[]).is_not_found();
}
