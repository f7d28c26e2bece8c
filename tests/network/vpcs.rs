//! VPCs and vSwitches, kept by operators and administrators (spec 3, "Catalogue").

use crate::{
    access::one,
    support::{Browser, Page, TestApp},
};

const NEW: &str = "/network/vpcs/new";

fn id(app: &TestApp, table: &str, name: &str) -> String {
    one(app, &format!("SELECT id FROM {table} WHERE name = '{name}'"))
}

/// A VPC of 应急厅 in 花山, as `keeper` asks for it.
fn make(app: &TestApp, keeper: &Browser, name: &str, cidr: &str) -> Page {
    let department = id(app, "departments", "湖北省应急管理厅");
    let region = one(app, "SELECT id FROM regions WHERE code = 'huashan'");
    keeper.post(NEW, &[("department", &department), ("region", &region), ("name", name), ("cidr", cidr)])
}

fn add(keeper: &Browser, vpc: &str, name: &str, cidr: &str) -> Page {
    keeper.post(&format!("{vpc}/vswitches/new"), &[("name", name), ("cidr", cidr)])
}

#[test]
fn a_vpc_is_made_with_vswitches_and_then_offered_to_its_department() {
    let app = TestApp::new();
    let (keeper, filer) = (app.signed_in("ops.engineer"), app.signed_in("yj.user"));
    let vpc = make(&app, &keeper, "yj-test", " 172.19.0.0／16\n").is(303).location();
    assert!(!filer.get("/resources/apply/ecs").text("select[name=vswitch]").contains("yj-test-app"));
    let page = keeper.follow(&add(&keeper, &vpc, "yj-test-app", "172.19.1.0/24")).is_ok();
    assert!(page.text(".flash").contains("交换机已添加") && page.text("#vswitches").contains("172.19.1.0/24"));
    assert!(page.text("aside").contains("添加了交换机 yj-test-app") && page.text("aside").contains("创建了 VPC"));
    let form = filer.get("/resources/apply/ecs").is_ok();
    assert!(form.text("select[name=vpc]").contains("yj-test（172.19.0.0/16）"));
    assert!(form.text("select[name=vswitch]").contains("yj-test-app"));
    let listed = filer.get("/network/vpcs?q=172.19.1").is_ok();
    assert!(listed.text("tbody").contains("yj-test") && listed.count("tbody tr") == 1, "{}", listed.text("tbody"));
    assert!(!listed.has(&format!("a[href='{NEW}']")), "its department only looks");
    assert!(filer.get("/network/vpcs.csv?q=yj-test").is_ok().source().contains("172.19.0.0/16,湖北省应急管理厅"));
    filer.get("/network/vpcs.xlsx").is_ok();
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'vpc'";
    assert_eq!(one(&app, told), "createVpc createVswitch");
}

#[test]
fn networks_keep_apart_and_each_in_its_own() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    for (name, cidr, field, says) in [
        ("", "172.19.0.0/16", "name", "请填写名称"),
        ("1a", "172.19.0.0/16", "name", "字母或汉字开头"),
        ("yj-prod", "172.19.0.0/16", "name", "已有同名的 VPC"),
        ("yj-test", "", "cidr", "请填写网段"),
        ("yj-test", "172.19.0.0", "cidr", "不是网段"),
        ("yj-test", "172.19.0.0/12", "cidr", "16 至 28 位"),
        ("yj-test", "172.19.0.0/29", "cidr", "16 至 28 位"),
        ("yj-test", "172.19.0.9/16", "cidr", "即 172.19.0.0/16"),
        ("yj-test", "172.16.128.0/20", "cidr", "与该单位在这个区域的其他 VPC 重叠"),
    ] {
        let page = make(&app, &keeper, name, cidr).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{name} {cidr}: {}", page.errors_at(field));
        assert_eq!((page.value("name"), page.value("cidr")), (name.to_owned(), cidr.to_owned()));
    }
    let nowhere = [("department", "999"), ("region", "999"), ("name", "yj-test"), ("cidr", "172.19.0.0/16")];
    let page = keeper.post(NEW, &nowhere).is(422);
    assert!(!page.errors_at("department").is_empty() && !page.errors_at("region").is_empty());

    let vpc = format!("/network/vpcs/{}", id(&app, "vpcs", "yj-prod"));
    for (name, cidr, field, says) in [
        ("yj-prod-app", "172.16.9.0/24", "name", "已有同名的交换机"),
        ("yj-new", "172.16.1.128/25", "cidr", "与这个 VPC 中的其他交换机重叠"),
        ("yj-new", "172.17.1.0/24", "cidr", "应在 VPC 的网段 172.16.0.0/16 之内"),
        ("yj-new", "172.16.9.0/30", "cidr", "16 至 29 位"),
    ] {
        let page = add(&keeper, &vpc, name, cidr).is_refused_at(field);
        assert!(page.errors_at(field).contains(says), "{name} {cidr}: {}", page.errors_at(field));
    }
    add(&keeper, &vpc, "yj-new", "172.16.9.0/29").is(303);
}

