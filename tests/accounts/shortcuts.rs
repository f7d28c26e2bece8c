use super::one;
use crate::support::TestApp;

#[test]
fn single_keys_are_on_until_one_switches_them_off_and_on_again() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let page = browser.get("/me/shortcuts").is_ok();
    assert!(page.has("body[data-shortcuts]") && page.has("[aria-keyshortcuts]"));

    assert_eq!(browser.post("/me/shortcuts", &[("shortcuts", "off")]).location(), "/me/shortcuts");
    let page = browser.get("/tickets").is_ok();
    assert!(!page.has("body[data-shortcuts]") && !page.has("[aria-keyshortcuts]"));
    assert!(page.has("dialog#shortcuts") && page.has("[href='/me/shortcuts']"), "the sheet can still be read");
    assert!(app.signed_in("wj.user").get("/tickets").has("body[data-shortcuts]"), "others keep theirs");

    let audited = "SELECT (before ->> 'shortcuts') || ' ' || (after ->> 'shortcuts') FROM audit_entries \
                   WHERE action = 'updateProfile' AND resource_id = 'yj.user'";
    assert_eq!(one(&app, audited), "true false");
    browser.post("/me/shortcuts", &[("shortcuts", "on")]).is(303);
    assert!(browser.get("/").has("body[data-shortcuts]"));
}

#[test]
fn switching_off_what_is_off_leaves_no_trace_and_an_answer_that_is_none_is_refused() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for _ in 0..2 {
        browser.post("/me/shortcuts", &[("shortcuts", "off")]).is(303);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'updateProfile'"), "1");
    browser.post("/me/shortcuts", &[("shortcuts", "maybe")]).is(422);
    browser.post("/me/shortcuts", &[]).is(422);
    assert!(!browser.get("/me").has("body[data-shortcuts]"));
}

#[test]
fn a_profile_typed_meanwhile_is_not_overtaken_by_the_switch() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let version = browser.get("/me").is_ok().value("version");
    browser.post("/me/shortcuts", &[("shortcuts", "off")]).is(303);
    let fields = [
        ("version", version.as_str()),
        ("display_name", "陈静"),
        ("phone", "13871234567"),
        ("email", "chen.jing@hubei.gov.cn"),
        ("language", "zh-CN"),
        ("mail_preference", "digest"),
    ];
    assert_eq!(browser.post("/me", &fields).location(), "/me");
}

#[test]
fn the_sheet_names_only_what_its_reader_can_do() {
    let app = TestApp::new();
    let keys = |username: &str| {
        let page = app.signed_in(username).get("/me/shortcuts").is_ok();
        page.texts("main dt").join(" | ")
    };
    assert!(keys("ops.engineer").contains("g q") && keys("ops.engineer").contains('n'));
    assert!(!keys("yj.user").contains("g q") && keys("yj.user").contains('c'));
    assert!(!keys("auditor").contains("g t"));
}
