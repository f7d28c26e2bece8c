//! One box that finds everything its reader may see (spec 9, addresses).

use chrono::Utc;

use crate::{
    access::one,
    demo,
    support::{Page, TestApp},
};

/// With everything that has happened in the example.
fn example() -> TestApp {
    let app = TestApp::new();
    demo::load(&app, Utc::now());
    app
}

/// What was found of the kind with that heading.
fn found(page: &Page, heading: &str) -> Vec<String> {
    page.texts(&format!("main section[aria-label='{heading}'] a.t"))
}

#[test]
fn a_department_finds_its_own_by_two_characters_kind_by_kind() {
    let app = example();
    let page = app.signed_in("yj.user").get("/search?q=应急").is_ok();
    assert!(found(&page, "应用").contains(&"应急指挥一张图".to_owned()), "{}", page.text("main"));
    assert!(!found(&page, "项目").is_empty());
    let other = app.signed_in("wj.user").get("/search?q=应急").is_ok();
    assert!(found(&other, "应用").is_empty(), "{}", other.text("main"));
    let operator = app.signed_in("ops.engineer").get("/search?q=应急").is_ok();
    assert!(found(&operator, "应用").contains(&"应急指挥一张图".to_owned()));
}

#[test]
fn a_number_of_one_thing_leads_straight_to_it_and_out_of_sight_finds_nothing() {
    let app = example();
    let filer = app.signed_in("yj.user");
    let path = filer.get("/tickets").is_ok().attribute("tbody a.t", "href").expect("a ticket");
    let number = path.trim_start_matches("/tickets/").to_owned();
    let answer = filer.get(&format!("/search?q={}", number.to_lowercase()));
    assert_eq!(answer.location(), path);
    let page = app.signed_in("wj.user").get(&format!("/search?q={number}")).is_ok();
    assert!(page.text("main").contains("没有找到"), "{}", page.text("main"));
    assert_eq!(page.attribute("main input[name=q]", "value"), Some(number));
}

#[test]
fn an_address_finds_the_host_that_has_it_and_the_pool_address() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let host = operator.get("/network/hosts").is_ok().attribute("tbody a.t", "href").expect("a host");
    let address = one(&app, &format!("SELECT host(floating_ip) FROM hosts WHERE '/network/hosts/' || id = '{host}'"));
    let page = operator.get(&format!("/search?q={address}")).is_ok();
    assert_eq!(page.attribute("main section[aria-label='云主机'] a.t", "href").as_deref(), Some(&*host));
    let listed = operator.get("/network/internet-ips").is_ok().attribute("tbody a.t", "href").expect("an address");
    let address = listed.rsplit('/').next().unwrap_or_default();
    assert_eq!(operator.get(&format!("/search?q={address}")).location(), listed);
}

#[test]
fn people_are_found_by_who_keeps_accounts_or_rights_and_by_nobody_else() {
    let app = TestApp::new();
    for (username, list) in [("platform.admin", "/admin/users/"), ("security.admin", "/admin/grants/")] {
        let answer = app.signed_in(username).get("/search?q=yj.colleague");
        assert!(answer.location().starts_with(list), "{username}: {}", answer.location());
    }
    for username in ["yj.user", "ops.engineer", "auditor"] {
        let page = app.signed_in(username).get("/search?q=yj.colleague").is_ok();
        assert!(found(&page, "人员").is_empty(), "{username}");
    }
}

#[test]
fn more_than_a_handful_are_found_in_their_list() {
    let app = example();
    let page = app.signed_in("ops.engineer").get("/search?q=湖北").is_ok();
    assert!(page.count("main section li") <= 8 * 5);
    let all = page.attribute("main section .actions a", "href").expect("a list of all");
    app.signed_in("ops.engineer").get(&all).is_ok();
}

#[test]
fn whoever_has_nothing_to_find_and_whatever_is_typed_is_answered() {
    let app = TestApp::new();
    let auditor = app.signed_in("auditor");
    for typed in ["", "应急", "%", "'; DROP TABLE tickets; --", "%00", "😀", "a".repeat(500).as_str()] {
        auditor.get(&format!("/search?q={typed}").replace(' ', "+")).is_ok();
        app.signed_in("yj.user").get(&format!("/search?q={typed}").replace(' ', "+")).is_ok();
    }
    assert!(app.signed_in("auditor").get("/search?q=应急").is_ok().text("main").contains("没有找到"));
}
