//! A batch: three steps, one request, one number.

use super::{Asked, act, deliver, one, project, run, state};
use crate::support::{Browser, Page, TestApp};

const BATCH: &str = "/resources/batch";
const CONFIRM: &str = "/resources/batch/confirm";
const COUNT: &str = "SELECT count(*) FROM resource_requests";

fn items_of(base: &str, product: &str) -> String {
    format!("{base}/items/{product}")
}

/// The first step as `yj.user` fills it in.
fn base(app: &TestApp, filer: &Browser) -> Asked {
    let form = Asked::shown(filer, BATCH).with("project", &project(app, "yj.user", "应急指挥平台"));
    Asked { with_paper: true, ..form }
}

fn begun(app: &TestApp, filer: &Browser) {
    assert_eq!(base(app, filer).press(filer, BATCH, "action", "next").location(), "/resources/batch/items");
}

/// One more into the cart, typed over what the form offers.
fn add(filer: &Browser, steps: &str, product: &str, typed: &[(&str, &str)]) -> Page {
    let path = items_of(steps, product);
    let form = typed.iter().fold(Asked::shown(filer, &path), |form, (name, value)| form.with(name, value));
    form.press(filer, &path, "action", "add")
}

/// What lies in the cart, line by line.
fn picks(page: &Page) -> Vec<String> {
    page.texts("#picks tr summary .sub")
}

/// The form of what lies in the cart already.
fn to_change(filer: &Browser, at: &str, path: &str) -> Asked {
    Asked { fields: filer.get(at).is_ok().filled(path), with_paper: false }
}

fn confirm(filer: &Browser, path: &str, button: &str) -> Page {
    Asked::shown(filer, path).press(filer, path, "action", button)
}

/// Submitted with two servers, a disk and an address.
fn filed(app: &TestApp, filer: &Browser) -> String {
    begun(app, filer);
    add(filer, BATCH, "ecs", &[("instance_name", "yj-web"), ("quantity", "2")]).is(303);
    add(filer, BATCH, "ebs", &[("category", "cloud_ssd"), ("size", "500")]).is(303);
    add(filer, BATCH, "eip", &[("bandwidth", "20")]).is(303);
    confirm(filer, CONFIRM, "submit").location().trim_end_matches("?submitted").to_owned()
}

#[test]
fn three_steps_lead_to_one_request_with_one_number() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    assert!(filer.get("/resources/apply").is_ok().has(&format!("a[href=\"{BATCH}\"]")));
    for step in [items_of(BATCH, "ecs"), CONFIRM.to_owned()] {
        assert_eq!(filer.get(&step).location(), BATCH, "{step}: a batch begins with its base information");
    }
    base(&app, &filer).with("project", "").press(&filer, BATCH, "action", "next").is_refused_at("project");
    begun(&app, &filer);
    let refused = add(&filer, BATCH, "ecs", &[("instance_name", "1x"), ("quantity", "3")]);
    assert_eq!(refused.is_refused_at("instance_name").value("quantity"), "3");
    confirm(&filer, CONFIRM, "submit").is_refused_at("items");

    let path = filed(&app, &filer);
    assert_eq!(one(&app, COUNT), "1");
    let page = filer.get(&path).is_ok();
    assert_eq!(page.state(), "first_review");
    assert!(page.text("h1").contains("批量资源申请"), "{}", page.text("h1"));
    assert_eq!(page.count("#items tr"), 3);
    let sum = "SELECT bool_and(monthly IS NOT NULL) AND sum(monthly) = (SELECT monthly FROM request_revisions) FROM request_items";
    assert_eq!(one(&app, sum), "true", "the whole costs what its parts do");
    let listed = filer.get("/resources/requests?product=ebs").is_ok();
    assert!(listed.text("tbody").contains("ECS × 2 · EBS × 1 · EIP × 1"), "{}", listed.text("tbody"));
    assert!(!filer.get("/resources/requests?product=rds").is_ok().has("tbody tr"));
    assert_eq!(filer.get(&items_of(BATCH, "ecs")).location(), BATCH, "the cart is empty again");
    app.holds_together();
}

