//! Help for every role, in both languages.

use yunwu::app;

use crate::support::TestApp;

/// The links of a guide that lead into the portal.
fn links(source: &str) -> Vec<String> {
    let guide = source.split("<article").nth(1).and_then(|rest| rest.split("</article>").next()).unwrap_or_default();
    guide.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn every_role_is_led_through_its_first_day() {
    let app = TestApp::new();
    for (username, walk) in [
        ("yj.user", "first-day-department"),
        ("bigdata.admin", "first-day-approver"),
        ("ops.engineer", "first-day-engineer"),
        ("ops.manager", "first-day-manager"),
        ("platform.admin", "first-day-platform"),
        ("security.admin", "first-day-security"),
        ("auditor", "first-day-auditor"),
    ] {
        let contents = app.signed_in(username).get("/help").is_ok();
        let first = contents.attribute("main section a.t", "href");
        assert_eq!(first, Some(format!("/help/{walk}")), "{username}");
    }
}

#[test]
fn every_guide_reads_in_both_languages_and_leads_to_pages_that_exist() {
    let app = TestApp::new();
    let site = app::site();
    let addresses: Vec<&str> = site.addresses().map(|address| address.path).collect();
    let reader = app.signed_in("yj.user");
    for language in ["en", "zh-CN"] {
        reader.post("/me/language", &[("language", language), ("next", "/help")]).is(303);
        let contents = reader.get("/help").is_ok();
        for slug in contents.source().split("href=\"/help/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let guide = reader.get(&format!("/help/{slug}")).is_ok();
            assert!(guide.text("h1").chars().count() > 1, "{slug}");
            for link in links(&guide.source()) {
                let path = link.split(['?', '#']).next().unwrap_or_default();
                let is_guide = path
                    .strip_prefix("/help/")
                    .is_some_and(|slug| reader.get(path).status() == 200 && !slug.is_empty());
                assert!(is_guide || addresses.contains(&path), "{slug} ({language}) leads to {link}");
            }
        }
    }
    reader.get("/help/nothing").is_not_found();
}

#[test]
fn a_page_leads_to_the_help_about_it() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    for (page, guide) in [("/tickets", "tickets"), ("/network/hosts", "servers"), ("/resources/apply", "requests")] {
        assert!(filer.get(page).is_ok().has(&format!("header a[href='/help/{guide}']")), "{page}");
    }
    for page in yunwu::web::help::guides() {
        filer.get(&format!("/help/{page}")).is_ok();
    }
}
