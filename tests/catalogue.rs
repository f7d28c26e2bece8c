//! The catalogue as its administrator keeps it.

use diesel::{RunQueryDsl, sql_query};

use crate::support::{Browser, Page, TestApp, sql::one};

const EFFICIENCY: &str = "/admin/catalogue/disk_category/cloud_efficiency";
const KINDS: [(&str, usize); 9] = [
    ("instance_type", 21),
    ("image", 7),
    ("disk_category", 6),
    ("rds_engine", 9),
    ("rds_edition", 3),
    ("rds_specification", 7),
    ("oss_redundancy", 2),
    ("slb_specification", 6),
    ("acs_masters", 2),
];

/// The entry's form as it stands, with these fields changed.
fn change(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let mut typed = browser.get(path).is_ok().filled(path);
    for (name, value) in fields {
        typed.retain(|(field, _)| field != name);
        typed.push(((*name).to_owned(), (*value).to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &typed)
}

/// Presses the button of an entry's page.
fn press(browser: &Browser, path: &str, verb: &str) -> Page {
    let hidden = browser.get(path).is_ok().hidden_of(&format!("/{verb}"));
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/{verb}"), &hidden)
}

#[test]
fn every_kind_is_listed_searched_and_exported() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    for (kind, count) in KINDS {
        let page = platform.get(&format!("/admin/catalogue?kind={kind}")).is_ok();
        assert!(page.text(".pager").contains(&format!("共 {count} 条")), "{kind}: {}", page.text(".pager"));
        let lines = platform.get(&format!("/admin/catalogue.csv?kind={kind}")).is_ok().source().lines().count();
        assert_eq!(lines, count + 1, "{kind}");
        platform.get(&format!("/admin/catalogue/{kind}/new")).is_ok();
    }
    let found = platform.get("/admin/catalogue?kind=disk_category&q=essd 云盘 PL2").is_ok();
    assert_eq!(found.texts("tbody .t"), ["cloud_essd_pl2"]);
    assert!(found.text("tbody").contains("系统盘 40–500 GiB，数据盘 20–32768 GiB"), "{}", found.text("tbody"));
    platform.get("/admin/catalogue.xlsx?kind=image").is_ok();
}

#[test]
fn an_entry_of_every_kind_is_added_and_waits_for_its_price() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    let names = [("name", "新的一项"), ("name_en", "A new one")];
    let sizes = [("system_least", "40"), ("system_most", "500"), ("data_least", "20"), ("data_most", "1024")];
    for (kind, code, numbers) in [
        ("instance_type", "ecs.g7.2xlarge", &[("vcpus", "８"), ("memory", "32")][..]),
        ("image", "debian-12", &[("least_disk", "20")]),
        ("disk_category", "cloud_auto", &sizes),
        ("rds_engine", "mysql-8.4", &[]),
        ("rds_edition", "serverless", &[]),
        ("rds_specification", "32c128g", &[("vcpus", "32"), ("memory", "128")]),
        ("oss_redundancy", "xrs", &[]),
        ("slb_specification", "slb.s4.large", &[]),
        ("acs_masters", "7", &[]),
    ] {
        let new = format!("/admin/catalogue/{kind}/new");
        let fields = [&[("code", code)][..], &names, numbers].concat();
        let path = platform.post(&new, &fields).location();
        assert_eq!(path, format!("/admin/catalogue/{kind}/{code}"));
        let page = platform.get(&path).is_ok();
        assert_eq!(page.state(), "offered");
        assert!(page.text(".tl").contains("新增了条目"));
        platform.post(&new, &fields).is_refused_at("code");
    }
    let unpriced = app.signed_in("ops.manager").get("/bills/prices?state=unpriced").is_ok();
    let codes = unpriced.texts("tbody .sub.mono");
    for code in ["ecs.g7.2xlarge", "ebs.cloud_auto", "oss.xrs", "slb.s4.large", "rds.32c128g.ha", "rds.4c8g.serverless"]
    {
        assert!(codes.contains(&code.to_owned()), "{code} in {codes:?}");
    }
    app.holds_together();
}

