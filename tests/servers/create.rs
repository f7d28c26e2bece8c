//! `server-create`: from the chooser to hosts, and what is refused on the way.

use super::{Asked, CREATE, host, number_of, one, operator_at, resolve};
use crate::support::TestApp;

#[test]
fn new_servers_are_asked_for_delivered_and_rated() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let chooser = filer.get("/tickets/new?want=servers").is_ok();
    assert!(chooser.text("main").contains("要对服务器做什么"), "{}", chooser.text("main"));
    assert!(chooser.has(&format!("a[href=\"{CREATE}\"]")));
    let form = filer.get(CREATE).is_ok();
    assert_eq!([form.value("quantity"), form.value("system_disk_size"), form.value("machine")], ["1", "40", "vm"]);
    assert_eq!(form.value("instance_type"), "ecs.c6.large");
    let options = form.texts("select[name=instance_type] option");
    assert_eq!(options.len(), 21, "{options:?}");
    assert!(options.contains(&"ecs.r6.8xlarge（32 vCPU，256 GiB）".to_owned()), "{options:?}");
    assert!(form.text("select[name=vpc]").contains("yj-prod（172.16.0.0/16）"));
    assert!(!form.text("select[name=vpc]").contains("wj-prod"), "another department's networks are its own");

    let asked = Asked::good(&app, CREATE)
        .and("disk_category", "cloud_essd_pl1")
        .and("disk_size", "５００")
        .and("disk_count", "2");
    let path = asked.filed(&app);
    let days = "SELECT count(*) FROM tickets WHERE due_at > now() + interval '6 days' AND state = 'pending'";
    assert_eq!(one(&app, days), "1", "seven working days");
    let ticket = filer.get(&path).is_ok();
    for fact in ["花山公有云区", "ecs.g6.large（2 vCPU，8 GiB）", "麒麟 V10", "2 × ESSD 云盘 PL1 500 GiB", "共 2 台"]
    {
        assert!(ticket.text("main").contains(fact), "{fact}: {}", ticket.text("main"));
    }

    let operator = operator_at(&app, &path);
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    assert_eq!(order.count("#to-create-rows tr"), 2, "{}", order.text("main"));
    assert!(!order.has("pre"), "nothing is done at the gateway");
    let csv = operator.get(&format!("{path}/work-order.csv")).is_ok().source();
    assert!(csv.contains("新建服务器,yj-hc,花山公有云区"), "{csv}");
    let page = operator.get(&path).is_ok();
    assert_eq!(page.values("host_name"), ["yj-hc-01", "yj-hc-02"]);
    assert_eq!(page.values("specification"), ["ecs.g6.large", "ecs.g6.large"]);

    let made = [["yj-hc-01", "10.20.6.71", "ecs.g6.large"], ["yj-hc-02", "１０。２０。６。７２", "ecs.g6.large"]];
    resolve(&operator, &path, &made).is(303);
    let number = number_of(&path);
    assert_eq!(
        host(&app, "10.20.6.72", "source || ' ' || instance_type || ' ' || image || ' ' || system_disk_size"),
        format!("{number} ecs.g6.large kylin-v10 40")
    );
    assert_eq!(host(&app, "10.20.6.71", "data_disks"), r#"[{"size": 500, "count": 2, "category": "cloud_essd_pl1"}]"#);
    let ticket = filer.get(&path).is_ok();
    assert_eq!(ticket.count("#servers tr"), 2);
    let page = filer.get(&ticket.attribute("#servers a", "href").unwrap()).is_ok();
    assert!(page.text("main").contains(number) && page.text("main").contains("2 × cloud_essd_pl1 500 GiB"));
    assert!(page.text("aside").contains(&format!("由工单 {number} 交付")), "{}", page.text("aside"));
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
    assert_eq!(filer.get(&path).state(), "completed");
    // They are hosts as any other.
    assert!(filer.get("/tickets/new/internet-access").text("main").contains("10.20.6.71"));
}

