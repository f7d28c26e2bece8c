use super::{
    DESK,
    judge::{Step, steps},
    stock::{Application, Place, Stock},
};
use crate::{
    network::host::HostState,
    policy::Actor,
    text::Text,
    web::{
        i18n::Lang,
        import::{Limits, Sheet, pasted},
    },
};

fn sheet(text: &str) -> Result<Sheet, Text> {
    let limits = Limits { lines: DESK.most + 1, columns: 32, cell: 300, text: DESK.text };
    Sheet::of(pasted(text, limits).unwrap(), DESK.columns, DESK.key, DESK.empty)
}

fn stock() -> Stock {
    let place = |id, name: &str, code: &str| Place { id, name: name.into(), code: code.into() };
    Stock::new(
        vec![place(5, "湖北省应急管理厅", "HB-YJ"), place(6, "湖北省公安厅", "HB-GA")],
        vec![place(1, "花山", "huashan")],
        vec![Application { id: 7, name: "应急指挥一张图".into(), department: 5 }],
    )
}

fn verdicts(text: &str) -> Vec<Step> {
    steps(&sheet(text).unwrap().rows, &stock(), &Actor::system(), Lang::Chinese)
}

/// The columns blamed and why, of the only row.
fn blamed(row: &str) -> Vec<(&'static str, String)> {
    match verdicts(row).remove(0) {
        Step::Wrong(reasons) => reasons.into_iter().map(|(column, why)| (column.field, why.key.into_owned())).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn headings_are_known_in_both_languages_however_they_are_typed() {
    for (heading, field) in [
        ("浮动IP", "floating_ip"),
        (" 浮动 ＩＰ* ", "floating_ip"),
        ("floating ip", "floating_ip"),
        ("floating_ip", "floating_ip"),
        ("所属单位：", "department"),
        ("云主机名称", "name"),
        ("状态", "state"),
    ] {
        // Each beside the other column that every sheet of hosts may have, so that the line is one of headings.
        let beside = if field == "floating_ip" { "规格" } else { "浮动IP" };
        let sheet = sheet(&format!("{heading}\t{beside}\nthis\tthat")).unwrap();
        assert_eq!(sheet.rows[0].get(field), Some("this"), "{heading}");
    }
    assert_eq!(sheet("浮动IP\t规格\t登记时间\n10.20.1.1\tx\ty").unwrap().ignored, ["登记时间"]);
}

#[test]
fn columns_come_in_any_order_and_unknown_ones_are_named() {
    let sheet = sheet("浮动IP\t备注2\t云主机名称\n10.20.1.1\tx\tweb_01").unwrap();
    assert_eq!(sheet.ignored, ["备注2"]);
    let row = &sheet.rows[0];
    assert_eq!((row.line, row.get("name"), row.get("floating_ip")), (2, Some("web_01"), Some("10.20.1.1")));
    assert_eq!(row.get("region"), None, "no such column");
}

#[test]
fn without_headings_the_templates_order_counts_and_short_lines_end_empty() {
    let sheet = sheet("web_01,10.20.1.1,HB-YJ").unwrap();
    let row = &sheet.rows[0];
    assert_eq!((row.line, row.get("department"), row.get("state")), (1, Some("HB-YJ"), Some("")));
}

#[test]
fn a_sheet_whose_hosts_cannot_be_told_apart_is_refused() {
    let key = |text: &str| sheet(text).unwrap_err().key;
    assert_eq!(key(""), "network-import-empty");
    assert_eq!(key("云主机名称,浮动IP"), "network-import-empty");
    assert_eq!(key("云主机名称,区域\nweb_01,花山"), "import-no-column");
    assert_eq!(key("浮动IP,区域,floating_ip\n10.20.1.1,花山,"), "network-import-column-twice");
}

#[test]
fn a_new_host_is_what_its_row_says_forgivingly() {
    let mut all = verdicts("web_01，１０。２０。１。１，HB-YJ，应急指挥一张图，花山，8核16GB，，已停止");
    let Step::New(wanted) = all.remove(0) else { panic!("{all:?}") };
    assert_eq!(wanted.floating_ip.to_string(), "10.20.1.1");
    assert_eq!((wanted.department, wanted.application, wanted.region), (5, Some(7), 1));
    assert_eq!(wanted.state, HostState::Stopped);
    for (word, state) in [("", HostState::Running), ("Retired", HostState::Retired), ("运行中", HostState::Running)]
    {
        let mut all = verdicts(&format!("web_01,10.20.1.1,湖北省应急管理厅,,huashan,,,{word}"));
        assert!(matches!(all.remove(0), Step::New(wanted) if wanted.state == state), "{word}");
    }
}

#[test]
fn every_wrong_cell_is_blamed_once_in_the_order_of_the_columns() {
    let why = |field: &'static str, key: &str| (field, key.to_owned());
    assert_eq!(
        blamed("x,10.20.1.300,没有的厅,应急指挥一张图,东湖,,,坏了"),
        [
            why("floating_ip", "network-address-invalid"),
            why("department", "network-import-department-unknown"),
            why("region", "network-import-region-unknown"),
            why("state", "network-import-state-unknown"),
        ]
    );
    assert_eq!(
        blamed(",,,,,,,x"),
        [
            why("name", "network-host-name-missing"),
            why("floating_ip", "network-address-missing"),
            why("department", "network-department-missing"),
            why("region", "network-host-region-missing"),
            why("state", "network-import-state-unknown"),
        ]
    );
    let long = "长".repeat(81);
    assert_eq!(blamed(&format!("{long},10.20.1.1,HB-YJ,,花山")), [why("name", "network-text-too-long")]);
    let foreign = blamed("x,10.20.1.1,HB-GA,应急指挥一张图,花山");
    assert_eq!(foreign, [why("application", "network-import-application-unknown")]);
}

#[test]
fn of_two_rows_with_one_address_the_later_is_blamed_with_the_line_of_the_first() {
    let all = verdicts("a,10.20.1.1,HB-YJ,,花山\nb,10.20.1.2,HB-YJ,,花山\nc,10.20.1.1,HB-YJ,,花山");
    assert!(matches!(&all[..2], [Step::New(_), Step::New(_)]));
    let Step::Wrong(reasons) = &all[2] else { panic!("{all:?}") };
    assert_eq!(reasons[0].1, Text::new("network-import-address-twice").with("line", 1usize));
}
