//! `server-change`: a host becomes of another size.

use super::{Asked, CHANGE, day, host, number_of, one, operator_at, physical, resolve};
use crate::support::TestApp;

#[test]
fn a_host_is_changed_with_what_it_was_beside_what_it_becomes() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let form = filer.get(CHANGE).is_ok();
    assert!(form.has("#hosts option[value=\"10.20.6.31\"]"), "its department's hosts are at hand");
    let asked = Asked::good(&app, CHANGE)
        .with("floating_ip", "１０．２０．６．４１")
        .with("instance_type", "ecs.r6.4xlarge")
        .with("system_disk_size", "100")
        .with("data_disks", "set")
        .and("disk_category", "cloud_ssd")
        .and("disk_size", "1000")
        .and("disk_count", "1");
    let looked = asked.press(&filer, "action", "preview").is_ok();
    assert_eq!(
        looked.texts("#compared td"),
        ["16核64GB", "ecs.r6.4xlarge", "高效云盘 40 GiB", "100 GiB", "1 × SSD 云盘 500 GiB", "1 × SSD 云盘 1000 GiB"]
    );
    let path = asked.filed(&app);
    let shown = filer.get(&path).is_ok();
    assert_eq!(shown.count("#compared tr"), 3);
    assert!(shown.text("main").contains(&format!("{} 22:00 至 {} 02:00", day(&app, 1), day(&app, 2))));
    let operator = operator_at(&app, &path);
    let order = operator.get(&format!("{path}/work-order")).is_ok();
    assert_eq!(order.count("#to-change-rows tr"), 3, "{}", order.text("main"));
    resolve(&operator, &path, &[]).is(303);
    let is = "instance_type || ' ' || specification || ' ' || system_disk_category || ' ' || system_disk_size";
    assert_eq!(host(&app, "10.20.6.41", is), "ecs.r6.4xlarge ecs.r6.4xlarge cloud_efficiency 100");
    assert_eq!(host(&app, "10.20.6.41", "data_disks -> 0 ->> 'size'"), "1000");
    let after = filer.get(&path).is_ok();
    assert!(after.text("#compared").contains("16核64GB"), "what it was stays readable: {}", after.text("#compared"));
    let page = filer.get(&after.attribute("#servers a", "href").unwrap()).is_ok();
    assert!(page.text("aside").contains(&format!("按工单 {} 变更了配置", number_of(&path))));
    filer.post(&format!("{path}/confirm"), &[("timeliness", "5"), ("result", "5")]).is(303);
}

#[test]
fn what_does_not_fit_is_refused_at_its_field() {
    let app = TestApp::new();
    physical(&app);
    let (filer, good, today) = (app.signed_in("yj.user"), Asked::good(&app, CHANGE), day(&app, 0));
    let early = format!("{today}T00:00");
    for (field, typed, says) in [
        ("floating_ip", "", "请填写一个 IP 地址"),
        ("floating_ip", "10.20.8.12", "不是本单位在用云主机的浮动IP"),
        ("instance_type", "ecs.c6.2xlarge", "与现有配置相同"),
        ("instance_type", "", "请至少调整"),
        ("system_disk_size", "20", "40 至 500 GiB"),
        ("window_from", early.as_str(), "已过"),
        ("window_until", early.as_str(), "应晚于开始时间"),
        ("data_disks", "", "请选择数据盘不变或调整"),
    ] {
        let page = good.clone().with(field, typed).submit(&filer).is(422);
        assert!(page.errors_at(field).contains(says), "{field}: {}", page.text(".alert.bad"));
    }
    let stone = good.with("floating_ip", "10.20.6.90");
    assert!(stone.submit(&filer).is(422).errors_at("instance_type").contains("这台是物理机"));
    let path = stone.with("instance_type", "").with("specification", "内存扩至 512 GiB").filed(&app);
    resolve(&operator_at(&app, &path), &path, &[]).is(303);
    assert_eq!(host(&app, "10.20.6.90", "specification"), "内存扩至 512 GiB");
}

#[test]
fn a_host_that_left_meanwhile_is_not_changed() {
    let app = TestApp::new();
    let path = Asked::good(&app, CHANGE).filed(&app);
    super::run(&app, "UPDATE hosts SET state = 'retired' WHERE floating_ip = '10.20.6.31'");
    let operator = operator_at(&app, &path);
    let page = resolve(&operator, &path, &[]).is(409);
    assert!(page.text(".alert").contains("10.20.6.31 已回收"), "{}", page.text(".alert"));
    assert_eq!(one(&app, "SELECT state FROM tickets"), "processing");
}
