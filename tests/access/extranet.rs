//! Access to the government extranet, through an address of one's own.

use crate::support::TestApp;

use super::{Asked, EXTRANET, one, resolve, states};

#[test]
fn the_operator_fills_in_the_address_that_was_left_to_them() {
    let app = TestApp::new();
    let path = Asked::good(&app, EXTRANET).filed(&app);
    assert!(app.signed_in("yj.user").get(&path).text("main").contains("由运维人员填写"));
    let page = resolve(&app, &path, "").is(422);
    assert!(page.errors_at("translated_ip").contains("请填写转换后的政务外网IP"), "{}", page.text(".alert.bad"));
    assert!(page.source().contains("59.0.2.18"), "the department's addresses are offered");
    for foreign in ["59.0.2.22", "203.0.113.18"] {
        let says = resolve(&app, &path, foreign).is(422).errors_at("translated_ip");
        assert!(says.contains("不是该单位的政务外网IP"), "{foreign}: {says}");
    }
    assert_eq!(states(&app, &path), "held");
    resolve(&app, &path, "59.0.2.18").is(303);
    assert_eq!(states(&app, &path), "active");
    assert_eq!(one(&app, "SELECT host(translated_ip) FROM access_policies"), "59.0.2.18");
    assert!(app.signed_in("yj.user").get(&path).text("main").contains("59.0.2.18"));
    let script = app.signed_in("ops.engineer").get(&format!("{path}/work-order")).text("#to-open-script");
    assert!(script.contains("snat to 59.0.2.18"), "{script}");
}

#[test]
fn an_address_that_was_chosen_needs_no_second_word() {
    let app = TestApp::new();
    let path = Asked::good(&app, EXTRANET).with("translated_ip", "59.0.2.18").filed(&app);
    resolve(&app, &path, "").is(303);
    assert_eq!(one(&app, "SELECT host(translated_ip) || ' ' || state FROM access_policies"), "59.0.2.18 active");
}

#[test]
fn access_to_the_extranet_has_no_end_and_is_asked_about_every_year() {
    let app = TestApp::new();
    let form = app.signed_in("yj.user").get(EXTRANET).is_ok();
    assert!(!form.has("[name=validity]"));
    let path = Asked::good(&app, EXTRANET).with("translated_ip", "59.0.2.18").filed(&app);
    resolve(&app, &path, "").is(303);
    assert_eq!(one(&app, "SELECT upper_inf(valid) FROM access_policies"), "true");
}

#[test]
fn extranet_ips_have_their_page_beside_the_internets() {
    let app = TestApp::new();
    let user = app.signed_in("yj.user");
    let list = user.get("/network/extranet-ips").is_ok();
    assert!(list.text("tbody").contains("59.0.2.18") && !list.text("tbody").contains("203.0.113.18"));
    assert!(!user.get("/network/internet-ips").text("tbody").contains("59.0.2.18"));
    assert!(user.get("/network/extranet-ips/59.0.2.18").is_ok().text("h1").contains("59.0.2.18"));
    assert_eq!(user.get("/network/internet-ips/59.0.2.18").location(), "/network/extranet-ips/59.0.2.18");
    assert_eq!(user.get("/network/extranet-ips/203.0.113.18").location(), "/network/internet-ips/203.0.113.18");
    user.get("/network/extranet-ips/59.0.2.22").is_not_found();
    assert!(user.get("/network/extranet-ips.csv").is_ok().source().contains("59.0.2.18"));

    let keeper = app.signed_in("platform.admin");
    let made = keeper.post(
        "/network/extranet-ips/new",
        &[("address", "59.0.2.99"), ("line", "extranet"), ("department", ""), ("note", "")],
    );
    assert_eq!(made.location(), "/network/extranet-ips/59.0.2.99");
    assert_eq!(one(&app, "SELECT pool FROM pool_ips WHERE address = '59.0.2.99'"), "extranet");
    keeper
        .post(
            "/network/extranet-ips/new",
            &[("address", "59.0.2.98"), ("line", "telecom"), ("department", ""), ("note", "")],
        )
        .is_refused_at("line");
}

#[test]
fn an_address_that_access_is_translated_to_stays_where_it_is() {
    let app = TestApp::new();
    Asked::good(&app, EXTRANET).with("translated_ip", "59.0.2.18").filed(&app);
    let keeper = app.signed_in("platform.admin");
    let edit = "/network/extranet-ips/59.0.2.18/edit";
    let filled = keeper.get(edit).is_ok().filled(edit);
    let with = |field: &str, value: &str| {
        let fields: Vec<_> = filled
            .iter()
            .map(|(name, old)| (name.as_str(), if name == field { value } else { old.as_str() }))
            .collect();
        keeper.post(edit, &fields).is(422).errors_at(field)
    };
    assert!(with("address", "59.0.2.77").contains("访问策略的记录"), "{}", with("address", "59.0.2.77"));
    let other = one(&app, "SELECT id FROM departments WHERE name = '湖北省公安厅'");
    assert!(with("department", &other).contains("1 条访问策略经此地址转换"), "{}", with("department", &other));
}

#[test]
fn a_port_refused_to_the_internet_is_guarded_on_the_extranet() {
    let app = TestApp::new();
    let found =
        |path: &str| app.signed_in("yj.user").get(&format!("{path}?port=445&protocol=tcp")).is_ok().text("#answer");
    assert!(found("/network/internet-ips/203.0.113.18").contains("不得映射到互联网"));
    assert!(
        found("/network/extranet-ips/59.0.2.18").contains("须提供白名单"),
        "{}",
        found("/network/extranet-ips/59.0.2.18")
    );
}
