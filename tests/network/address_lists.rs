//! The list of internet IPs: whose, searched, sorted, paged, taken away with their ports.

use diesel::{RunQueryDsl, sql_query};

use super::{
    addresses::{IP, addresses, department},
    hold_port, open_port, ticket_of,
};
use crate::support::TestApp;

#[test]
fn one_sees_the_addresses_of_ones_own_and_the_units_below() {
    let app = TestApp::new();
    assert_eq!(
        addresses(&app.signed_in("yj.user").get("/network/internet-ips")),
        "198.51.100.18 203.0.113.18 203.0.113.19"
    );
    assert_eq!(addresses(&app.signed_in("yj.unit").get("/network/internet-ips")), "203.0.113.19");
    assert_eq!(
        app.signed_in("ops.engineer").get("/network/internet-ips").count("tbody tr"),
        11,
        "the extranet's aren't among them"
    );
    app.signed_in("auditor").get("/network/internet-ips").is_forbidden();
    for username in ["wj.user", "yj.unit"] {
        app.signed_in(username).get(IP).is_not_found();
    }
    let chen = app.signed_in("yj.user");
    assert_eq!(chen.get("/network/internet-ips/59.0.2.18").location(), "/network/extranet-ips/59.0.2.18");
    chen.get("/network/internet-ips/none").is_not_found();
}

#[test]
fn the_list_counts_ports_and_is_searched_and_filtered() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 8443);
    let engineer = app.signed_in("ops.engineer");
    let row = engineer.get("/network/internet-ips?q=203.0.113.18");
    assert!(row.text("tbody tr").starts_with("203.0.113.18 电信 湖北省应急管理厅 1 1"), "{}", row.text("tbody tr"));
    assert_eq!(engineer.get("/network/internet-ips?q=203.0.113").count("tbody tr"), 8);
    assert_eq!(addresses(&engineer.get("/network/internet-ips?q=%E5%8D%AB%E7%94%9F")), "198.51.100.22 203.0.113.22");
    assert_eq!(addresses(&engineer.get("/network/internet-ips?line=bgp")), "203.0.113.51");
    let police = department(&app, "湖北省公安厅");
    assert_eq!(engineer.get(&format!("/network/internet-ips?department={police}")).count("tbody tr"), 2);
}

#[test]
fn addresses_are_taken_away_with_their_ports_a_row_each() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    hold_port(&app, ticket_of(&app, "yj.user", "GD202611220002"), 8443);
    let engineer = app.signed_in("ops.engineer");
    let csv = engineer.get("/network/internet-ips.csv?q=203.0.113.1").is_ok();
    assert!(csv.body.starts_with("\u{feff}互联网IP,线路,所属单位,互联网端口,协议,".as_bytes()));
    let source = csv.source();
    let rows: Vec<&str> = source.lines().skip(1).collect();
    let own = "203.0.113.18,电信,湖北省应急管理厅";
    let to = "TCP,10.20.6.31:8443,应急指挥一张图";
    assert_eq!(rows[0], format!("{own},443,{to},GD202611220001,陈静,长期,已开通,"));
    assert_eq!(rows[1], format!("{own},8443,{to},GD202611220002,陈静,长期,已预留,"));
    assert!(rows[2].starts_with("203.0.113.19,") && rows[2].ends_with(",,,,,,,,,"), "no port, one row: {}", rows[2]);
    let one = engineer.get(&format!("{IP}.csv")).is_ok();
    assert!(one.header("content-disposition").contains("203.0.113.18.csv"));
    assert_eq!(one.source().lines().skip(1).collect::<Vec<_>>(), rows[..2]);
    assert!(engineer.get(&format!("{IP}.xlsx")).is_ok().body.starts_with(b"PK"));
    assert!(engineer.get("/network/internet-ips.xlsx").is_ok().body.starts_with(b"PK"));
    assert!(engineer.get(IP).has(&format!("a[href='{IP}.csv'][download]")));
    let without_tickets = app.signed_in("ops.manager").get(&format!("{IP}.csv")).source();
    assert!(without_tickets.contains(&format!("{own},443,{to},,,长期,已开通,")), "{without_tickets}");
    app.signed_in("wj.user").get(&format!("{IP}.csv")).is_not_found();
    app.signed_in("wj.user").get(&format!("{IP}.xlsx")).is_not_found();
}

#[test]
fn the_list_is_sorted_by_its_columns_and_exported_in_that_order() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 443);
    sql_query("INSERT INTO pool_ips (address, pool, line) SELECT ('198.51.100.' || n)::inet, 'internet', 'bgp' FROM generate_series(100, 159) n")
        .execute(&mut app.sql())
        .unwrap();
    let engineer = app.signed_in("ops.engineer");
    for sort in ["", "-address", "department", "-department", "in_use", "held"] {
        let pages = engineer.every_page(&format!("/network/internet-ips?sort={sort}"));
        let shown: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody .t")).collect();
        let mut once = shown.clone();
        once.sort();
        once.dedup();
        assert_eq!((shown.len(), once.len()), (71, 71), "{sort}");
        let csv = engineer.get(&format!("/network/internet-ips.csv?sort={sort}")).source();
        let exported: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(exported, shown, "{sort}");
    }
    assert!(addresses(&engineer.get("/network/internet-ips?sort=-in_use")).starts_with("203.0.113.18 "));
    let first = |sort: &str| engineer.get(&format!("/network/internet-ips.csv?sort={sort}")).source();
    let (up, down) = (first(""), first("-address"));
    assert_eq!(up.lines().nth(1), down.lines().last());
    engineer.get("/network/internet-ips?cursor=n5~here").is_ok();
}

#[test]
fn a_long_list_of_addresses_is_paged_in_their_order() {
    let app = TestApp::new();
    sql_query("INSERT INTO pool_ips (address, pool, line) SELECT ('198.51.100.' || n)::inet, 'internet', 'bgp' FROM generate_series(100, 159) n")
        .execute(&mut app.sql())
        .unwrap();
    let engineer = app.signed_in("ops.engineer");
    let first = engineer.get("/network/internet-ips?line=bgp");
    let second = engineer.get(&first.attribute("a[rel=next]", "href").unwrap());
    assert!(addresses(&first).starts_with("198.51.100.100") && addresses(&second).starts_with("198.51.100.125"));
    assert_eq!(addresses(&engineer.get(&second.attribute("a[rel=prev]", "href").unwrap())), addresses(&first));
    assert_eq!(engineer.get("/network/internet-ips.csv?line=bgp").source().lines().count(), 62);
    assert!(
        !app.signed_in("yj.user").get("/network/internet-ips").text("tbody").contains("198.51.100.100"),
        "nobody's are for keepers alone"
    );
}
