//! Rows without scripts.

use crate::support::TestApp;

use super::{
    NEW,
    typed::{Typed, value_of},
};

#[test]
fn rows_are_added_copied_and_removed_and_nothing_is_lost() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let page = Typed::good(&app).with("remarks", "汛期").press(&browser, NEW, "rows", "add").is_ok();
    assert_eq!(page.count("[data-row]"), 2);
    assert_eq!((value_of(&page, "public_port-1"), page.value("remarks")), ("18443".into(), "汛期".into()));
    let page = Typed::on(&page).press(&browser, NEW, "rows", "copy-1").is_ok();
    assert_eq!(
        [value_of(&page, "public_port-1"), value_of(&page, "public_port-2"), value_of(&page, "public_port-3")],
        ["18443", "18443", ""]
    );
    let page = Typed::on(&page).press(&browser, NEW, "rows", "remove-3").is_ok();
    let page = Typed::on(&page).press(&browser, NEW, "rows", "remove-1").is_ok();
    assert_eq!(Typed::on(&page).value("public_port"), ["18443"]);
    assert_eq!(page.value("description"), super::typed::PURPOSE);
    Typed::on(&page).submit(&browser).is(303);
}

#[test]
fn lines_of_a_spreadsheet_fill_rows() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let pasted = "互联网端口\t浮动IP\t内网端口\t协议\t业务访问链接\r\n１８０８１\t10.20.6.51\t８１\tTCP\t\r\n18082\t10.20.6.52\t82\tudp\thttps://fx.hubei.gov.cn/\r\n";
    let page = Typed::good(&app).and("pasted_rows", pasted).press(&browser, NEW, "rows", "paste").is_ok();
    let form = Typed::on(&page);
    assert_eq!(form.value("public_port"), ["18443", "18081", "18082"]);
    assert_eq!(form.value("protocol"), ["tcp", "tcp", "udp"]);
    assert_eq!(form.value("internal_port"), ["443", "81", "82"]);
    assert_eq!(page.value("pasted_rows"), "");
    form.submit(&browser).is(303);
}

#[test]
fn what_was_pasted_counts_even_if_nobody_pressed_fill() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    Typed::good(&app).and("pasted_rows", "18082\t10.20.6.52\t82").submit(&browser).is(303);
    assert_eq!(super::word(&mut app.sql(), "SELECT count(*) FROM port_mappings WHERE state = 'held'"), "2");
}

#[test]
fn looking_first_marks_each_row() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    Typed::good(&app).submit(&browser).is(303);
    let looked = Typed::good(&app)
        .with("floating_ip", "10.20.6.31")
        .and_row(["18500", "10.20.6.52", "3306", "tcp", ""])
        .press(&browser, NEW, "action", "preview")
        .is_ok();
    let marks = looked.text(".marks");
    assert!(marks.contains("冲突：") && marks.contains("新开：端口可用"), "{marks}");
    assert!(
        marks.contains("3306（MySQL，数据库）属于高危端口：须填写白名单、指定 90 天以内的截止日期，并上传盖章申请单"),
        "{marks}"
    );
    assert!(!looked.has(".alert.bad"));
    super::run(&mut app.sql(), "UPDATE port_mappings SET state = 'active', opened_at = now()");
    let again = Typed::good(&app).submit(&browser).is(422);
    assert!(again.text(".marks").contains("已开通：已由工单 GD"), "{}", again.text(".marks"));
    assert!(again.errors_at("public_port-1").contains("不用重复申请"));
}

#[test]
fn another_application_keeps_what_was_typed() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let other = super::application(&mut app.sql(), "应急指挥一张图");
    let page = Typed::good(&app)
        .with("application", &other)
        .with("remarks", "汛期")
        .press(&browser, NEW, "action", "switch")
        .is_ok();
    assert_eq!((page.value("application"), page.value("remarks")), (other, "汛期".into()));
}