#[test]
fn what_cannot_be_an_entry_is_refused_at_its_field() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    let page = platform.post("/admin/catalogue/disk_category/new", &[("code", "Cloud Auto"), ("name", "自")]);
    for field in ["code", "name", "name_en", "system_least", "data_most"] {
        assert!(!page.errors_at(field).is_empty(), "{field}");
    }
    assert_eq!((page.status(), page.value("code").as_str()), (422, "Cloud Auto"));
    let typed = [("code", "ecs.g6.16xlarge"), ("vcpus", "64"), ("memory", "512")];
    let page = platform.post("/admin/catalogue/instance_type/new", &typed).is_refused_at("memory");
    assert!(page.errors_at("memory").contains("规格族 g6 每个 vCPU 配 4 GiB 内存"), "{}", page.errors_at("memory"));
    assert_eq!(one(&app, "SELECT count(*) FROM instance_types"), "21");
}

#[test]
fn names_and_limits_change_and_the_history_says_what() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    change(&platform, EFFICIENCY, &[("system_most", "1024"), ("name", "高效云盘（新）")]).is(303);
    change(&platform, EFFICIENCY, &[]).is(303);
    let page = platform.get(EFFICIENCY).is_ok();
    assert_eq!(page.value("system_most"), "1024");
    let history = page.text(".tl");
    assert!(history.contains("系统盘最大容量") && history.contains("中文名称"), "{history}");
    assert_eq!(history.matches("修改了").count(), 1, "nothing changed is nothing to tell");
    change(&platform, EFFICIENCY, &[("system_least", "2000")]).is_refused_at("system_most");
    let audited = "SELECT after ->> 'system_most' FROM audit_entries WHERE action = 'updateCatalogueEntry'";
    assert_eq!(one(&app, audited), "1024");
    assert!(app.signed_in("yj.user").get("/tickets/new/server-create").is_ok().source().contains("高效云盘（新）"));
}

#[test]
fn what_is_retired_is_offered_no_more_and_stays_readable_until_it_is_restored() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    let large = "/admin/catalogue/instance_type/ecs.g6.large";
    let offered =
        |app: &TestApp| app.signed_in("yj.user").get("/tickets/new/server-create").source().contains("ecs.g6.large");
    assert!(offered(&app));
    press(&platform, large, "retire").is(303);
    assert!(!offered(&app));
    let page = platform.get(large).is_ok();
    assert_eq!(page.state(), "retired");
    assert!(page.text(".alert").contains("已停用") && !page.has("form[action$='/retire']"));
    platform.post(&format!("{large}/retire"), &[]).is(409);
    assert_eq!(platform.get("/admin/catalogue?kind=instance_type&state=retired").texts("tbody .t"), ["ecs.g6.large"]);
    press(&platform, large, "restore").is(303);
    assert!(offered(&app));
    platform.post(&format!("{large}/restore"), &[]).is(409);
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    let seen = platform.get(EFFICIENCY).filled(EFFICIENCY);
    let retire = platform.get(EFFICIENCY).hidden_of("/retire");
    change(&platform, EFFICIENCY, &[("name", "别的名称")]).is(303);
    let typed: Vec<(&str, &str)> = seen
        .iter()
        .filter(|(name, _)| name != "submission")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let late = platform.post(EFFICIENCY, &typed).is(409);
    assert!(late.text(".alert.warn").contains("别的名称"), "{}", late.text("main"));
    let retire: Vec<(&str, &str)> = retire.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    platform.post(&format!("{EFFICIENCY}/retire"), &retire).is(409);
}

#[test]
fn a_refused_form_is_still_about_what_its_author_saw() {
    let app = TestApp::new();
    let (first, second) = (app.signed_in("platform.admin"), app.signed_in("platform.admin"));
    let mut typed = second.get(EFFICIENCY).is_ok().filled(EFFICIENCY);
    let mut send = |name: &str, value: &str| {
        typed.retain(|(field, _)| field != name);
        typed.push((name.to_owned(), value.to_owned()));
        let fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = second.post(EFFICIENCY, &fields);
        typed = page.filled(EFFICIENCY);
        page
    };
    change(&first, EFFICIENCY, &[("system_most", "1024")]).is(303);
    send("system_most", "x").is_refused_at("system_most");
    let late = send("system_most", "300").is(409);
    assert!(late.text(".alert.warn").contains("1024"), "{}", late.text(".alert.warn"));
    assert_eq!(late.value("system_most"), "300");
    // Over what they have read now, they may.
    send("system_most", "300").is(303);
}

#[test]
fn nothing_of_the_catalogue_is_deleted_or_called_otherwise() {
    let app = TestApp::new();
    for table in ["instance_families", "instance_types", "images", "disk_categories", "product_options"] {
        let renamed = format!("UPDATE {table} SET code = code || '2'");
        for statement in [format!("DELETE FROM {table}"), renamed] {
            assert!(sql_query(&statement).execute(&mut app.sql()).is_err(), "{statement}");
        }
    }
}