#[test]
fn what_is_retired_is_not_offered_and_comes_back_if_its_place_is_free() {
    let app = TestApp::new();
    let (keeper, filer) = (app.signed_in("ops.engineer"), app.signed_in("yj.user"));
    let vpc = format!("/network/vpcs/{}", id(&app, "vpcs", "yj-backup"));
    let refused = keeper.post(&format!("{vpc}/retire"), &[]).is(409).text("main");
    assert!(refused.contains("还有 1 个可用的交换机"), "{refused}");
    let vswitch = format!("{vpc}/vswitches/{}", id(&app, "vswitches", "yj-backup-app"));
    keeper.post(&format!("{vswitch}/retire"), &[]).is(303);
    assert!(!filer.get("/resources/apply/ecs").text("select[name=vswitch]").contains("yj-backup-app"));
    keeper.post(&format!("{vswitch}/retire"), &[]).is(409);
    let page = keeper.follow(&keeper.post(&format!("{vpc}/retire"), &[])).is_ok();
    assert!(page.text("main").contains("申请资源时不再列出"), "{}", page.text("main"));
    keeper.post(&format!("{vswitch}/restore"), &[]).is(409);
    add(&keeper, &vpc, "yj-late", "172.17.9.0/24").is(409);
    keeper.post(&format!("{vpc}/restore"), &[]).is(303);
    keeper.post(&format!("{vswitch}/restore"), &[]).is(303);
    assert!(filer.get("/resources/apply/ecs").text("select[name=vswitch]").contains("yj-backup-app"));

    keeper.post(&format!("{vswitch}/retire"), &[]).is(303);
    add(&keeper, &vpc, "yj-next", "172.17.1.0/24").is(303);
    keeper.post(&format!("{vswitch}/restore"), &[]).is(422);
}

#[test]
fn it_is_renamed_over_the_version_its_keeper_saw() {
    let app = TestApp::new();
    let (keeper, other) = (app.signed_in("ops.engineer"), app.signed_in("platform.admin"));
    let edit = format!("/network/vpcs/{}/edit", id(&app, "vpcs", "yj-backup"));
    let seen = other.get(&edit).is_ok().value("version");
    keeper.post(&edit, &[("name", "yj-bak"), ("version", &seen)]).is(303);
    let stale = other.post(&edit, &[("name", "yj-备份"), ("version", &seen)]).is(409);
    assert!(stale.text("main").contains("yj-bak") && stale.value("name") == "yj-备份", "{}", stale.text("main"));
    other.post(&edit, &[("name", "yj-备份"), ("version", &stale.value("version"))]).is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM vpcs WHERE name = 'yj-备份'"), "1");
}

#[test]
fn a_department_sees_its_own_and_keepers_alone_change_them() {
    let app = TestApp::new();
    let vpc = format!("/network/vpcs/{}", id(&app, "vpcs", "yj-prod"));
    app.signed_in("wj.user").get(&vpc).is_not_found();
    for username in ["yj.user", "yj.admin", "bigdata.admin"] {
        let browser = app.signed_in(username);
        assert!(!browser.get(&vpc).is_ok().has("form[action$='/retire']"), "{username}");
        make(&app, &browser, "yj-test", "172.19.0.0/16").is_forbidden();
        for path in ["edit", "retire", "restore", "vswitches/new"] {
            browser.post(&format!("{vpc}/{path}"), &[("name", "yj-x"), ("cidr", "172.16.9.0/24")]).is_forbidden();
        }
        browser.get(&format!("{vpc}/edit")).is_forbidden();
    }
    let listed = app.signed_in("wj.user").get("/network/vpcs").is_ok().text("tbody");
    assert!(listed.contains("wj-prod") && !listed.contains("yj-prod"), "{listed}");
    app.signed_in("ops.engineer").get("/network/vpcs/99999").is_not_found();
}
