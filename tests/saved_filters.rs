//! Filters of lists, kept under names of one's own (spec 0, "Lists"; spec 9: they are addresses).

use diesel::{RunQueryDsl, sql_query};

use crate::support::{Browser, Page, TestApp, sql::one};

/// Saves what the list shows, by the form on its page.
fn save(browser: &Browser, list: &str, name: &str) -> Page {
    let mut fields = browser.get(list).is_ok().filled("/me/filters");
    assert!(!fields.is_empty(), "{list} offers to save its filter");
    fields.retain(|(field, _)| field != "name");
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("name", name), ("action", "save")]);
    browser.post("/me/filters", &fields)
}

fn names(page: &Page) -> Vec<String> {
    page.texts(".saved .pill")
}

#[test]
fn a_filter_is_saved_from_the_list_opened_by_its_name_and_marked_while_it_is_in_force() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    assert!(!operator.get("/tickets").is_ok().has(".saved"), "nothing to save, nothing saved");
    let list = "/tickets?state=pending&q=应急&kind=&application=&cursor=n7";
    let opened = save(&operator, list, " 待受理\u{3000}的急件 ").location();
    assert_eq!(opened, "/tickets?q=%E5%BA%94%E6%80%A5&state=pending", "without the page, in the order of its names");
    let page = operator.get(&opened).is_ok();
    assert_eq!(names(&page), ["待受理 的急件"]);
    assert_eq!(page.text(".pill[aria-current]"), "待受理 的急件");
    assert!(!page.has("form[action='/me/filters']"), "it is saved already");
    assert_eq!(page.value("q"), "应急");

    let elsewhere = operator.get("/tickets?state=mine").is_ok();
    assert_eq!(elsewhere.attribute(".pill", "href"), Some(opened.clone()));
    assert!(!elsewhere.has(".pill[aria-current]"));
    assert!(operator.get("/tickets?state=pending&q=应急&cursor=n3").is_ok().has(".pill[aria-current]"));
    assert!(names(&operator.get("/network/hosts?q=1")).is_empty(), "each list has its own");
}

#[test]
fn every_list_that_has_filters_offers_to_save_them() {
    let app = TestApp::new();
    let lists = [
        ("ops.engineer", "/tickets?state=pending"),
        ("ops.engineer", "/network/internet-ips?q=203"),
        ("ops.engineer", "/network/extranet-ips?sort=-address"),
        ("ops.engineer", "/network/hosts?state=active"),
        ("ops.engineer", "/network/removals?q=203"),
        ("yj.user", "/applications?q=应急"),
        ("yj.user", "/messages?state=unread"),
        ("auditor", "/admin/audit?person=yj.user"),
    ];
    for (username, list) in lists {
        let browser = app.signed_in(username);
        let opened = save(&browser, list, "常看").location();
        assert_eq!(names(&browser.get(&opened).is_ok()), ["常看"], "{list}");
    }
    let page = app.signed_in("ops.engineer").get("/me/filters").is_ok();
    assert_eq!(page.count("tbody tr"), 5);
    assert!(page.text("tbody").contains("云主机") && page.text("tbody").contains("待拆除"));
}

#[test]
fn a_name_is_refused_with_what_was_typed_kept() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    save(&operator, "/tickets?state=mine", "My queue").is(303);
    for (name, says) in [("  ", "请填写名称"), (&*"急".repeat(41), "最多 40"), ("MY QUEUE", "同名")] {
        let page = save(&operator, "/tickets?state=overdue", name).is_refused_at("name");
        assert!(page.errors_at("name").contains(says), "{name}: {}", page.errors_at("name"));
        assert_eq!(page.value("name"), name);
        assert_eq!((page.value("list"), page.value("query")), ("/tickets".to_owned(), "state=overdue".to_owned()));
        assert_eq!(page.attribute("a.btn[href^='/tickets']", "href").as_deref(), Some("/tickets?state=overdue"));
    }
    save(&operator, "/network/hosts?q=1", "my queue").is(303);
    save(&app.signed_in("ops.engineer2"), "/tickets?state=mine", "My queue").is(303);
}

#[test]
fn a_name_that_is_taken_is_taken_over_when_one_says_so() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    save(&operator, "/tickets?state=mine", "My queue").is(303);
    let page = save(&operator, "/tickets?state=overdue", "my queue").is_refused_at("name");
    assert!(page.has("button[name=action][value=replace]"));
    let mut again = page.filled("/me/filters");
    again.push(("action".to_owned(), "replace".to_owned()));
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(operator.post("/me/filters", &again).location(), "/tickets?state=overdue");
    assert_eq!(names(&operator.get("/tickets?state=overdue")), ["my queue"]);
    assert_eq!(one(&app, "SELECT count(*) FROM saved_filters"), "1");
}

