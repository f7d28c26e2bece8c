//! Servers of two tenants, or two clouds, that reach each other.

use crate::support::TestApp;

use super::{Asked, TENANT, one, resolve};

#[test]
fn ones_own_department_is_filled_in_and_the_others_are_offered() {
    let app = TestApp::new();
    let form = app.signed_in("yj.user").get(TENANT).is_ok();
    assert_eq!((form.value("source_tenant"), form.value("direction")), ("湖北省应急管理厅".into(), "one_way".into()));
    assert!(form.source().contains("<option value=\"湖北省卫生健康委员会\">"));
    assert!(form.source().contains("<option value=\"武钢应急云\">"), "a cloud outside");
    Asked::good(&app, TENANT).with("destination_tenant", "随州政务云").filed(&app);
    let next = app.signed_in("yj.user").get(TENANT).is_ok();
    assert!(next.source().contains("<option value=\"随州政务云\">"), "a cloud that was named before");
}

#[test]
fn both_ways_are_opened_in_both_directions() {
    let app = TestApp::new();
    let path = Asked::good(&app, TENANT).with("direction", "both").filed(&app);
    let script = app.signed_in("ops.engineer").get(&format!("{path}/work-order")).text("#to-open-script");
    assert!(script.contains("ip saddr @destinations ip daddr @sources tcp dport { 443 }"), "{script}");
    assert!(script.contains("# 湖北省应急管理厅 -> 武钢应急云"), "{script}");
    resolve(&app, &path, "").is(303);
    assert_eq!(one(&app, "SELECT both_ways || ' ' || destination_tenant FROM access_policies"), "true 武钢应急云");
    assert!(app.signed_in("yj.user").get(&path).text("main").contains("双向"));
    let id = one(&app, "SELECT id FROM access_policies");
    app.signed_in("yj.user").post(&format!("/network/ports/{id}/cancel"), &[]).is(303);
    let operator = app.signed_in("ops.engineer");
    let rows = operator.get("/network/removals").is_ok().text("tbody");
    assert!(rows.contains("湖北省应急管理厅") && rows.contains("武钢应急云"), "{rows}");
    let csv = operator.get("/network/removals.csv").is_ok().source();
    assert!(csv.contains("10.20.6.31,湖北省应急管理厅,10.30.6.0/28,武钢应急云"), "{csv}");
}

#[test]
fn servers_of_another_cloud_may_begin_where_ones_own_are_reached() {
    let app = TestApp::new();
    let inward = Asked::good(&app, TENANT)
        .with("source_ips", "10.30.6.7")
        .with("source_tenant", "武钢应急云")
        .with("destination_ips", "10.20.6.41")
        .with("destination_tenant", "湖北省应急管理厅");
    let path = inward.filed(&app);
    resolve(&app, &path, "").is(303);
    let host = one(&app, "SELECT id FROM hosts WHERE floating_ip = '10.20.6.41'");
    let page = app.signed_in("yj.user").get(&format!("/network/hosts/{host}")).is_ok();
    assert!(page.text("main").contains("10.30.6.7"), "{}", page.text("main"));
}