#[test]
fn the_catalogue_is_the_platform_administrators_alone() {
    let app = TestApp::new();
    for who in ["yj.admin", "bigdata.admin", "ops.engineer", "ops.manager", "security.admin", "auditor"] {
        let browser = app.signed_in(who);
        for path in ["/admin/catalogue", "/admin/catalogue.csv", "/admin/catalogue/image/new", EFFICIENCY] {
            browser.get(path).is_forbidden();
        }
        browser.post("/admin/catalogue/image/new", &[]).is_forbidden();
        browser.post(&format!("{EFFICIENCY}/retire"), &[]).is_forbidden();
    }
    let platform = app.signed_in("platform.admin");
    assert!(platform.get("/").has("nav a[href='/admin/catalogue']"));
    for path in ["/admin/catalogue/nothing/new", "/admin/catalogue/image/nothing", "/admin/catalogue/image/anolis"] {
        platform.get(path).is_not_found();
    }
    platform.post("/admin/catalogue/image/nothing/retire", &[]).is_not_found();
}

const IMPORT: &str = "/admin/catalogue/import";

fn report_of(browser: &Browser, lines: &[&str]) -> (String, Page) {
    let head = "分类,编码,中文名称,英文名称,镜像要求的系统盘（GiB）,vCPU 数,内存（GiB）,状态";
    let text = [&[head], lines].concat().join("\n");
    let path = browser.post(IMPORT, &[("pasted", &text)]).location();
    let page = browser.get(&path).is_ok();
    (path, page)
}

fn confirm(browser: &Browser, path: &str, report: &Page) -> Page {
    let fields = report.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/confirm"), &fields)
}

#[test]
fn a_sheet_adds_changes_and_retires_all_of_it_or_nothing() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    let sound = [
        "镜像,debian-12,Debian 12,Debian 12,20,,,",
        "镜像,anolis-8,,,60,,,已停用",
        "实例规格,ecs.g7.large,,,,2,8,",
        "image,kylin-v10,麒麟 V10,,40,,,可申请",
    ];
    let wrong = [
        "实例规格,ecs.g7.xlarge,,,,4,8,",
        "光盘,x,甲乙,xx,,,,",
        "镜像,debian-12,甲乙,xx,20,,,",
        "数据库引擎,oracle-19,甲,xx,,,,",
        "镜像,uos-20,,,40,,,没有",
    ];
    let (path, page) = report_of(&platform, &[&sound[..], &wrong].concat());
    assert_eq!(page.text(".tabs"), "有误 5 新增 2 更新 1 无变化 1");
    let rows = page.texts("tbody tr");
    for (row, says) in
        rows.iter().zip(["每个 vCPU 配 4 GiB", "没有这个分类", "与第 2 行", "名称应为 2 至 80", "可申请或已停用"])
    {
        assert!(row.contains(says), "{says}: {row}");
    }
    confirm(&platform, &path, &page).is(409);
    assert_eq!(one(&app, "SELECT count(*) FROM images"), "7");

    let (path, page) = report_of(&platform, &sound);
    for _ in 0..2 {
        assert_eq!(confirm(&platform, &path, &page).location(), path, "twice is once");
    }
    assert!(platform.get(&path).is_ok().text("main").contains("新增 2 更新 1 无变化 1"));
    let anolis = platform.get("/admin/catalogue/image/anolis-8").is_ok();
    assert_eq!((anolis.state(), anolis.value("least_disk")), ("retired".to_owned(), "60".to_owned()));
    assert_eq!(one(&app, "SELECT memory FROM instance_types WHERE code = 'ecs.g7.large'"), "8");
    assert_eq!(one(&app, "SELECT after ->> 'new' FROM audit_entries WHERE action = 'importCatalogue'"), "2");
    app.holds_together();
}

#[test]
fn an_exported_catalogue_comes_in_again_as_it_went_out() {
    let app = TestApp::new();
    let platform = app.signed_in("platform.admin");
    for (kind, count) in KINDS {
        let csv = platform.get(&format!("/admin/catalogue.csv?kind={kind}")).is_ok().source();
        let page = platform.get(&platform.post(IMPORT, &[("pasted", &csv)]).location()).is_ok();
        assert_eq!(page.text(".tabs"), format!("无变化 {count}"), "{kind}");
    }
}