#[test]
fn what_is_chosen_is_copied_changed_and_removed_while_what_is_typed_stays() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    begun(&app, &filer);
    add(&filer, BATCH, "ecs", &[("instance_name", "yj-web")]).is(303);
    add(&filer, BATCH, "ebs", &[("category", "cloud_ssd"), ("size", "500")]).is(303);
    let path = items_of(BATCH, "ebs");
    let half = Asked::shown(&filer, &path).with("size", "77");
    let page = half.press(&filer, &path, "items", "copy-1").is_ok();
    assert_eq!(picks(&page), ["yj-web · ecs.c6.large", "cloud_ssd 500 GiB", "yj-web · ecs.c6.large"]);
    assert_eq!(page.value("size"), "77", "half typed, and still there");

    let edit = page.attribute("#item-2", "href").unwrap();
    let form = to_change(&filer, &edit, &path).with("size", "800");
    form.press(&filer, &path, "action", "add").is(303);
    let page = filer.get(&path).is_ok();
    assert_eq!(picks(&page)[1], "cloud_ssd 800 GiB");
    assert!(page.text("#total").contains('¥'), "{}", page.text("#total"));

    let shown = Asked::shown(&filer, &path);
    let page = shown.press(&filer, &path, "items", "remove-1").is_ok();
    assert_eq!(picks(&page), ["cloud_ssd 800 GiB", "yj-web · ecs.c6.large"]);
    let page = shown.clone().with("submission", "").press(&filer, &path, "items", "remove-1").is(409);
    assert!(page.text(".alert.warn").contains("别的窗口"), "{}", page.text(".alert.warn"));
    assert_eq!(picks(&page).len(), 2, "a page that shows something else removes nothing");
    filer.get(&format!("{path}?item=9")).is_not_found();
    filer.get(&items_of(BATCH, "moon")).is_not_found();
}

#[test]
fn a_batch_waits_for_its_author_through_steps_and_sessions() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    begun(&app, &filer);
    add(&filer, BATCH, "oss", &[("bucket_name", "yj-archive")]).is(303);
    // Back to the first step and forth again: nothing is lost, and what was chosen stays.
    Asked::shown(&filer, BATCH).with("remarks", "汛前上线").press(&filer, BATCH, "action", "next").is(303);
    let path = items_of(BATCH, "eip");
    let typed = Asked::shown(&filer, &path).with("bandwidth", "33");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let lost = typed.press(&filer, &path, "action", "add").location();
    assert!(lost.starts_with("/login"), "{lost}");
    let again = app.signed_in("yj.user");
    let page = again.get(&path).is_ok();
    assert_eq!((page.value("bandwidth").as_str(), picks(&page)), ("33", vec!["yj-archive · lrs 1 GiB".to_owned()]));
    let sent = confirm(&again, CONFIRM, "submit").location();
    assert!(again.get(&sent).is_ok().text("main").contains("汛前上线"));
    // Another's cart is their own.
    assert_eq!(app.signed_in("yj.admin").get(CONFIRM).location(), BATCH);
}

