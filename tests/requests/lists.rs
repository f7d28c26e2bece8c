//! Lists: what they show to whom, and how they are narrowed.

use super::{Asked, act, approved, deliver, filed, number_of, one};
use crate::support::TestApp;

#[test]
fn everybody_sees_the_requests_of_their_sight() {
    let app = TestApp::new();
    let (ours, theirs) = (filed(&app, "yj.user"), filed(&app, "ga.user"));
    for (who, sees_ours, sees_theirs) in [
        ("yj.admin", true, false),
        ("yj.unit", false, false),
        ("wj.user", false, false),
        ("ga.admin", false, true),
        ("plc.user", false, true),
        ("bigdata.user", true, true),
        ("ops.engineer", true, true),
        ("ops.manager", true, true),
    ] {
        let browser = app.signed_in(who);
        let list = browser.get("/resources/requests").is_ok();
        for (path, sees) in [(&ours, sees_ours), (&theirs, sees_theirs)] {
            assert_eq!(list.has(&format!("a[href='{path}']")), sees, "{who} {path}");
            assert_eq!(browser.get(path).status() == 200, sees, "{who} {path}");
        }
    }
    for who in ["platform.admin", "security.admin", "auditor"] {
        app.signed_in(who).get("/resources/requests").is_forbidden();
        app.signed_in(who).get("/resources").is_forbidden();
    }
}

#[test]
fn a_list_is_narrowed_by_what_its_address_says_and_exported_as_it_is_shown() {
    let app = TestApp::new();
    let path = filed(&app, "yj.user");
    let other = Asked::good(&app, "yj.user").with("instance_name", "应急汇聚").filed(&app.signed_in("yj.user"));
    act(&app.signed_in("ops.engineer"), &other, "approve", "").is(303);
    let browser = app.signed_in("ops.engineer");
    let shown = |query: &str| {
        let page = browser.get(&format!("/resources/requests?{query}")).is_ok();
        [&path, &other].map(|path| page.has(&format!("a[href='{path}']")))
    };
    let (region, project) =
        (one(&app, "SELECT id FROM regions WHERE code = 'wugang'"), one(&app, "SELECT id FROM projects"));
    assert_eq!(shown(""), [true, true]);
    assert_eq!(shown("state=second_review"), [false, true]);
    assert_eq!(shown("q=%E6%B1%87%E8%81%9A"), [false, true]);
    assert_eq!(shown(&format!("q={}", number_of(&path))), [true, false]);
    assert_eq!(shown(&format!("region={region}")), [false, false]);
    assert_eq!(shown(&format!("project={project}")), [true, true]);
    assert_eq!(shown("product=rds"), [false, false]);
    assert_eq!(shown("mine=on"), [false, false]);
    assert_eq!(shown("to=2020-01-01"), [false, false]);
    assert_eq!(shown("from=2020-01-01&sort=due"), [true, true]);
    let csv = browser.get("/resources/requests.csv?state=second_review").is_ok().source();
    assert!(csv.contains("应急汇聚") && !csv.contains("yj-gis"), "{csv}");
    assert!(browser.get("/resources/requests.xlsx").is_ok().body.starts_with(b"PK"));
    assert_eq!(app.signed_in("yj.user").get("/resources/requests?mine=on").is_ok().count("tbody tr"), 2);
}

#[test]
fn resources_are_found_by_address_and_project() {
    let app = TestApp::new();
    let path = approved(&app);
    deliver(&app.signed_in("ops.engineer"), &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.72"]]).is(303);
    let browser = app.signed_in("yj.user");
    let count = |query: &str| browser.get(&format!("/resources?{query}")).is_ok().count("tbody tr");
    assert_eq!((count(""), count("q=10.20.6.71"), count("q=i-2"), count("state=returned")), (2, 1, 1, 0));
    assert_eq!((count(&format!("q={}", number_of(&path))), count("sort=-name"), count("mine=on")), (2, 2, 2));
    let csv = browser.get("/resources.csv").is_ok().source();
    assert!(csv.contains("10.20.6.72") && csv.contains("yj-gis-02"), "{csv}");
    assert_eq!(app.signed_in("wj.user").get("/resources").is_ok().count("tbody tr"), 0);
}

#[test]
fn a_project_leads_to_its_requests_and_resources() {
    let app = TestApp::new();
    let path = approved(&app);
    filed(&app, "yj.user");
    deliver(&app.signed_in("ops.engineer"), &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.72"]]).is(303);
    let project = format!("/projects/{}", super::project(&app, "yj.user", "应急指挥平台"));
    let filer = app.signed_in("yj.user");
    let page = filer.get(&project).is_ok();
    let says = page.text("main");
    assert!(says.contains("共 2 单") && says.contains("1 单正在审批或开通") && says.contains("共 2 项"), "{says}");
    let requests = page.attribute("main a[href^='/resources/requests?']", "href").unwrap();
    assert_eq!(filer.get(&requests).is_ok().count("tbody tr"), 2);
    let resources = page.attribute("main a[href^='/resources?']", "href").unwrap();
    assert_eq!(filer.get(&resources).is_ok().count("tbody tr"), 2);
    assert!(page.has("main a[href='/resources/apply']"));
    assert!(!app.signed_in("ops.engineer").get(&project).is_ok().has("main a[href='/resources/apply']"));
}
