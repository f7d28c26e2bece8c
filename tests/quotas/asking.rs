//! A department asks its parent for more.

use super::{EMERGENCY, PROVINCE, UNIT, ask, balance, give, one, press, rows, send};
use crate::support::{TestApp, news::told};

#[test]
fn a_parent_with_enough_hands_on_what_it_approves() {
    let app = TestApp::new();
    let (asker, decider) = (app.signed_in("yj.admin"), app.signed_in("bigdata.admin"));
    let path = ask(&app, &asker, &[("huashan", "vcpu", "40"), ("wugang", "memory", "1,024")]).location();
    assert_eq!(told(&app, "quota-told-filed"), ["bigdata.admin", "bigdata.admin"]);
    let page = decider.get(&path).is_ok();
    assert_eq!(page.state(), "pending");
    assert!(page.text("main").contains("2000000") && page.text("main").contains("+40"), "{}", page.text("main"));
    assert!(decider.get("/quotas/approvals").is_ok().text("tbody").contains(EMERGENCY));
    press(&decider, &path, "approve", "").is_refused_at("text");
    press(&decider, &path, "approve", "同意，按需使用").is(303);
    assert_eq!(asker.get(&path).state(), "approved");
    assert!(balance(&app, EMERGENCY, "vcpu").starts_with("2000040 "));
    assert_eq!(told(&app, "quota-told-approved"), ["yj.admin", "yj.admin"]);
    press(&decider, &path, "reject", "晚了").is(409);
    let line = asker.get("/quotas/ledger").is_ok().text("tbody");
    assert!(line.contains("2000000 → 2000040") && line.contains("新系统上线") && line.contains("高翔"), "{line}");
    let chart = asker.get(&format!("/quotas/ledger?of={}-vcpu", super::region(&app, "huashan"))).is_ok();
    assert!(chart.has(".course polyline.total"));
    for list in ["/quotas", "/quotas/ledger", "/quotas/requests", "/quotas/subordinates"] {
        asker.get(list).is_ok();
        assert!(asker.get(&format!("{list}.xlsx")).is_ok().body.starts_with(b"PK"), "{list}");
        asker.get(&format!("{list}.csv")).is_ok();
    }
    app.holds_together();
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_everything_typed_stays() {
    let app = TestApp::new();
    let asker = app.signed_in("yj.admin");
    let page = send(
        &asker,
        "/quotas/requests/new",
        &rows(&app, &[("huashan", "vcpu", "很多"), ("huashan", "memory", "0"), ("huashan", "nothing", "5")], &[]),
    );
    let page = page.is_refused_at("amount-1").is_refused_at("amount-2").is_refused_at("amount-3");
    page.is_refused_at("reason");
    ask(&app, &asker, &[("huashan", "vcpu", "")]).is_refused_at("amount-1");
    let mixed = ask(&app, &asker, &[("huashan", "vcpu", "8"), ("zhengfa", "vcpu", "8")]);
    assert!(mixed.is_refused_at("amount-2").text("main").contains("单独提交"));
    assert_eq!(one(&app, "SELECT count(*) FROM quota_requests"), "0");
    assert_eq!(ask(&app, &asker, &[("zhengfa", "vcpu", "８")]).status(), 303);
}

#[test]
fn a_parent_without_enough_asks_above_and_all_resolves_by_itself() {
    let app = TestApp::new();
    let (unit, own, above) =
        (app.signed_in("yj.unit.admin"), app.signed_in("yj.admin"), app.signed_in("bigdata.admin"));
    give(&app, EMERGENCY, "slb", 1_000_000);
    let path = ask(&app, &unit, &[("huashan", "slb", "10")]).location();
    above.get(&path).is_not_found();
    press(&own, &path, "approve", "同意").is(303);
    assert_eq!(unit.get(&path).state(), "allocating");
    let upward = own.get("/quotas/requests").is_ok().attribute("tbody a.mono", "href").expect("one above");
    assert!(own.get(&upward).is_ok().text("main").contains("+10"));
    press(&above, &upward, "approve", "同意调剂").is(303);
    assert_eq!((own.get(&upward).state(), unit.get(&path).state()), ("approved".into(), "approved".into()));
    assert!(balance(&app, UNIT, "slb").starts_with("500010 "));
    assert_eq!(balance(&app, EMERGENCY, "slb"), "1000010 1000010 0 0");
    assert_eq!(told(&app, "quota-told-allocating")[0], "yj.unit.admin");
    app.holds_together();
}

#[test]
fn at_the_root_it_waits_for_the_total() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let allocated = one(
        &app,
        &format!(
            "SELECT allocated FROM quota_balances b JOIN departments d ON d.id = b.department_id JOIN regions r ON r.id = b.region_id
             WHERE d.name = '{PROVINCE}' AND r.code = 'huashan' AND metric = 'eip'"
        ),
    );
    let set =
        |total: &str| send(&keeper, "/admin/quotas", &rows(&app, &[("huashan", "eip", total)], &[("reason", "扩容")]));
    let least: i64 = allocated.parse().expect("a number");
    set(&(least - 1).to_string()).is_refused_at("amount-1");
    set(&allocated).is(303);
    let (asker, decider) = (app.signed_in("ga.admin"), app.signed_in("plc.admin"));
    let path = ask(&app, &asker, &[("huashan", "eip", "3")]).location();
    app.signed_in("bigdata.admin").get(&path).is_not_found();
    press(&decider, &path, "approve", "同意").is(303);
    assert_eq!(asker.get(&path).state(), "allocating");
    assert_eq!(told(&app, "quota-told-root-lacks"), ["platform.admin", "platform.admin"]);
    set(&(least + 3).to_string()).is(303);
    assert_eq!(asker.get(&path).state(), "approved");
    keeper.get("/quotas").is_forbidden();
    decider.get("/admin/quotas").is_forbidden();
    app.holds_together();
}

#[test]
fn nobody_decides_their_own_and_only_the_direct_parent_decides() {
    let app = TestApp::new();
    let bureau = app.signed_in("bigdata.admin");
    let path = ask(&app, &bureau, &[("huashan", "vcpu", "5")]).location();
    let page = bureau.get(&path).is_ok();
    assert!(page.text("main").contains("没有其他人可以审批"), "{}", page.text("main"));
    bureau.post(&format!("{path}/approve"), &[("text", "自己同意")]).is_forbidden();
    assert_eq!(told(&app, "quota-told-nobody"), ["security.admin", "security.admin"]);
    press(&bureau, &path, "withdraw", "").is(303);
    assert_eq!(bureau.get(&path).state(), "withdrawn");

    let path = ask(&app, &app.signed_in("yj.admin"), &[("huashan", "vcpu", "5")]).location();
    for name in ["wj.admin", "ga.admin", "plc.admin", "yj.unit.admin", "bigdata.user", "ops.engineer", "platform.admin"]
    {
        app.signed_in(name).get(&path).is_not_found();
    }
    for name in ["yj.user", "bigdata.user", "ops.manager", "auditor"] {
        for tab in ["/quotas", "/quotas/requests", "/quotas/approvals", "/quotas/allocate", "/quotas/subordinates"] {
            app.signed_in(name).get(tab).is_forbidden();
        }
    }
    app.signed_in("yj.admin").post(&format!("{path}/approve"), &[("text", "x")]).is_forbidden();
}
