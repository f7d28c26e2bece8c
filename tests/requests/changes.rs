//! A delivered resource is changed, or given back, by a request that goes the same way.

use std::thread;

use super::{Asked, act, approved, deliver, one, project, run, state};
use crate::support::{Browser, Page, TestApp, rounds};

/// Two servers of `yj.user`, by the path of the first.
fn server(app: &TestApp) -> String {
    let path = approved(app);
    let operator = app.signed_in("ops.engineer");
    deliver(&operator, &path, &[["1", "i-1", "10.20.40.1"], ["2", "i-2", "10.20.40.2"]]).is(303);
    format!("/resources/{}", one(app, "SELECT id FROM resources WHERE unit = 1"))
}

fn form(browser: &Browser, path: &str) -> Asked {
    Asked { with_paper: true, ..Asked::shown(browser, path) }
}

fn send(asked: &Asked, browser: &Browser, path: &str) -> Page {
    asked.press(browser, path, "action", "submit")
}

fn filed(asked: &Asked, browser: &Browser, path: &str) -> String {
    send(asked, browser, path).location().trim_end_matches("?submitted").to_owned()
}

fn done(app: &TestApp, request: &str, note: &str) -> Page {
    act(&app.signed_in("ops.engineer"), request, "approve", "").is(303);
    act(&app.signed_in("bigdata.admin"), request, "approve", "").is(303);
    let operator = app.signed_in("ops.engineer2");
    operator.post(&format!("{request}/deliver"), &[("unit", "1"), ("note", note)]).is(303)
}

#[test]
fn a_server_becomes_larger_and_approvers_see_what_it_was() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let resource = server(&app);
    let page = filer.get(&resource).is_ok();
    assert!(page.text("#price").contains('¥'), "{}", page.text("#price"));
    let change = page.attribute("#change", "href").unwrap();
    let opened = filer.get(&change).is_ok();
    assert_eq!(opened.value("system_disk_size"), "40");
    assert!(!opened.has("[name=vpc]") && !opened.has("[name=quantity]") && !opened.has("[name=instance_name]"));
    assert!(opened.text("main").contains("yj-gis-01") && opened.text("main").contains("yj-prod"));

    let refused = send(&form(&filer, &change), &filer, &change).is_refused_at("instance_type");
    assert!(refused.errors_at("instance_type").contains("与现在的配置相同"));
    let larger = form(&filer, &change).with("instance_type", "ecs.g6.xlarge").with("system_disk_size", "100");
    send(&larger.clone().with("system_disk_size", "501"), &filer, &change).is_refused_at("system_disk_size");
    // What can't change isn't changed by who posts it.
    let request = filed(&larger.and("vpc", "1").and("instance_name", "another"), &filer, &change);
    let decision = app.signed_in("ops.engineer").get(&request).is_ok();
    assert!(decision.text("h1").contains("变更云服务器 ECS"), "{}", decision.text("h1"));
    let becomes = decision.text("#becomes tbody");
    for told in ["ecs.g6.large（2 vCPU，8 GiB）", "ecs.g6.xlarge（4 vCPU，16 GiB）", "100 GiB"] {
        assert!(becomes.contains(told), "{told}: {becomes}");
    }
    assert!(!becomes.contains("another") && !becomes.contains("数量"), "{becomes}");

    let busy = filer.get(&resource).is_ok();
    assert!(!busy.has("#change") && busy.text(".alert").contains("正由 ZY"), "{}", busy.text(".alert"));
    let other = filer.get(&format!("{resource}/return")).is(409);
    assert!(other.text(".alert.bad").contains("正由 ZY"));

    done(&app, &request, "已重启");
    assert_eq!(state(&app, &request), "delivered");
    let after = filer.get(&resource).is_ok();
    assert!(after.text("main").contains("ecs.g6.xlarge") && after.text("main").contains("100 GiB"));
    assert_eq!(one(&app, "SELECT instance_type FROM hosts WHERE floating_ip = '10.20.40.1'"), "ecs.g6.xlarge");
    assert_eq!(one(&app, "SELECT instance_type FROM hosts WHERE floating_ip = '10.20.40.2'"), "ecs.g6.large");
    assert!(
        filer.get("/resources?q=ecs.g6.xlarge").is_ok().text("tbody").contains("yj-gis-01"),
        "found by its new size"
    );
    assert_eq!(filer.get(&change).is_ok().value("system_disk_size"), "100", "the next change begins there");
    app.holds_together();
}