#[test]
fn two_hundred_rows_are_pasted_and_wrong_ones_are_named_one_by_one() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    begun(&app, &filer);
    let path = items_of(BATCH, "ecs");
    let row =
        |n: usize, instance_type: &str| format!("yj-node-{n:03}\t{instance_type}\t{}\tSSD 云盘 500 × 2", 1 + n % 3);
    let sheet = |wrong: &[usize]| {
        let rows = (1..=200).map(|n| row(n, if wrong.contains(&n) { "ecs.g9.huge" } else { "ecs.c6.xlarge" }));
        std::iter::once("实例名称\t实例规格\t数量\t数据盘".to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    };
    let wrong = [1, 20, 40, 60, 80, 100, 120, 140, 160, 200];
    let form = Asked::shown(&filer, &path);
    let page =
        form.clone().with("pasted", &sheet(&wrong)).press(&filer, &path, "action", "paste").is_refused_at("pasted");
    let told = page.errors_at("pasted");
    for n in wrong {
        assert!(told.contains(&format!("第 {} 行：", n + 1)), "{told}");
    }
    assert_eq!(told.matches("第 ").count(), wrong.len(), "{told}");
    assert!(page.value("pasted").contains("yj-node-200"), "what was pasted stays");
    assert!(picks(&page).is_empty(), "all or nothing");
    let waits = form.clone().with("pasted", "x").press(&filer, &path, "action", "add").is_refused_at("pasted");
    assert!(waits.errors_at("pasted").contains("按行加入"));

    let other = form.clone().with("pasted", "实例名称\t数量\t价钱\nyj-x\t1\t2").press(&filer, &path, "action", "paste");
    assert!(other.is_refused_at("pasted").errors_at("pasted").contains("没有“价钱”这一列"));

    form.with("pasted", &sheet(&[])).press(&filer, &path, "action", "paste").is(303);
    let page = filer.get(&path).is_ok();
    assert_eq!(picks(&page).len(), 200);
    let more = Asked::shown(&filer, &path).press(&filer, &path, "items", "copy-1").is_refused_at("items");
    assert!(more.errors_at("items").contains("最多 200 项"), "{}", more.errors_at("items"));
    let path = confirm(&filer, CONFIRM, "submit").location();
    assert!(filer.get(&path).is_ok().text("#items").contains("yj-node-200 · ecs.c6.xlarge × 3"));
    assert_eq!(
        one(&app, "SELECT count(*) FROM request_items WHERE details -> 'disks' -> 0 ->> 'disk_count' = '2'"),
        "200"
    );
    app.holds_together();
}

#[test]
fn what_no_longer_fits_is_said_at_the_last_step_where_it_can_be_mended() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    begun(&app, &filer);
    add(&filer, BATCH, "ecs", &[("instance_name", "yj-web")]).is(303);
    add(&filer, BATCH, "eip", &[("bandwidth", "20")]).is(303);
    run(&app, "UPDATE instance_types SET retired_at = now() WHERE code = 'ecs.c6.large'");
    run(&app, "UPDATE projects SET state = 'archived' WHERE name = '应急指挥平台'");
    let page = confirm(&filer, CONFIRM, "submit").is_refused_at("item-1");
    assert!(page.errors_at("item-1").contains("第 1 项："), "{}", page.errors_at("item-1"));
    assert!(page.attribute("#item-1", "href").unwrap().ends_with("/items/ecs?item=1"));
    assert!(page.errors_at("item-2").is_empty());
    assert!(page.is_refused_at("project").attribute("#project", "href").unwrap().starts_with(BATCH));
    assert_eq!(one(&app, COUNT), "0");
}

#[test]
fn a_draft_of_a_batch_may_be_empty_and_goes_on_later() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let saved = base(&app, &filer).with("project", "").press(&filer, BATCH, "action", "save").location();
    assert_eq!(state(&app, &saved), "draft");
    let edit = format!("{saved}/edit");
    let next = Asked::shown(&filer, &edit).with("project", &project(&app, "yj.user", "应急指挥平台"));
    assert_eq!(next.press(&filer, &edit, "action", "next").location(), format!("{edit}/items"));
    add(&filer, &edit, "eip", &[("bandwidth", "5")]).is(303);
    confirm(&filer, &format!("{edit}/confirm"), "save").is(303);
    assert!(filer.get(&saved).is_ok().text("main").contains("5 Mbps"));
    confirm(&filer, &format!("{edit}/confirm"), "submit").is(303);
    assert_eq!((state(&app, &saved).as_str(), one(&app, COUNT).as_str()), ("first_review", "1"));
}