#[test]
fn exactly_as_many_as_were_asked_for_are_delivered_and_nothing_typed_is_lost() {
    let app = TestApp::new();
    let path = Asked::good(&app, CREATE).filed(&app);
    let operator = operator_at(&app, &path);
    let first = ["yj-hc-01", "10.20.6.71", "ecs.g6.large"];
    let page = resolve(&operator, &path, &[first, ["yj-hc-02", "", "ecs.g6.large"]]).is_refused_at("floating_ip-2");
    assert!(page.errors_at("floating_ip-2").contains("申请 2 台，已填写 1 台，还差 1 台"));
    assert_eq!(page.values("floating_ip"), ["10.20.6.71", ""], "what was typed is there");
    assert!(page.text("[name=text]").contains("已办理"));
    resolve(&operator, &path, &[]).is_refused_at("floating_ip-1");
    let second = ["yj-hc-02", "10.20.6.72", "ecs.g6.large"];
    let third = ["yj-hc-03", "10.20.6.73", "ecs.g6.large"];
    assert!(resolve(&operator, &path, &[first, second, third]).errors_at("floating_ip-3").contains("只申请 2 台"));
    let twice = ["yj-hc-02", "10.20.6.71", "ecs.g6.large"];
    assert!(resolve(&operator, &path, &[first, twice]).errors_at("floating_ip-2").contains("与第 1 台"));
    let taken = ["yj-hc-02", "10.20.6.31", "ecs.g6.large"];
    assert!(
        resolve(&operator, &path, &[first, taken]).is(422).errors_at("floating_ip-2").contains("已登记给其他云主机")
    );
    assert_eq!(one(&app, "SELECT count(*) FROM hosts WHERE ticket_id IS NOT NULL"), "0", "all or nothing");
    resolve(&operator, &path, &[first, ["", "10.20.6", ""]]).is_refused_at("host_name-2");
    // Pasted cells fill the rows that have no address.
    let fields =
        [("text", "已交付"), ("host_name", "yj-hc-01"), ("floating_ip", ""), ("specification", "ecs.g6.large")];
    let rows = [("host_name", "yj-hc-02"), ("floating_ip", ""), ("specification", "ecs.g6.large")];
    let pasted = ("pasted_machines", "名称\t浮动IP\n应急-1\t10.20.6.71\n应急-2\t10.20.6.72");
    let fields: Vec<_> = fields.into_iter().chain(rows).chain([pasted]).collect();
    operator.post(&format!("{path}/resolve"), &fields).is(303);
    assert_eq!(host(&app, "10.20.6.72", "name"), "应急-2");
}

#[test]
fn a_physical_machine_is_asked_for_and_delivered_in_words() {
    let app = TestApp::new();
    let asked = Asked::good(&app, CREATE).with("machine", "physical").with("quantity", "1");
    asked.submit(&app.signed_in("yj.user")).is_refused_at("specification");
    let words = "2 路 32 核 CPU、256 GiB 内存";
    let path = asked.with("specification", words).filed(&app);
    assert!(app.signed_in("yj.user").get(&path).text("main").contains(words));
    resolve(&operator_at(&app, &path), &path, &[["yj-hsm-01", "10.20.6.90", words]]).is(303);
    assert_eq!(host(&app, "10.20.6.90", "machine || coalesce(instance_type, '') || coalesce(image, '')"), "physical");
}

