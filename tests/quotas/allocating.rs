//! A parent hands quota on to its direct children.

use super::{EMERGENCY, UNIT, allocate, balance, department, give, region, rows, send};
use crate::{
    requests::filed,
    support::{TestApp, sql::run},
};

#[test]
fn new_totals_are_bound_by_the_parents_rest_and_by_what_the_child_has_handed_on_and_uses() {
    let app = TestApp::new();
    let parent = app.signed_in("yj.admin");
    let page = parent.get(&format!("/quotas/allocate?department={}", department(&app, UNIT))).is_ok();
    assert!(page.text("main").contains("1000000"), "what the parent has left");
    allocate(&app, &parent, UNIT, "vcpu", 500_100).is(303);
    assert_eq!(balance(&app, EMERGENCY, "vcpu"), "2000000 1000100 0 0");
    let refused = allocate(&app, &parent, UNIT, "vcpu", 1_600_000).is_refused_at("amount-1");
    assert!(refused.text("main").contains("上级剩余 999900"), "{}", refused.text("main"));
    let above = app.signed_in("bigdata.admin");
    let refused = allocate(&app, &above, EMERGENCY, "vcpu", 1_000_099);
    assert!(refused.is_refused_at("amount-1").text("main").contains("1000100"));
    allocate(&app, &above, EMERGENCY, "vcpu", 1_000_100).is(303);
    let path = format!("/quotas/allocate?department={}", department(&app, UNIT));
    let counted = rows(&app, &[("huashan", "vcpu", "500000")], &[("action", "count")]);
    assert!(send(&parent, &path, &counted).is_ok().text("tbody").contains("100"), "what it would come to");
    assert_eq!(balance(&app, EMERGENCY, "vcpu"), "1000100 1000100 0 0");
    let foreign = format!("/quotas/allocate?department={}", department(&app, "湖北省公安厅"));
    above.get(&foreign).is_not_found();
    above.get(&format!("/quotas/allocate?department={}", department(&app, UNIT))).is_not_found();
    app.holds_together();
}

#[test]
fn what_waits_bounds_a_total_too_and_the_tree_sums_it_up() {
    let app = TestApp::new();
    filed(&app, "yj.user");
    let above = app.signed_in("bigdata.admin");
    allocate(&app, &above, EMERGENCY, "vcpu", 1_000_003).is_refused_at("amount-1");
    allocate(&app, &above, EMERGENCY, "vcpu", 1_000_004).is(303);
    let tree = above.get(&format!("/quotas/subordinates?region={}&metric=vcpu", region(&app, "huashan"))).is_ok();
    assert!(tree.text("tbody").contains(EMERGENCY) && tree.text("tbody").contains(UNIT), "{}", tree.text("tbody"));
    assert!(!tree.text("main").contains("湖北省公安厅"));
    app.holds_together();
}

#[test]
fn whoever_moves_takes_their_quota_along() {
    let app = TestApp::new();
    let health = "湖北省卫生健康委员会";
    let before = balance(&app, health, "vcpu");
    give(&app, health, "vcpu", 3_000_000);
    run(
        &app,
        &format!(
            "UPDATE departments SET parent_id = (SELECT id FROM departments WHERE name = '{health}') WHERE name = '{UNIT}'"
        ),
    );
    assert_eq!(balance(&app, EMERGENCY, "vcpu"), "2000000 500000 0 0");
    assert_ne!(balance(&app, health, "vcpu"), before);
    assert!(balance(&app, health, "vcpu").starts_with("3000000 1000000 "));
    app.holds_together();
}
