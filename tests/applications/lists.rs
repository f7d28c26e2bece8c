//! The list: whose applications, searched, sorted, paged, taken away.

use diesel::{RunQueryDsl, sql_query};

use super::{create, id_of, names, user};
use crate::support::TestApp;

#[test]
fn one_sees_ones_own_and_the_units_below_operators_see_all() {
    let app = TestApp::new();
    let own = names(&app.signed_in("yj.user").get("/applications"));
    assert!(own.contains("应急指挥一张图") && own.contains("应急救援队伍调度平台") && !own.contains("预约挂号平台"));
    let unit = names(&app.signed_in("yj.unit").get("/applications"));
    assert_eq!(unit, "应急救援队伍调度平台");
    let police = names(&app.signed_in("plc.user").get("/applications"));
    assert!(police.contains("电子证照签发") && !police.contains("预约挂号平台"));
    let all = app.signed_in("ops.engineer").get("/applications");
    assert_eq!(all.count("tbody tr"), 9);
    app.signed_in("auditor").get("/applications").is_forbidden();
}

#[test]
fn two_characters_of_a_name_find_it() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    assert_eq!(names(&engineer.get("/applications?q=%E6%8C%82%E5%8F%B7")), "预约挂号平台");
    assert!(engineer.get("/applications?q=%E6%B2%A1%E6%9C%89").text(".empty").contains("没有符合条件的记录"));
    let wj = id_of(&app, "departments", "name", "湖北省卫生健康委员会");
    assert_eq!(engineer.get(&format!("/applications?department={wj}")).count("tbody tr"), 2);
    assert_eq!(engineer.get("/applications?state=retired").count("tbody tr"), 0);
}

#[test]
fn long_lists_are_paged_both_ways() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO applications (department_id, contact_id, name)
         SELECT department_id, id, '系统' || n FROM users, generate_series(1, 60) n WHERE username = 'wj.user'",
    )
    .execute(&mut app.sql())
    .unwrap();
    let li = app.signed_in("wj.user");
    let first = li.get("/applications?q=%E7%B3%BB%E7%BB%9F");
    assert!(first.text(".pager").contains("共 60 条") && !first.has("a[rel=prev]"));
    let second = li.get(&first.attribute("a[rel=next]", "href").unwrap());
    assert_eq!((first.count("tbody tr"), second.count("tbody tr")), (25, 25));
    assert!(names(&second).starts_with("系统35"));
    let back = li.get(&second.attribute("a[rel=prev]", "href").unwrap());
    assert_eq!(names(&back), names(&first));
}

#[test]
fn the_list_is_sorted_by_its_columns_page_by_page_and_exported_in_that_order() {
    let app = TestApp::new();
    sql_query(
        "INSERT INTO applications (department_id, contact_id, name)
         SELECT department_id, id, '系统' || lpad((n * 37 % 61)::text, 2, '0') FROM users, generate_series(1, 60) n
         WHERE username = 'wj.user'",
    )
    .execute(&mut app.sql())
    .unwrap();
    let engineer = app.signed_in("ops.engineer");
    for sort in ["", "created", "name", "-name", "department", "-department", "open_tickets", "-hosts"] {
        let pages = engineer.every_page(&format!("/applications?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (69, 69), "{sort}");
        let back = engineer.get(&pages[2].attribute("a[rel=prev]", "href").unwrap());
        assert_eq!(back.texts("tbody .t"), pages[1].texts("tbody .t"), "{sort}");
        let csv = engineer.get(&format!("/applications.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    let named = engineer.get("/applications?sort=name&q=%E7%B3%BB%E7%BB%9F");
    assert!(names(&named).contains("系统01 系统02 系统03"), "{}", names(&named));
    assert_eq!(
        named.attribute("th[aria-sort=ascending] a", "href").as_deref(),
        Some("/applications?q=%E7%B3%BB%E7%BB%9F&sort=-name")
    );
    assert!(named.attribute(".actions a[download]", "href").is_some_and(|href| href.contains("sort=name")));
    assert_eq!(named.value("sort"), "name", "searching on keeps the order");
    assert!(engineer.get("/applications?sort=-hosts").text("tbody tr:first-child").contains(" 3 "));
    for cursor in ["n5~x", "p5", "n99999999999"] {
        engineer.get(&format!("/applications?sort=-open_tickets&cursor={cursor}")).is_ok();
        engineer.get(&format!("/applications?sort=name&cursor={cursor}")).is_ok();
    }
}

#[test]
fn what_the_list_shows_can_be_taken_away() {
    let app = TestApp::new();
    let chen = app.signed_in("yj.user");
    create(&chen, "=1+1", &user(&app, "yj.user")).is(303);
    let csv = chen.get("/applications.csv").is_ok();
    assert!(csv.body.starts_with("\u{feff}应用名称,所属单位,".as_bytes()));
    assert!(csv.source().contains("\r\n'=1+1,湖北省应急管理厅,") && csv.source().contains("应急救援队伍调度平台"));
    assert!(!csv.source().contains("预约挂号平台"));
    let found = chen.get("/applications.csv?q=%E9%BB%84%E5%86%88").source();
    assert_eq!(found.lines().count(), 2, "the list's filter counts: {found}");
    let xlsx = chen.get("/applications.xlsx").is_ok();
    assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("applications.xlsx"));
}