#[test]
fn what_does_not_fit_is_refused_at_its_field_with_everything_kept() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let good = Asked::good(&app, CREATE);
    let foreign = one(&app, "SELECT id FROM vpcs WHERE name = 'wj-prod'");
    let elsewhere = one(&app, "SELECT id FROM regions WHERE code = 'zhengfa'");
    for (field, typed, says) in [
        ("request", "ZY202611300001", "没有查到资源申请单 ZY202611300001"),
        ("request", "2026-1", "不是资源申请单号"),
        ("machine", "", "请选择虚拟机或物理机"),
        ("vpc", foreign.as_str(), "请从列表中选择 VPC"),
        ("system_disk_size", "500000", "40 至 500 GiB"),
        ("quantity", "101", "1 至 100"),
        ("instance_name", "https://yj", "不能以 http"),
        ("description", "需要服务器", "用途"),
    ] {
        let page = good.clone().with(field, typed).submit(&filer).is(422);
        assert!(page.errors_at(field).contains(says), "{field}: {}", page.text(".alert.bad"));
        assert!(page.has(&format!(".alert.bad a[href=\"#{field}\"]")));
        assert_eq!(page.value("instance_type"), "ecs.g6.large");
    }
    let page = good.clone().with("region", &elsewhere).submit(&filer).is(422);
    assert!(page.errors_at("vpc").contains("政法行业云区还没有 VPC"), "{}", page.errors_at("vpc"));
    run_retire(&app);
    assert!(good.submit(&filer).is(422).errors_at("image").contains("已停用"));
    assert_eq!(one(&app, "SELECT count(*) FROM tickets"), "0");
}

fn run_retire(app: &TestApp) {
    super::run(app, "UPDATE images SET retired_at = now() WHERE code = 'kylin-v10'");
}

#[test]
fn data_disks_appear_when_they_are_added_without_scripts_too() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let form = Asked::good(&app, CREATE);
    assert_eq!(filer.get(CREATE).count("[name=disk_size]"), 0);
    let added = form.press(&filer, "rows", "add").is_ok();
    assert_eq!([added.count("[name=disk_size]"), added.count("select[name=disk_category]")], [1, 1]);
    assert_eq!(added.values("disk_count"), ["1"]);
    let two = form.clone().and("disk_category", "cloud_ssd").and("disk_size", "20").and("disk_count", "1");
    assert_eq!(two.press(&filer, "rows", "copy-1").values("disk_size"), ["20", "20"]);
    assert_eq!(two.press(&filer, "rows", "remove-1").count("[name=disk_size]"), 0);
    two.with("disk_size", "10").submit(&filer).is_refused_at("disk_size-1");
}

#[test]
fn what_was_made_stays_when_the_ticket_is_opened_again() {
    let app = TestApp::new();
    let path = Asked::good(&app, CREATE).with("quantity", "1").filed(&app);
    let operator = operator_at(&app, &path);
    resolve(&operator, &path, &[["yj-hc", "10.20.6.71", "ecs.g6.large"]]).is(303);
    let filer = app.signed_in("yj.user");
    filer.post(&format!("{path}/reopen"), &[("text", "登录不上")]).is(303);
    assert!(!operator.get(&path).has("[name=host_name]"), "it is made once");
    operator.post(&format!("{path}/return"), &[("text", "退回")]).is(409);
    resolve(&operator, &path, &[]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM hosts WHERE ticket_id IS NOT NULL"), "1");
    filer.post(&format!("{path}/reopen"), &[("text", "仍登录不上")]).is(303);
    filer.post(&format!("{path}/close"), &[("text", "改为另行申请")]).is(303);
    assert_eq!(host(&app, "10.20.6.71", "state"), "running");
}

#[test]
fn a_draft_keeps_what_is_not_yet_right_and_retired_entries_stay_readable() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let draft = Asked::good(&app, CREATE).with("quantity", "很多").with("instance_name", "1");
    let path = draft.press(&filer, "action", "save").location();
    run_retire(&app);
    let edit = filer.get(&format!("{path}/edit")).is_ok();
    assert_eq!([edit.value("quantity"), edit.value("instance_name"), edit.value("image")], ["很多", "1", "kylin-v10"]);
    assert!(edit.text("select[name=image]").contains("麒麟 V10"), "what was chosen is still called by its name");
    assert!(!filer.get(CREATE).text("select[name=image]").contains("麒麟 V10"), "and is offered to nobody else");
    assert!(filer.get(&path).text("main").contains("麒麟 V10"));
    let copy = filer.get(&format!("{CREATE}?copy={}", number_of(&path))).is_ok();
    assert_eq!(copy.value("instance_name"), "1");
}