#[test]
fn a_server_is_given_back_and_what_leads_to_it_ends() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let resource = server(&app);
    let path = format!("{resource}/return");
    let opened = filer.get(&path).is_ok();
    assert!(!opened.has("[name=instance_type]") && opened.text("main").contains("ecs.g6.large"));
    form(&filer, &path).without_paper().press(&filer, &path, "action", "submit").is_refused_at("attachments");
    let request = filed(&form(&filer, &path), &filer, &path);
    assert!(filer.get(&request).is_ok().text("aside").contains("回收后每月减少"));
    done(&app, &request, "");
    let after = filer.get(&resource).is_ok();
    assert_eq!(after.state(), "returned");
    assert!(!after.has("#change") && after.text(".alert").contains("已回收"));
    assert_eq!(one(&app, "SELECT state FROM hosts WHERE floating_ip = '10.20.40.1'"), "retired");
    filer.get(&format!("{resource}/change")).is(409);
    let told = "SELECT count(*) FROM messages m JOIN users u ON u.id = m.recipient_id
                WHERE u.username = 'yj.user' AND m.title::text LIKE '%carried-out%'";
    assert_eq!(one(&app, told), "1");
    app.holds_together();
}

#[test]
fn an_archived_project_or_a_retired_image_keeps_nobody_from_giving_back_or_changing() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let resource = server(&app);
    run(&app, "UPDATE projects SET state = 'archived' WHERE name = '应急指挥平台'");
    run(&app, "UPDATE images SET retired_at = now() WHERE code = 'kylin-v10'");
    let path = format!("{resource}/change");
    let request = filed(&form(&filer, &path).with("eip_bandwidth", "20"), &filer, &path);
    act(&filer, &request, "withdraw", "").is(303);
    let path = format!("{resource}/return");
    filed(&form(&filer, &path), &filer, &path);
}

#[test]
fn every_other_product_changes_what_it_can() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = "/resources/apply/oss";
    let asked = form(&filer, path).with("project", &project(&app, "yj.user", "应急指挥平台"));
    let request = filed(&asked.with("bucket_name", "yj-archive").with("capacity", "10"), &filer, path);
    act(&operator, &request, "approve", "").is(303);
    act(&app.signed_in("bigdata.admin"), &request, "approve", "").is(303);
    deliver(&operator, &request, &[["1", "oss-1", ""]]).is(303);
    let resource = format!("/resources/{}", one(&app, "SELECT id FROM resources"));
    let path = format!("{resource}/change");
    assert!(!filer.get(&path).is_ok().has("[name=bucket_name]"));
    let saved = form(&filer, &path).with("capacity", "20").press(&filer, &path, "action", "save").location();
    let edit = format!("{saved}/edit");
    Asked::shown(&filer, &edit).with("capacity", "30").press(&filer, &edit, "action", "submit").is(303);
    done(&app, &saved, "");
    assert_eq!(one(&app, "SELECT specification FROM resources"), "lrs 30 GiB");
    app.holds_together();
}

#[test]
fn only_its_department_asks_for_it() {
    let app = TestApp::new();
    let resource = server(&app);
    for (who, status) in [("wj.user", 404), ("ga.user", 404), ("ops.engineer", 403), ("auditor", 404)] {
        for verb in ["change", "return"] {
            let status_now = app.signed_in(who).get(&format!("{resource}/{verb}")).status();
            assert_eq!(status_now, status, "{who} {verb}");
        }
    }
    app.signed_in("yj.admin").get(&format!("{resource}/change")).is_ok();
}

#[test]
fn of_a_change_and_a_return_filed_at_once_one_counts() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let colleague = app.signed_in("yj.admin");
    let resource = server(&app);
    let (change, back) = (format!("{resource}/change"), format!("{resource}/return"));
    for _ in 0..rounds() {
        let wanted = form(&filer, &change).with("eip_bandwidth", "20");
        let returned = form(&colleague, &back);
        let answers = thread::scope(|scope| {
            let one = scope.spawn(|| send(&wanted, &filer, &change));
            let other = scope.spawn(|| send(&returned, &colleague, &back));
            [one.join().unwrap(), other.join().unwrap()]
        });
        let mut statuses = answers.each_ref().map(Page::status);
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let (at, browser) = if answers[0].status() == 303 { (0, &filer) } else { (1, &colleague) };
        act(browser, answers[at].location().trim_end_matches("?submitted"), "withdraw", "").is(303);
    }
    app.holds_together();
}
