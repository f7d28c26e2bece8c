//! One entry, from the asking to the removal.

use chrono::{TimeDelta, Utc};
use yunwu::network::commands::timed::{ask_for_recertification, end_what_is_over, remind_of_ends};

use super::PATH;
use crate::{
    access::{Asked, INTERNET, day, number_of, one, resolve, run},
    support::{Page, TestApp},
};

fn history(page: &Page) -> Vec<String> {
    page.texts(".tl .what")
}

fn entry_of(app: &TestApp, number: &str) -> String {
    let id = one(
        app,
        &format!("SELECT id FROM openings WHERE ticket_id = (SELECT id FROM tickets WHERE number = '{number}')"),
    );
    format!("{PATH}/{id}")
}

#[test]
fn an_entry_tells_who_asked_why_who_opened_it_and_until_when() {
    let app = TestApp::new();
    let filed = Asked::good(&app, INTERNET).until(&day(&app, 40)).filed(&app);
    let path = entry_of(&app, number_of(&filed));
    let filer = app.signed_in("yj.user");
    let page = filer.get(&path).is_ok();
    assert_eq!(page.state(), "held");
    assert_eq!(history(&page), ["提交申请"]);
    resolve(&app, &filed, "").is(303);
    let page = filer.get(&path).is_ok();
    let said = page.text("main");
    for fact in
        ["10.20.6.31", "mirrors.example.com", "TCP 443", "陈静", "一张图的前端主机每周", "访问互联网", &day(&app, 40)]
    {
        assert!(said.contains(fact), "{fact}: {said}");
    }
    assert_eq!((page.state().as_str(), history(&page)), ("active", vec!["开通".to_owned(), "提交申请".to_owned()]));
    assert!(page.has(&format!("main a[href='{filed}']")));
    assert!(
        page.has(&format!("a.btn[href='/tickets/new/internet-access?renew={}']", number_of(&filed))),
        "it can be renewed"
    );
    assert!(filer.get(PATH).is_ok().has(&format!("main tbody a[href='{path}']")));
}

#[test]
fn its_history_has_reminder_end_and_removal() {
    let app = TestApp::new();
    let filed = Asked::good(&app, INTERNET).until(&day(&app, 40)).filed(&app);
    resolve(&app, &filed, "").is(303);
    let path = entry_of(&app, number_of(&filed));
    remind_of_ends(&app.db(), Utc::now() + TimeDelta::days(11)).unwrap();
    end_what_is_over(&app.db(), Utc::now() + TimeDelta::days(42)).unwrap();
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&path).is_ok();
    assert_eq!(page.state(), "to_remove");
    assert!(page.has(&format!("a.btn[href='/network/removals?q={}']", number_of(&filed))));
    operator.post("/network/removals/removed", &[("mapping", path.rsplit('/').next().unwrap())]).is(303);
    let page = operator.get(&path).is_ok();
    assert_eq!(page.state(), "removed");
    let history = history(&page);
    for step in ["提醒", "待拆除（使用期限已到）", "在网关上拆除", "开通", "提交申请"] {
        assert_eq!(history.iter().filter(|line| line.contains(step)).count(), 1, "{step}: {history:?}");
    }
    assert!(page.text("main").contains("使用期限已到"), "{}", page.text("main"));
    let timeline = operator.get(&filed).is_ok().text(".tl");
    assert!(timeline.contains("提醒 10.20.6.31"), "the ticket tells it too: {timeline}");
}

#[test]
fn its_history_has_the_yearly_question_and_answer() {
    let app = TestApp::new();
    let filed = Asked::good(&app, INTERNET).filed(&app);
    resolve(&app, &filed, "").is(303);
    run(&app, "UPDATE access_policies SET opened_at = now() - interval '400 days'");
    run(&app, "UPDATE tickets SET submitted_at = now() - interval '401 days'");
    ask_for_recertification(&app.db(), Utc::now()).unwrap();
    let (path, filer) = (entry_of(&app, number_of(&filed)), app.signed_in("yj.user"));
    let page = filer.get(&path).is_ok();
    assert!(history(&page)[0].contains("是否仍需要") && page.text("main").contains("询问未答复"));
    assert!(page.has("a.btn[href='/network/recertification']"), "who may answer is led there");
    assert!(!app.signed_in("ops.engineer").get(&path).is_ok().has("main a[href='/network/recertification']"));
    let id = path.rsplit('/').next().unwrap();
    filer.post(&format!("/network/mappings/{id}/recertify"), &[]).is(303);
    let page = filer.get(&path).is_ok();
    let history = history(&page);
    assert!(history.iter().any(|line| line.contains("确认 10.20.6.31")), "{history:?}");
    assert!(!page.text("main").contains("询问未答复") && page.text("dl").contains("陈静"));
}

#[test]
fn renewals_lead_to_each_other() {
    let app = TestApp::new();
    let filed = Asked::good(&app, INTERNET).until(&day(&app, 20)).filed(&app);
    resolve(&app, &filed, "").is(303);
    let filer = app.signed_in("yj.user");
    let form_path = format!("{INTERNET}?renew={}", number_of(&filed));
    let form = filer.get(&form_path).is_ok();
    let filled = form.filled(INTERNET);
    let typed = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = typed.filter(|(name, _)| *name != "action").chain([("action", "submit")]).collect();
    let renewal = filer.post(INTERNET, &fields).location();
    let (old, new) = (entry_of(&app, number_of(&filed)), entry_of(&app, number_of(&renewal)));
    let page = filer.get(&old).is_ok();
    assert!(page.has(&format!("main a[href='{new}']")) && page.text("main").contains("续期后"));
    assert!(!page.has("a.btn[href*='?renew=']"), "somebody renews it already");
    resolve(&app, &renewal, "").is(303);
    let page = filer.get(&new).is_ok();
    assert!(page.has(&format!("main a[href='{old}']")) && page.text("main").contains("续期前"));
    assert!(history(&filer.get(&old).is_ok())[0].contains(number_of(&renewal)));
}
