//! Drafts: saved, changed, submitted, kept while typing.

use crate::support::TestApp;

use super::{
    NEW, count_tickets, number_of, run, state,
    typed::{PURPOSE, Typed, value_of},
    word,
};

#[test]
fn a_draft_is_saved_with_its_lengths_checked_alone() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app)
        .with("description", "")
        .with("public_port", "还不知道")
        .with("floating_ip", "")
        .with("internal_port", "3306")
        .save(&browser)
        .location();
    let number = number_of(&path).to_owned();
    let sql = &mut app.sql();
    assert_eq!(state(sql, &number), "draft");
    assert_eq!(word(sql, "SELECT count(*) FROM port_mappings"), "0");
    let page = browser.get(&format!("{path}/edit")).is_ok();
    assert_eq!(value_of(&page, "public_port-1"), "还不知道");
    let page = Typed::on(&page).press(&browser, &format!("{path}/edit"), "action", "submit").is(422);
    assert!(!page.errors_at("description").is_empty());
    let good = Typed::on(&page)
        .with("description", PURPOSE)
        .with("public_port", "18443")
        .with("floating_ip", "10.20.6.51")
        .with("internal_port", "443");
    assert_eq!(good.press(&browser, &format!("{path}/edit"), "action", "submit").location(), path);
    assert_eq!(state(sql, &number), "pending");
    assert_eq!(count_tickets(sql), "1");
}

#[test]
fn a_draft_may_leave_its_application_open_and_a_ticket_may_not() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app).with("application", "").save(&browser).location();
    assert!(browser.get(&path).text("main").contains("未选择应用"));
    assert!(browser.get("/tickets").text("tbody").contains("未选择应用"));
    browser.get("/").is_ok();
    browser.get("/tickets.csv").is_ok();
    browser.post(&format!("{path}/submit"), &[]).is_refused_at("application");
    let edit = format!("{path}/edit");
    let page = browser.get(&edit).is_ok();
    let chosen = super::application(&mut app.sql(), "应急指挥一张图");
    Typed::on(&page).with("application", &chosen).press(&browser, &edit, "action", "submit").is(303);
    assert_eq!(state(&mut app.sql(), number_of(&path)), "pending");
}

#[test]
fn a_draft_of_an_application_that_was_retired_since_is_still_saved_and_not_submitted() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&mut app.sql(), "UPDATE applications SET state = 'retired' WHERE name = '黄冈市防汛抗旱应急指挥一张图'");
    Typed::good(&app).save(&browser).is(303);
    let foreign = super::application(&mut app.sql(), "预约挂号平台");
    Typed::good(&app).with("application", &foreign).save(&browser).is_refused_at("application");
    Typed::good(&app).submit(&browser).is_refused_at("application");
}

#[test]
fn a_saved_draft_is_submitted_as_it_is_or_comes_back_to_be_mended() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let good = Typed::good(&app).save(&browser).location();
    assert_eq!(browser.post(&format!("{good}/submit"), &[]).location(), good);
    assert_eq!(state(&mut app.sql(), number_of(&good)), "pending");
    let bad = Typed::good(&app).with("description", "").save(&browser).location();
    let page = browser.post(&format!("{bad}/submit"), &[]).is_refused_at("description");
    assert!(page.has(&format!("form[action=\"{bad}/edit\"]")));
    assert_eq!(state(&mut app.sql(), number_of(&bad)), "draft");
}

#[test]
fn nobody_else_sees_or_changes_a_draft() {
    let app = TestApp::new();
    let path = Typed::good(&app).save(&app.signed_in("yj.user")).location();
    for other in ["yj.admin", "yj.colleague", "wj.user", "ops.engineer", "bigdata.admin"] {
        let browser = app.signed_in(other);
        browser.get(&format!("{path}/edit")).is_not_found();
        Typed::good(&app).press(&browser, &format!("{path}/edit"), "action", "save").is_not_found();
        browser.post(&format!("{path}/submit"), &[]).is_not_found();
    }
}

#[test]
fn who_sees_a_returned_ticket_may_still_not_edit_it() {
    let app = TestApp::new();
    let path = Typed::good(&app).submit(&app.signed_in("yj.user")).location();
    run(&mut app.sql(), "UPDATE tickets SET state = 'returned', clock_since = NULL, due_at = NULL");
    for other in ["yj.admin", "yj.colleague", "ops.engineer"] {
        app.signed_in(other).get(&format!("{path}/edit")).is_forbidden();
        app.signed_in(other).post(&format!("{path}/submit"), &[]).is_forbidden();
    }
    app.signed_in("wj.user").get(&format!("{path}/edit")).is_not_found();
    run(&mut app.sql(), "UPDATE port_mappings SET state = 'released'");
    let browser = app.signed_in("yj.user");
    let page = browser.get(&format!("{path}/edit")).is_ok();
    Typed::on(&page).press(&browser, &format!("{path}/edit"), "action", "submit").is(303);
    assert_eq!(state(&mut app.sql(), number_of(&path)), "pending");
}