#[test]
fn a_rejected_batch_is_changed_item_by_item_and_approvers_see_each_difference() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = filed(&app, &filer);
    act(&operator, &path, "reject", "请核减").is(303);
    let edit = format!("{path}/edit");
    let ebs = items_of(&edit, "ebs");
    Asked::shown(&filer, &ebs).press(&filer, &ebs, "items", "remove-2").is_ok();
    let ecs = items_of(&edit, "ecs");
    let form = to_change(&filer, &format!("{ecs}?item=1"), &ecs).with("quantity", "1");
    form.press(&filer, &ecs, "action", "add").is(303);
    add(&filer, &edit, "rds", &[("storage", "100")]).is(303);
    confirm(&filer, &format!("{edit}/confirm"), "submit").is(303);

    let page = operator.get(&path).is_ok();
    let changes = page.text("#differences");
    for told in ["云数据库 RDS第 4 项 新增", "云盘 EBS第 2 项 移除", "cloud_ssd 500 GiB", "数量第 1 项21"]
    {
        assert!(changes.contains(told), "{told}: {changes}");
    }
    assert!(!changes.contains("EIP"), "{changes}");
    let places = "SELECT string_agg(place::text, ',' ORDER BY place) FROM request_items WHERE revision = 2";
    assert_eq!(one(&app, places), "1,3,4", "each keeps its place");

    act(&operator, &path, "approve", "").is(303);
    act(&app.signed_in("bigdata.admin"), &path, "approve", "").is(303);
    deliver(&operator, &path, &[["1", "i-1", "10.20.31.1"], ["3", "pgm-1", ""]]).is(303);
    assert_eq!(state(&app, &path), "delivering");
    deliver(&operator, &path, &[["2", "eip-1", ""]]).is(303);
    assert_eq!(state(&app, &path), "delivered");
    let made = "SELECT string_agg(product, ',' ORDER BY place) FROM resources";
    assert_eq!(one(&app, made), "ecs,eip,rds");
    filer.get(&ecs).is(409);
    app.holds_together();
}

#[test]
fn a_single_request_takes_more_and_is_a_batch_from_then_on() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let path = super::filed(&app, "yj.user");
    act(&operator, &path, "reject", "请一并申请云盘").is(303);
    let edit = format!("{path}/edit");
    let form = Asked::shown(&filer, &edit);
    form.clone().with("quantity", "0").press(&filer, &edit, "action", "more").is_refused_at("quantity");
    let items = form.with("quantity", "1").press(&filer, &edit, "action", "more").location();
    assert_eq!(picks(&filer.get(&items).is_ok()), ["yj-gis · ecs.g6.large"]);
    add(&filer, &edit, "ebs", &[("size", "300")]).is(303);
    assert!(filer.get(&edit).is_ok().has("button[value=next]"), "its form is a batch's by now");
    confirm(&filer, &format!("{edit}/confirm"), "submit").is(303);
    let changes = operator.get(&path).is_ok().text("#differences");
    assert!(changes.contains("云盘 EBS第 2 项 新增") && changes.contains("数量第 1 项21"), "{changes}");
    assert!(filer.get(&path).is_ok().text("h1").contains("批量资源申请"));
    app.holds_together();
}

#[test]
fn nobody_else_changes_a_batch_and_a_single_request_has_no_steps() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let path = filed(&app, &filer);
    let confirm = format!("{path}/edit/confirm");
    app.signed_in("yj.admin").get(&confirm).is_forbidden();
    app.signed_in("wj.user").get(&confirm).is_not_found();
    app.signed_in("ops.engineer").get(BATCH).is_forbidden();
    let single = super::filed(&app, "yj.user");
    filer.get(&format!("{single}/edit/items")).is_not_found();
}

#[test]
fn a_batch_sent_twice_is_one_request() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    begun(&app, &filer);
    add(&filer, BATCH, "eip", &[("bandwidth", "5")]).is(303);
    let shown = Asked::shown(&filer, CONFIRM);
    let send = || shown.press(&filer, CONFIRM, "action", "submit").location();
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(send);
        (send(), other.join().unwrap())
    });
    assert_eq!((first, one(&app, COUNT).as_str()), (second, "1"));
}