#[test]
fn what_is_no_filter_of_a_list_of_ones_own_is_not_saved() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let long = format!("q={}", "a".repeat(2_000));
    for (list, query) in [
        ("/tickets", ""),
        ("/tickets", "cursor=n3&pick=all"),
        ("/tickets", long.as_str()),
        ("", "q=1"),
        ("//evil.example", "q=1"),
        ("https://evil.example/tickets", "q=1"),
        ("/me", "q=1"),
        ("/network/removals", "q=1"),
        ("/admin/audit", "q=1"),
    ] {
        let page = filer.post("/me/filters", &[("list", list), ("query", query), ("name", "试")]);
        page.is_refused_at("name");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM saved_filters"), "0");
}

#[test]
fn a_list_keeps_twenty_and_has_room_again_when_one_goes() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    for nth in 1..=20 {
        save(&operator, &format!("/tickets?q={nth}"), &format!("第 {nth} 个")).is(303);
    }
    let page = save(&operator, "/tickets?q=21", "第 21 个").is_refused_at("name");
    assert!(page.errors_at("name").contains("20"));
    assert!(!page.has("button[value=replace]"));
    save(&operator, "/tickets?q=21", "第 20 个").is_refused_at("name");
    save(&operator, "/network/hosts?q=1", "别的列表").is(303);
    let id = one(&app, "SELECT id FROM saved_filters WHERE name = '第 7 个'");
    operator.post(&format!("/me/filters/{id}/delete"), &[]).is(303);
    save(&operator, "/tickets?q=21", "第 21 个").is(303);
    assert_eq!(one(&app, "SELECT place FROM saved_filters WHERE name = '第 21 个'"), "7");
}

#[test]
fn saved_filters_are_renamed_and_deleted_by_their_owner_alone() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    save(&operator, "/tickets?state=mine", "手头的").is(303);
    save(&operator, "/tickets?state=overdue", "超时").is(303);
    let id = one(&app, "SELECT id FROM saved_filters WHERE name = '手头的'");
    let own = format!("/me/filters/{id}");
    for other in ["ops.engineer2", "platform.admin"] {
        let other = app.signed_in(other);
        assert!(!other.get("/me/filters").is_ok().text("main").contains("手头的"));
        other.get(&own).is_not_found();
        other.post(&own, &[("name", "x")]).is_not_found();
        other.post(&format!("{own}/delete"), &[]).is_not_found();
    }
    operator.get("/me/filters/0").is_not_found();
    operator.get("/me/filters/x").is_not_found();
    let page = operator.post(&own, &[("name", "超时")]).is_refused_at("name");
    assert_eq!(page.value("name"), "超时");
    operator.post(&own, &[("name", "")]).is_refused_at("name");
    assert_eq!(operator.post(&own, &[("name", "我手上的")]).location(), "/me/filters");
    assert_eq!(names(&operator.get("/tickets")), ["我手上的", "超时"]);
    assert_eq!(operator.post(&format!("{own}/delete"), &[]).location(), "/me/filters");
    operator.post(&format!("{own}/delete"), &[]).is_not_found();
    let noted = "SELECT string_agg(action || ' ' || coalesce(after ->> 'name', before ->> 'name'), ', ' ORDER BY id)
                 FROM audit_entries WHERE resource_type = 'saved_filter'";
    assert_eq!(
        one(&app, noted),
        "createFilter 手头的, createFilter 超时, updateFilter 我手上的, deleteFilter 我手上的"
    );
}

#[test]
fn a_filter_sent_twice_is_saved_once() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let mut fields = operator.get("/tickets?state=mine").filled("/me/filters");
    fields.iter_mut().filter(|(field, _)| field == "name").for_each(|(_, value)| "我的".clone_into(value));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for _ in 0..2 {
        assert_eq!(operator.post("/me/filters", &fields).location(), "/tickets?state=mine");
    }
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createFilter'"), "1");
}

#[test]
fn what_was_typed_over_a_lost_session_comes_back() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let mut fields = operator.get("/tickets?state=mine").filled("/me/filters");
    fields.iter_mut().filter(|(field, _)| field == "name").for_each(|(_, value)| "我的".clone_into(value));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let lost = "UPDATE sessions SET last_seen_at = now() - interval '2 hours' WHERE user_id = \
                (SELECT id FROM users WHERE username = 'ops.engineer')";
    sql_query(lost).execute(&mut app.sql()).expect("a lost session");
    assert!(operator.post("/me/filters", &fields).location().starts_with("/login?next="));
    let page = app.signed_in("ops.engineer").get("/me/filters").is_ok();
    assert_eq!((page.value("name"), page.value("query")), ("我的".to_owned(), "state=mine".to_owned()));
}

#[test]
fn two_at_once_of_one_name_make_one() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    let fields = [("list", "/tickets"), ("query", "state=mine"), ("name", "我的")];
    std::thread::scope(|scope| {
        let posts = [0; 4].map(|_| scope.spawn(|| operator.post("/me/filters", &fields).status()));
        let mut answers = posts.map(|post| post.join().expect("an answer"));
        answers.sort_unstable();
        assert_eq!(answers, [303, 422, 422, 422]);
    });
}
