use super::{
    LIMITS,
    column::Column,
    judge::{Verdict, judge},
    sheet::Sheet,
    stock::{Application, Place, Stock},
};
use crate::{network::host::HostState, policy::Actor, text::Text, web::import::pasted};

fn sheet(text: &str) -> Result<Sheet, Text> {
    Sheet::of(pasted(text, LIMITS).unwrap())
}

fn stock() -> Stock {
    let place = |id, name: &str, code: &str| Place { id, name: name.into(), code: code.into() };
    Stock::new(
        vec![place(5, "湖北省应急管理厅", "HB-YJ"), place(6, "湖北省公安厅", "HB-GA")],
        vec![place(1, "花山", "huashan")],
        vec![Application { id: 7, name: "应急指挥一张图".into(), department: 5 }],
    )
}

fn verdicts(text: &str) -> Vec<Verdict> {
    judge(&sheet(text).unwrap().rows, &stock(), &Actor::system())
}

/// The columns blamed and why, of the only row.
fn blamed(row: &str) -> Vec<(Column, String)> {
    match verdicts(row).remove(0) {
        Verdict::Wrong(reasons) => reasons.into_iter().map(|(column, why)| (column, why.key.into_owned())).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn headings_are_known_in_both_languages_however_they_are_typed() {
    for (heading, column) in [
        ("浮动IP", Column::FloatingIp),
        (" 浮动 ＩＰ* ", Column::FloatingIp),
        ("floating ip", Column::FloatingIp),
        ("floating_ip", Column::FloatingIp),
        ("所属单位：", Column::Department),
        ("云主机名称", Column::Name),
        ("状态", Column::State),
    ] {
        assert_eq!(Column::headed(heading), Some(column), "{heading}");
    }
    assert_eq!(Column::headed("登记时间"), None);
    assert_eq!(Column::headed(""), None);
}

#[test]
fn columns_come_in_any_order_and_unknown_ones_are_named() {
    let sheet = sheet("浮动IP\t备注2\t云主机名称\n10.20.1.1\tx\tweb_01").unwrap();
    assert_eq!(sheet.ignored, ["备注2"]);
    let row = &sheet.rows[0];
    assert_eq!((row.line, row.get(Column::Name), row.get(Column::FloatingIp)), (2, Some("web_01"), Some("10.20.1.1")));
    assert_eq!(row.get(Column::Region), None, "no such column");
}

#[test]
fn without_headings_the_templates_order_counts_and_short_lines_end_empty() {
    let sheet = sheet("web_01,10.20.1.1,HB-YJ").unwrap();
    let row = &sheet.rows[0];
    assert_eq!((row.line, row.get(Column::Department), row.get(Column::State)), (1, Some("HB-YJ"), Some("")));
}

#[test]
fn a_sheet_whose_hosts_cannot_be_told_apart_is_refused() {
    let key = |text: &str| sheet(text).unwrap_err().key;
    assert_eq!(key(""), "network-import-empty");
    assert_eq!(key("云主机名称,浮动IP"), "network-import-empty");
    assert_eq!(key("云主机名称,区域\nweb_01,花山"), "network-import-no-address");
    assert_eq!(key("浮动IP,区域,floating_ip\n10.20.1.1,花山,"), "network-import-column-twice");
}

#[test]
fn a_new_host_is_what_its_row_says_forgivingly() {
    let mut all = verdicts("web_01，１０。２０。１。１，HB-YJ，应急指挥一张图，花山，8核16GB，，已停止");
    let Verdict::New(wanted) = all.remove(0) else { panic!("{all:?}") };
    assert_eq!(wanted.floating_ip.to_string(), "10.20.1.1");
    assert_eq!((wanted.department, wanted.application, wanted.region), (5, Some(7), 1));
    assert_eq!(wanted.state, HostState::Stopped);
    for (word, state) in [("", HostState::Running), ("Retired", HostState::Retired), ("运行中", HostState::Running)]
    {
        let mut all = verdicts(&format!("web_01,10.20.1.1,湖北省应急管理厅,,huashan,,,{word}"));
        assert!(matches!(all.remove(0), Verdict::New(wanted) if wanted.state == state), "{word}");
    }
}

#[test]
fn every_wrong_cell_is_blamed_once_in_the_order_of_the_columns() {
    let why = |column: Column, key: &str| (column, key.to_owned());
    assert_eq!(
        blamed("x,10.20.1.300,没有的厅,应急指挥一张图,东湖,,,坏了"),
        [
            why(Column::FloatingIp, "network-address-invalid"),
            why(Column::Department, "network-import-department-unknown"),
            why(Column::Region, "network-import-region-unknown"),
            why(Column::State, "network-import-state-unknown"),
        ]
    );
    assert_eq!(
        blamed(",,,,,,,x"),
        [
            why(Column::Name, "network-host-name-missing"),
            why(Column::FloatingIp, "network-address-missing"),
            why(Column::Department, "network-department-missing"),
            why(Column::Region, "network-host-region-missing"),
            why(Column::State, "network-import-state-unknown"),
        ]
    );
    let long = "长".repeat(81);
    assert_eq!(blamed(&format!("{long},10.20.1.1,HB-YJ,,花山")), [why(Column::Name, "network-text-too-long")]);
    let foreign = blamed("x,10.20.1.1,HB-GA,应急指挥一张图,花山");
    assert_eq!(foreign, [why(Column::Application, "network-import-application-unknown")]);
}

#[test]
fn of_two_rows_with_one_address_the_later_is_blamed_with_the_line_of_the_first() {
    let all = verdicts("a,10.20.1.1,HB-YJ,,花山\nb,10.20.1.2,HB-YJ,,花山\nc,10.20.1.1,HB-YJ,,花山");
    assert!(matches!(&all[..2], [Verdict::New(_), Verdict::New(_)]));
    let Verdict::Wrong(reasons) = &all[2] else { panic!("{all:?}") };
    assert_eq!(reasons[0].1, Text::new("network-import-address-twice").with("line", 1usize));
}
