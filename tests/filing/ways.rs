//! The ways to a ticket.

use crate::support::TestApp;

use super::{
    NEW, application, number_of,
    typed::{PURPOSE, Typed},
    word,
};

#[test]
fn the_chooser_says_what_each_kind_is_for_and_leads_to_those_online() {
    let app = TestApp::new();
    let page = app.signed_in("yj.user").get("/tickets/new?application=3").is_ok();
    let text = page.text(".kinds");
    for kind in [
        "访问互联网",
        "访问政务外网",
        "互联网端口映射",
        "政务外网端口映射",
        "租户间互访",
        "服务器新增",
        "服务器变更",
        "服务器回收",
        "咨询 / 报障",
    ] {
        assert!(text.contains(kind), "{kind}");
    }
    assert!(page.has(&format!(".kinds a[href=\"{NEW}?application=3\"]")));
    assert_eq!(page.count(".kinds a[href^=\"/tickets/new/\"]"), 9);
}

#[test]
fn one_question_after_the_other_leads_to_each_kind() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    for (want, asks, kinds) in [
        ("reach", "要访问的系统在哪里", ["internet-access", "extranet-access", "tenant-access"]),
        ("be-reached", "谁要访问", ["internet-mapping", "extranet-mapping", "tenant-access"]),
        ("servers", "要对服务器做什么", ["server-create", "server-change", "server-recycle"]),
    ] {
        let first = browser.get("/tickets/new?application=3").is_ok();
        let way = first.attribute(&format!(".kinds a[href*=\"want={want}&\"]"), "href").expect(want);
        let next = browser.get(&way).is_ok();
        assert!(next.text("h2").contains(asks), "{}", next.text("h2"));
        for kind in kinds {
            let link = format!("section:nth-of-type(2) .kinds a[href=\"/tickets/new/{kind}?application=3\"]");
            assert!(next.has(&link), "{want}: {kind}");
        }
    }
    assert!(!browser.get("/tickets/new?want=nonsense").is_ok().text("h2").contains("谁要访问"));
}

#[test]
fn the_application_comes_along_and_foreign_ones_do_not() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let own = application(&mut app.sql(), "应急指挥一张图");
    assert_eq!(browser.get(&format!("{NEW}?application={own}")).value("application"), own);
    let foreign = application(&mut app.sql(), "预约挂号平台");
    let page = browser.get(&format!("{NEW}?application={foreign}")).is_ok();
    assert_eq!(page.value("application"), "");
    assert!(!page.source().contains("预约挂号平台"));
    browser.get(&format!("{NEW}?application=%27%3B--")).is_ok();
}

#[test]
fn contacts_are_prefilled() {
    let app = TestApp::new();
    let page = app.signed_in("yj.user").get(NEW);
    assert!(page.value("contact_phone").starts_with("027-8723") && page.value("contact_email").contains('@'));
}

#[test]
fn only_who_may_submit_gets_in() {
    let app = TestApp::new();
    for stranger in ["yj.colleague", "bigdata.admin", "plc.user", "ops.engineer", "platform.admin", "auditor"] {
        let browser = app.signed_in(stranger);
        browser.get("/tickets/new").is_forbidden();
        browser.get(NEW).is_forbidden();
        Typed::good(&app).submit(&browser).is_forbidden();
    }
    assert!(app.visitor().get("/tickets/new").location().starts_with("/login"));
}

#[test]
fn a_ticket_in_sight_is_copied_as_a_new_one() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app).with("remarks", "汛期").submit(&browser).location();
    let copy = format!("{NEW}?copy={}", number_of(&path));
    let page = browser.get(&copy).is_ok();
    assert_eq!((page.value("description"), page.value("remarks")), (PURPOSE.into(), "汛期".into()));
    let form = Typed::on(&page).with("public_port", "18500").and("copied_from", &page.value("copied_from"));
    let second = form.submit(&browser).location();
    let original = format!(
        "SELECT o.number FROM tickets t JOIN tickets o ON o.id = t.copied_from_id WHERE t.number = '{}'",
        number_of(&second)
    );
    assert_eq!(word(&mut app.sql(), &original), number_of(&path));
    app.signed_in("wj.user").get(&copy).is_not_found();
}

#[test]
fn the_internet_ips_show_who_has_their_ports_and_until_when() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let path = Typed::good(&app).submit(&browser).location();
    let page = browser.get(NEW);
    assert_eq!(page.count(".ips > li"), 2);
    let chip = page.text(".ips .chip");
    assert!(chip.contains("18443") && chip.contains(number_of(&path)) && chip.contains("长期有效"), "{chip}");
}
