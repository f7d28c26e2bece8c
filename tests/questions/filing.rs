use super::{Asked, NEW, TOLD, number_of, one, run};
use crate::support::{TestApp, Upload};

#[test]
fn the_chooser_leads_to_questions_and_faults() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let page = filer.get("/tickets/new?want=support").is_ok();
    assert!(page.has(&format!("section:nth-of-type(2) .kinds a[href=\"{NEW}\"]")), "{}", page.text("main"));
    let form = filer.get(NEW).is_ok();
    for group in ["云服务器", "云数据库", "账号与权限", "其他"] {
        assert!(form.has(&format!("optgroup[label=\"{group}\"]")), "{group}");
    }
    assert_eq!(form.value("contact_hours"), "随时");
}

#[test]
fn a_fault_is_filed_answered_and_rated() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = Asked::good(&app).press(&filer, "submit").location();
    let page = filer.get(&path).is_ok();
    assert_eq!(page.state(), "pending");
    let facts = page.text(".card");
    for fact in ["报障", "云服务器", "无法远程登录", "紧急", "09:00-18:00"] {
        assert!(facts.contains(fact), "{fact}");
    }
    let due = "SELECT clock_left_seconds / 86400 FROM tickets";
    assert_eq!(one(&app, due), "2", "two working days");
    operator.post(&format!("{path}/accept"), &[]).is(303);
    operator.post(&format!("{path}/resolve"), &[("text", "安全组已放通 22 端口，登录恢复")]).is(303);
    assert_eq!(one(&app, "SELECT opened FROM tickets"), "false");
    filer.post(&format!("{path}/reopen"), &[("text", "还是超时")]).is(303);
    operator.post(&format!("{path}/return"), &[("text", "请补充 traceroute 结果")]).is(303);
    assert_eq!(filer.get(&path).state(), "returned", "nothing was opened, so it can go back");
    let hidden = filer.get(&format!("{path}/edit")).is_ok().filled(&format!("{path}/edit"));
    let mut again: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    again.push(("action", "submit"));
    filer.post(&format!("{path}/edit"), &again).is(303);
    operator.post(&format!("{path}/accept"), &[]).is(303);
    operator.post(&format!("{path}/resolve"), &[("text", "已修复")]).is(303);
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5"), ("text", "")]).is(303);
    assert_eq!(filer.get(&path).state(), "completed");
    assert_eq!(one(&app, "SELECT count(*) FROM openings"), "0");
    assert_eq!(one(&app, "SELECT count(*) FROM url_scans"), "0");
}

#[test]
fn lists_searches_and_exports_tell_what_it_is_about_in_the_readers_language() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let path = Asked::good(&app).press(&filer, "submit").location();
    let list = filer.get("/tickets").is_ok();
    assert!(list.text("td.wide").contains("云服务器 · 无法远程登录 紧急"), "{}", list.text("td.wide"));
    for words in ["远程登录", "云服务器", "Remote login", number_of(&path)] {
        let found = filer.get(&format!("/tickets?q={words}")).is_ok();
        assert!(found.has(&format!("a[href=\"{path}\"]")), "{words}");
    }
    assert!(filer.get("/tickets.csv").source().contains("紧急 云服务器 · 无法远程登录"));
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'yj.user'");
    let english = app.signed_in("yj.user").get("/tickets").text("td.wide");
    assert!(english.contains("Cloud servers · Remote login fails Urgent"), "{english}");
}

#[test]
fn what_is_retired_is_offered_no_more_and_keeps_its_name() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let path = Asked::good(&app).press(&filer, "submit").location();
    run(&app, "UPDATE support_problems SET retired_at = now(), name_zh = '旧名' WHERE code = 'ecs-login'");
    assert!(!filer.get(NEW).has("option[value=\"ecs-login\"]"));
    assert!(filer.get(&path).text("main").contains("无法远程登录"));
    let refused = Asked::good(&app).press(&filer, "submit").is_refused_at("problem");
    assert!(refused.errors_at("problem").contains("已停用"));
}

#[test]
fn a_draft_keeps_whatever_is_chosen_and_a_copy_begins_with_it() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let draft = Asked::good(&app)
        .with("severity", "")
        .with("contact_hours", "９：００—１８：００")
        .press(&filer, "save")
        .location();
    let form = filer.get(&format!("{draft}/edit")).is_ok();
    for (name, value) in
        [("type", "fault"), ("category", "ecs"), ("problem", "ecs-login"), ("contact_hours", "09:00-18:00")]
    {
        assert_eq!(form.value(name), value, "{name}");
    }
    assert_eq!(form.value("severity"), "");
    let number = number_of(&draft);
    let copy = filer.get(&format!("{NEW}?copy={number}")).is_ok();
    assert_eq!((copy.value("problem").as_str(), copy.value("description").as_str()), ("ecs-login", TOLD));
    filer.get(&format!("{NEW}?renew={number}")).is_not_found();
}

#[test]
fn who_chose_a_problem_need_not_choose_its_category() {
    let app = TestApp::new();
    Asked::good(&app).with("category", "").press(&app.signed_in("yj.user"), "submit").location();
    assert_eq!(one(&app, "SELECT details ->> 'category' FROM tickets"), "ecs");
}

#[test]
fn the_template_goes_into_an_empty_description_and_over_nobodys_words() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let filled = Asked::good(&app).with("description", "").press(&filer, "template").is_ok();
    assert!(filled.value("description").starts_with("云服务器名称或IP："), "{}", filled.value("description"));
    assert_eq!((filled.value("problem").as_str(), filled.value("type").as_str()), ("ecs-login", "fault"));
    let unchanged = filled.value("description");
    let other =
        Asked::good(&app).with("description", &unchanged).with("category", "rds").with("problem", "rds-connect");
    assert!(other.press(&filer, "template").is_ok().value("description").starts_with("实例名称："));
    let kept = Asked::good(&app).press(&filer, "template").is_refused_at("problem");
    assert_eq!(kept.value("description"), TOLD);
    assert!(kept.errors_at("problem").contains("已有内容"));
    let none = Asked::good(&app).with("problem", "").with("description", "").press(&filer, "template");
    assert!(none.is_refused_at("problem").errors_at("problem").contains("请先选择问题类型"));
    run(&app, "UPDATE users SET language = 'en' WHERE username = 'yj.user'");
    let english = Asked::good(&app).with("description", "").press(&app.signed_in("yj.user"), "template").is_ok();
    assert!(english.value("description").starts_with("Server name or IP:"));
}

#[test]
fn files_travel_with_it() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let typed = Asked::good(&app);
    let mut fields: Vec<(&str, &str)> = typed.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("action", "submit"));
    let files = [Upload { field: "attachments", file_name: "ping.txt", content: b"100% packet loss" }];
    let path = filer.upload(NEW, &fields, &files).location();
    assert!(app.signed_in("ops.engineer").get(&path).text(".files").contains("ping.txt"));
}

#[test]
fn its_pages_ask_few_queries() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let path = super::with_authorisation(&app, "granted");
    filer.get(NEW);
    filer.get(&path);
    // Session, bell, and at most four beside.
    assert!(app.queries_of(|| drop(filer.get(NEW).is_ok())) <= 6);
    assert!(app.queries_of(|| drop(filer.get(&path).is_ok())) <= 6);
}