#[test]
fn a_submitted_ticket_is_not_edited_any_more() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app).submit(&browser).location();
    browser.get(&format!("{path}/edit")).is(409);
    let late = Typed::good(&app).with("remarks", "另一个窗口里写的");
    let page = late.press(&browser, &format!("{path}/edit"), "action", "save").is(409);
    assert!(page.text(".alert.bad").contains("待受理"), "{}", page.text(".alert.bad"));
    assert_eq!(page.value("remarks"), "另一个窗口里写的");
    browser.post(&format!("{path}/submit"), &[]).is(409);
}

#[test]
fn a_stale_page_shows_what_changed_and_asks_again() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = format!("{}/edit", Typed::good(&app).save(&browser).location());
    let (here, there) = (browser.get(&path).is_ok(), browser.get(&path).is_ok());
    Typed::on(&there).with("remarks", "另一个窗口").press(&browser, &path, "action", "save").is(303);
    let page = Typed::on(&here).with("remarks", "这个窗口").press(&browser, &path, "action", "save").is(409);
    assert!(page.text(".alert.warn").contains("另一个窗口"), "{}", page.text("main"));
    assert_eq!(page.value("remarks"), "这个窗口");
    assert_eq!(word(&mut app.sql(), "SELECT details->>'remarks' FROM tickets"), "另一个窗口");
    Typed::on(&page).press(&browser, &path, "action", "save").is(303);
    assert_eq!(word(&mut app.sql(), "SELECT details->>'remarks' FROM tickets"), "这个窗口");
}

#[test]
fn a_form_is_sent_once_however_often_its_button_is_pressed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for action in ["save", "submit"] {
        let page = browser.get(NEW);
        let form = Typed::good(&app)
            .and("submission", &page.value("submission"))
            .with("public_port", if action == "save" { "18001" } else { "18002" });
        let first = form.press(&browser, NEW, "action", action).location();
        assert_eq!(form.press(&browser, NEW, "action", action).location(), first);
    }
    assert_eq!(count_tickets(&mut app.sql()), "2");
    let page = browser.get(NEW);
    let form = Typed::good(&app).and("submission", &page.value("submission")).with("public_port", "18003");
    let press = || form.submit(&browser).location();
    let paths: Vec<String> = std::thread::scope(|scope| {
        let presses: Vec<_> = (0..4).map(|_| scope.spawn(press)).collect();
        presses.into_iter().map(|press| press.join().unwrap()).collect()
    });
    assert!(paths.iter().all(|path| *path == paths[0]), "{paths:?}");
    assert_eq!(count_tickets(&mut app.sql()), "3");
}

#[test]
fn what_one_types_is_kept_and_comes_back() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let fields = [
        ("description", "写到一半"),
        ("public_port", "18443"),
        ("public_port", "18444"),
        ("public_ip", "203.0.113.18"),
    ];
    browser.post("/kept?path=%2Ftickets%2Fnew%2Finternet-mapping", &fields).is(204);
    let page = browser.get(NEW).is_ok();
    assert_eq!((page.value("description"), page.value("public_ip")), ("写到一半".into(), "203.0.113.18".into()));
    assert_eq!(value_of(&page, "public_port-2"), "18444");
    assert!(page.text("main").contains("已恢复上次未提交的内容"));
    assert_eq!(app.signed_in("yj.admin").get(NEW).value("description"), "", "it is its author's alone");
    Typed::good(&app).submit(&browser).is(303);
    assert_eq!(browser.get(NEW).value("description"), "", "once sent it is forgotten");
}

#[test]
fn a_lost_session_keeps_the_form() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&mut app.sql(), "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let typed = Typed::good(&app).with("remarks", "没有丢");
    assert!(typed.submit(&browser).location().starts_with("/login"));
    assert_eq!(count_tickets(&mut app.sql()), "0");
    let again = app.signed_in("yj.user");
    let page = again.get(NEW).is_ok();
    assert_eq!((page.value("remarks"), value_of(&page, "public_port-1")), ("没有丢".into(), "18443".into()));
    Typed::on(&page).submit(&again).is(303);
}
