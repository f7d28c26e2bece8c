//! The list: searched, filtered, sorted, paged, taken away.

use diesel::{RunQueryDsl, sql_query};

use super::{in_days, one, set};
use crate::support::TestApp;

#[test]
fn every_component_of_the_catalogue_has_a_price_from_the_beginning() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let pages = manager.every_page("/bills/prices");
    let codes: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .sub.mono")).collect();
    // 21 servers, 6 disks, an address, 7 × 3 databases and their storage, 2 redundancies, 6 balancers and bandwidth, masters.
    assert_eq!(codes.len(), 60);
    assert_eq!(
        (codes[0].as_str(), codes[21].as_str(), codes[59].as_str()),
        ("ecs.c6.large", "ebs.cloud_efficiency", "acs.master")
    );
    assert!(pages[0].text(".pager").contains("共 60 条"));
    assert!(manager.get("/bills/prices?state=unpriced").text("main").contains("没有符合条件的记录"));
    assert!(manager.get("/bills/prices?on=2024-12-31").is_ok().text("tbody").contains("未定价"));
}

#[test]
fn it_is_searched_by_name_and_code_filtered_by_product_and_sorted_by_amount() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let codes = |path: &str| manager.get(path).is_ok().texts("tbody .sub.mono");
    assert_eq!(codes("/bills/prices?q=SSD 云盘 pl2"), ["ebs.cloud_essd_pl2"]);
    assert_eq!(codes("/bills/prices?q=rds.4C8G"), ["rds.4c8g.basic", "rds.4c8g.ha", "rds.4c8g.cluster"]);
    assert_eq!(codes("/bills/prices?product=oss&sort=-amount"), ["oss.zrs", "oss.lrs"]);
    assert_eq!(codes("/bills/prices?product=oss&sort=amount"), ["oss.lrs", "oss.zrs"]);
    set(&manager, "/bills/prices/oss.zrs", "0.2", &in_days(2).to_string()).is(303);
    assert_eq!(codes("/bills/prices?state=scheduled"), ["oss.zrs"]);
    for sort in ["amount", "-amount"] {
        let all: Vec<String> = manager
            .every_page(&format!("/bills/prices?sort={sort}"))
            .iter()
            .flat_map(|page| page.texts("tbody .sub.mono"))
            .collect();
        assert_eq!(all.len(), 60, "{sort}: what costs the same is neither lost nor shown twice");
    }
}

#[test]
fn what_the_list_shows_is_exported() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let csv = manager.get("/bills/prices.csv?product=eip").is_ok().source();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "产品,编码,计价项目,计价单位,月单价（元）,生效日期");
    assert_eq!(lines[1], "弹性公网IP EIP,eip.bandwidth,弹性公网IP 带宽,Mbps·月,23.00,2025-01-01");
    manager.get("/bills/prices.xlsx").is_ok();
}

#[test]
fn what_is_retired_or_has_no_price_is_said() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    sql_query("UPDATE product_options SET retired_at = now() WHERE code = 'cluster'").execute(&mut app.sql()).unwrap();
    sql_query("INSERT INTO product_options (kind, code, place, name, name_en) VALUES ('oss_redundancy', 'xrs', 3, '跨区冗余存储', 'Region redundant')")
        .execute(&mut app.sql())
        .unwrap();
    assert!(manager.get("/bills/prices?q=rds.4c8g.cluster").text("tbody").contains("已停用"));
    assert!(manager.get("/bills/prices/rds.4c8g.cluster").text(".alert").contains("已停用"));
    assert_eq!(manager.get("/bills/prices?state=unpriced").texts("tbody .sub.mono"), ["oss.xrs"]);
    let page = manager.get("/bills/prices/oss.xrs").is_ok();
    assert_eq!(page.state(), "unpriced");
    set(&manager, "/bills/prices/oss.xrs", "0.18", &in_days(1).to_string()).is(303);
    assert_eq!(one(&app, "SELECT amount FROM prices WHERE component = 'oss.xrs'"), "18");
    app.holds_together();
}
