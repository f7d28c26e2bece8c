//! Access to any address at all (spec 2, `consent_email`).

use crate::support::TestApp;

use super::{Asked, INTERNET, day, number_of, one, refused};

const REASON: &str = "省级应急预案综合演练期间，指挥大厅须接入各地从不同平台推送的直播与短视频，来源地址事先无法确定，演练结束后立即停用，期间专人值守核对。";

fn anywhere(app: &TestApp) -> Asked {
    let until = day(app, 20);
    Asked::good(app, INTERNET).with("destinations", " ＊ ").with("description", REASON).until(&until)
}

#[test]
fn a_star_needs_consent_a_reason_and_an_end() {
    let app = TestApp::new();
    let agreed = anywhere(&app).file("consent_email", "同意.txt", "同意".as_bytes());
    refused(&app, &anywhere(&app), "consent_email", "请上传同意访问全网的邮件");
    refused(&app, &agreed.clone().with("validity", "unlimited"), "validity", "不能长期开通");
    let told = "汛".repeat(49);
    refused(&app, &agreed.clone().with("description", &told), "description", "不少于 50 个字说明原因，现在是 49 个字");
    let path = agreed.with("description", &"汛".repeat(50)).filed(&app);
    assert_eq!(one(&app, "SELECT destinations || destination_ranges FROM access_policies"), "*{(,)}");
    let page = app.signed_in("yj.user").get(&path).is_ok();
    assert!(page.text("main").contains("同意邮件") && page.text("main").contains("同意.txt"), "{}", page.text("main"));
    let script = app.signed_in("ops.engineer").get(&format!("{path}/work-order")).text("#to-open-script");
    assert!(!script.contains("daddr") && script.contains("ip saddr @sources tcp dport { 443 }"), "{script}");
}

#[test]
fn what_anywhere_covers_is_open_already() {
    let app = TestApp::new();
    let path = anywhere(&app).file("consent_email", "同意.txt", "同意".as_bytes()).filed(&app);
    super::resolve(&app, &path, "").is(303);
    let says = Asked::good(&app, INTERNET).submit(&app.signed_in("yj.user")).is(422).errors_at("destinations");
    assert!(says.contains(number_of(&path)) && says.contains("已开通至"), "{says}");
}
