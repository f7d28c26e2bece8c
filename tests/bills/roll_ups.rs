//! 政法总体账单 and 一朵云总体账单.

use super::{EMERGENCY, HEALTH, MONTH, POLICE, REASON, bill, confirm, enter, make, one, reject, send_all, total};
use crate::support::{TestApp, news::told};

/// Three departments of both sectors, their bills sent.
fn three(app: &TestApp) {
    for (keeper, price) in [("yj.user", 10_000), ("wj.user", 20_000), ("ga.user", 40_000)] {
        enter(app, MONTH, keeper, "专线", 1, price);
    }
    make(app, MONTH);
    send_all(app, MONTH);
}

fn confirm_departments(app: &TestApp) {
    for (who, department) in [("yj.admin", EMERGENCY), ("wj.admin", HEALTH), ("ga.admin", POLICE)] {
        confirm(app, who, &bill(app, department)).is(303);
    }
}

#[test]
fn a_total_names_who_is_missing_until_everybody_has_confirmed() {
    let app = TestApp::new();
    three(&app);
    let (cloud, law) = (total(&app, "cloud"), total(&app, "political_legal"));
    let (bureau, committee) = (app.signed_in("bigdata.admin"), app.signed_in("plc.admin"));
    assert_eq!(
        (bureau.get(&cloud).is_ok().state(), committee.get(&law).is_ok().state()),
        ("waiting".into(), "waiting".into())
    );
    committee.get(&cloud).is_not_found();
    app.signed_in("ga.admin").get(&law).is_not_found();
    confirm(&app, "yj.admin", &bill(&app, EMERGENCY)).is(303);
    let page = confirm(&app, "bigdata.admin", &cloud).is(409);
    let alert = page.text(".alert");
    assert!(
        [HEALTH, POLICE, "政法总体账单"].iter().all(|name| alert.contains(name)) && !alert.contains(EMERGENCY),
        "{alert}"
    );
    confirm(&app, "ga.admin", &bill(&app, POLICE)).is(303);
    assert_eq!(told(&app, "bill-told-ready")[1], "plc.admin");
    confirm(&app, "wj.admin", &bill(&app, HEALTH)).is(303);
    confirm(&app, "bigdata.admin", &cloud).is(409);
    confirm(&app, "bigdata.admin", &law).is(403);
    confirm(&app, "plc.admin", &law).is(303);
    let page = bureau.get(&cloud).is_ok();
    assert_eq!(page.state(), "sent");
    assert!(page.text("main").contains("¥700.00"), "{}", page.text("main"));
    confirm(&app, "ops.manager", &cloud).is(403);
    confirm(&app, "bigdata.admin", &cloud).is(303);
    assert_eq!(bureau.get(&cloud).state(), "confirmed");
    app.holds_together();
}

#[test]
fn a_rejected_total_gives_the_bills_back_that_it_names() {
    let app = TestApp::new();
    three(&app);
    confirm_departments(&app);
    let (cloud, law) = (total(&app, "cloud"), total(&app, "political_legal"));
    confirm(&app, "plc.admin", &law).is(303);
    let bureau = app.signed_in("bigdata.admin");
    reject(&bureau, &cloud, &[("reason", REASON)]).is_refused_at("departments");
    let id = |name: &str| one(&app, &format!("SELECT id FROM departments WHERE name = '{name}'"));
    reject(&bureau, &cloud, &[("reason", REASON), ("departments", &id("湖北省教育厅"))]).is_refused_at("departments");
    reject(&bureau, &cloud, &[("reason", REASON), ("departments", &id(POLICE))]).is(303);
    let states = || one(&app, "SELECT string_agg(state, ' ' ORDER BY kind, department_id) FROM bills");
    assert_eq!(states(), "rejected confirmed confirmed rejected waiting");
    assert_eq!(told(&app, "bill-told-returned")[1], "ga.admin");
    let manager = app.signed_in("ops.manager");
    let line = format!("{}/lines/{}", bill(&app, POLICE), one(&app, "SELECT max(id) FROM bill_lines"));
    manager.post(&format!("{line}/correct"), &[("amount", "300"), ("reason", "按合同价")]).is(303);
    manager.post(&format!("{}/send", bill(&app, POLICE)), &[]).is(303);
    confirm(&app, "ga.admin", &bill(&app, POLICE)).is(303);
    confirm(&app, "plc.admin", &law).is(303);
    assert_eq!(states(), "sent confirmed confirmed confirmed confirmed");
    assert!(bureau.get(&cloud).text("main").contains("¥600.00"));
    confirm(&app, "bigdata.admin", &cloud).is(303);
    app.holds_together();
}

#[test]
fn a_bill_that_comes_late_opens_the_totals_again() {
    let app = TestApp::new();
    three(&app);
    confirm_departments(&app);
    confirm(&app, "plc.admin", &total(&app, "political_legal")).is(303);
    enter(&app, MONTH, "bigdata.user", "专线", 1, 5_000);
    make(&app, MONTH);
    let cloud = total(&app, "cloud");
    assert!(confirm(&app, "bigdata.admin", &cloud).is(409).text(".alert").contains("省大数据局"));
    send_all(&app, MONTH);
    assert_eq!(app.signed_in("bigdata.admin").get(&cloud).state(), "waiting");
    confirm(&app, "bigdata.admin", &bill(&app, "省大数据局")).is(303);
    assert_eq!(app.signed_in("bigdata.admin").get(&cloud).state(), "sent");
    app.holds_together();
}
