//! Hosts from a spreadsheet: first a report with nothing written, then all or nothing.

use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use super::{open_port, ticket_of};
use crate::support::{
    Browser, Page, TestApp, Upload,
    sql::{one, run},
};

const IMPORT: &str = "/network/hosts/import";
const HEAD: &str = "云主机名称,浮动IP,所属单位,所属应用,区域,规格,来源,状态";

fn hosts(app: &TestApp) -> String {
    one(app, "SELECT count(*) FROM hosts")
}

/// Uploads a file; the answer to it.
fn upload(browser: &Browser, file_name: &str, content: &[u8]) -> Page {
    browser.upload(IMPORT, &[], &[Upload { field: "file", file_name, content }])
}

/// Pastes lines below the headings; the report they lead to.
fn report_of(browser: &Browser, lines: &[&str]) -> (String, Page) {
    let text = [&[HEAD], lines].concat().join("\n");
    let path = browser.post(IMPORT, &[("pasted", &text)]).location();
    let page = browser.get(&path).is_ok();
    (path, page)
}

fn confirm(browser: &Browser, path: &str, report: &Page) -> Page {
    let fields = report.hidden_of("/confirm");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/confirm"), &fields)
}

/// As the export says it: the host as it is.
fn as_it_is(app: &TestApp, name: &str) -> String {
    one(
        app,
        &format!(
            "SELECT concat_ws(',', h.name, host(h.floating_ip), d.name, a.name, r.name, h.specification, h.source, h.state)
             FROM hosts h JOIN departments d ON d.id = h.department_id JOIN regions r ON r.id = h.region_id
             JOIN applications a ON a.id = h.application_id WHERE h.name = '{name}'"
        ),
    )
}

fn new_host(app: &TestApp, name: &str, address: &str) -> String {
    let region = one(app, "SELECT name FROM regions ORDER BY id LIMIT 1");
    format!("{name},{address},湖北省应急管理厅,应急指挥一张图,{region},8核16GB,GD202611220001,运行中")
}

#[test]
fn the_report_tells_new_changed_unchanged_and_wrong_rows_and_writes_nothing() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let before = hosts(&app);
    let same = as_it_is(&app, "yj-yzt-web-01");
    let changed = as_it_is(&app, "yj-yzt-web-02").replace("running", "已停止");
    let wrong = new_host(&app, "yj-new-02", "10.20.6.300").replace("应急指挥一张图", "没有的应用");
    let (path, page) = report_of(&engineer, &[&new_host(&app, "yj-new-01", "10.20.6.201"), &same, &changed, &wrong]);

    assert_eq!(page.text(".tabs"), "有误 1 新增 1 更新 1 无变化 1");
    let row = page.text("tbody tr");
    assert!(row.starts_with("行 5 yj-new-02 10.20.6.300 有误"), "{row}");
    assert!(row.contains("10.20.6.300”不是有效的 IPv4 地址") && row.contains("没有的应用"), "{row}");
    assert!(page.text(".alert.bad").contains("有 1 行有误"));
    assert!(!page.has("form[action$='/confirm']"), "nothing to confirm");
    let changed = engineer.get(&format!("{path}?show=changed")).is_ok().text("tbody tr");
    assert!(changed.contains("运行中 → 已停止"), "{changed}");
    assert!(engineer.get(&format!("{path}?show=new")).is_ok().text("tbody tr").contains("10.20.6.201"));
    assert!(engineer.get(&format!("{path}?show=same")).is_ok().text("tbody tr").contains("yj-yzt-web-01"));

    confirm(&engineer, &path, &page).is(409);
    assert_eq!(
        (hosts(&app), one(&app, "SELECT state FROM hosts WHERE name = 'yj-yzt-web-02'")),
        (before, "running".into())
    );
}

#[test]
fn confirmed_everything_is_written_and_each_host_tells_who_did_it() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let before: usize = hosts(&app).parse().unwrap();
    let changed = as_it_is(&app, "yj-yzt-web-02").replace("yj-yzt-web-02", "yj-yzt-web-22");
    let lines = [new_host(&app, "yj-new-01", "10.20.6.201"), new_host(&app, "yj-new-02", "10.20.6.202"), changed];
    let (path, page) = report_of(&engineer, &[&lines[0], &lines[1], &lines[2]]);
    assert!(page.text(".alert").contains("新增 2 台、更新 1 台"));
    for _ in 0..2 {
        assert_eq!(confirm(&engineer, &path, &page).location(), path, "twice is once");
    }
    assert_eq!(hosts(&app), (before + 2).to_string());
    assert!(engineer.get(&path).is_ok().text("main").contains("新增 2 更新 1 无变化 0"));
    assert_eq!(engineer.get("/network/hosts?q=yj-new").count("tbody tr"), 2);

    let audited = |action: &str, name: &str| {
        let where_it = format!("action = '{action}' AND resource_id = '{name}' AND actor_name = 'ops.engineer'");
        one(&app, &format!("SELECT count(*) FROM audit_entries WHERE {where_it}"))
    };
    assert_eq!([audited("createHost", "yj-new-01"), audited("createHost", "yj-new-02")], ["1", "1"]);
    assert_eq!(audited("updateHost", "yj-yzt-web-22"), "1");
    let renamed =
        "SELECT (before ->> 'name') || ' ' || (after ->> 'name') FROM audit_entries WHERE action = 'updateHost'";
    assert_eq!(one(&app, renamed), "yj-yzt-web-02 yj-yzt-web-22");
    assert_eq!(one(&app, "SELECT after ->> 'new' FROM audit_entries WHERE action = 'importHosts'"), "2");
    let host = one(&app, "SELECT id FROM hosts WHERE name = 'yj-yzt-web-22'");
    let history = engineer.get(&format!("/network/hosts/{host}")).is_ok().text(".rail");
    assert!(history.contains("导入，修改了云主机名称") && history.contains("张伟"), "{history}");
    assert_eq!(one(&app, "SELECT version FROM hosts WHERE name = 'yj-yzt-web-22'"), "2");
}

#[test]
fn two_who_confirm_at_once_write_it_once() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let before: usize = hosts(&app).parse().unwrap();
    let (path, page) = report_of(&engineer, &[&new_host(&app, "yj-new-01", "10.20.6.201")]);
    let mark = page.value("report");
    // Without a number of their own, as from two windows.
    std::thread::scope(|scope| {
        let tries =
            [(); 2].map(|()| scope.spawn(|| engineer.post(&format!("{path}/confirm"), &[("report", &mark)]).is(303)));
        for answer in tries {
            answer.join().unwrap();
        }
    });
    assert_eq!(hosts(&app), (before + 1).to_string());
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createHost'"), "1");
}

#[test]
fn what_changed_after_the_report_is_shown_and_asked_again() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let changed = as_it_is(&app, "yj-yzt-web-02").replace("running", "已停止");
    let (path, page) = report_of(&engineer, &[&changed, &new_host(&app, "yj-new-01", "10.20.6.201")]);
    run(&app, "UPDATE hosts SET specification = '64核', version = version + 1 WHERE name = 'yj-yzt-web-02'");
    let again = confirm(&engineer, &path, &page).is(409);
    assert!(again.text(".alert.bad").contains("发生了变化"));
    assert_eq!(one(&app, "SELECT state FROM hosts WHERE name = 'yj-yzt-web-02'"), "running");
    let shown = engineer.get(&format!("{path}?show=changed")).text("tbody tr");
    assert!(shown.contains("64核"), "as it is now: {shown}");

    // Somebody takes the address of the new one: its row becomes a change, or wrong.
    let fresh = engineer.get(&path).is_ok();
    run(&app, "UPDATE hosts SET floating_ip = '10.20.6.201', version = version + 1 WHERE name = 'yj-yzt-web-01'");
    confirm(&engineer, &path, &fresh).is(409);
    let fresh = engineer.get(&path).is_ok();
    assert_eq!(fresh.text(".tabs"), "更新 2");
    assert_eq!(confirm(&engineer, &path, &fresh).location(), path);
    assert_eq!(one(&app, "SELECT count(*) FROM hosts WHERE name = 'yj-new-01'"), "1");
}

#[test]
fn a_sheet_is_its_authors_alone_and_only_keepers_of_hosts_bring_one() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let (path, _) = report_of(&engineer, &[&new_host(&app, "yj-new-01", "10.20.6.201")]);
    for other in ["ops.engineer2", "platform.admin"] {
        let other = app.signed_in(other);
        other.get(&path).is_not_found();
        other.post(&format!("{path}/confirm"), &[]).is_not_found();
        assert!(other.get("/network/hosts").has(&format!("a[href='{IMPORT}']")));
        other.get(IMPORT).is_ok();
    }
    for stranger in ["yj.user", "yj.admin", "bigdata.admin"] {
        let stranger = app.signed_in(stranger);
        stranger.get(IMPORT).is_forbidden();
        stranger.post(IMPORT, &[("pasted", HEAD)]).is_forbidden();
        stranger.get(&format!("{IMPORT}/template.xlsx")).is_forbidden();
        stranger.get(&path).is_not_found();
        assert!(!stranger.get("/network/hosts").has(&format!("a[href='{IMPORT}']")));
    }
    engineer.get(&format!("{IMPORT}/not-a-number")).is_not_found();
}

#[test]
fn an_exported_list_comes_back_without_a_change_in_either_language_and_format() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let count = hosts(&app);
    for language in ["zh-CN", "en"] {
        engineer.post("/me/language", &[("language", language), ("next", "/")]).is(303);
        for name in ["hosts.xlsx", "hosts.csv"] {
            let file = engineer.get(&format!("/network/{name}")).is_ok().body;
            let path = upload(&engineer, name, &file).location();
            let page = engineer.get(&path).is_ok();
            assert_eq!(page.texts(".tabs a .count"), [count.as_str()], "{language} {name}: {}", page.text("tbody"));
            assert_eq!(page.attribute(".tabs a", "href"), Some(format!("{path}?show=same")));
            assert!(!page.has("form[action$='/confirm']"));
        }
    }
}

#[test]
fn the_template_has_the_headings_in_the_readers_language() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let csv = engineer.get(&format!("{IMPORT}/template.csv")).is_ok();
    assert_eq!(csv.source().trim_start_matches('\u{feff}').trim(), HEAD);
    let empty = engineer.get(&format!("{IMPORT}/template.xlsx")).is_ok().body;
    assert!(
        upload(&engineer, "template.xlsx", &empty).is_refused_at("file").errors_at("file").contains("没有读到云主机")
    );
}

#[test]
fn files_of_all_offices_are_read_and_others_refused_with_what_to_do() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let text = format!("{HEAD}\n{}", new_host(&app, "应急-01", "10.20.6.201"));
    let (gb, ..) = encoding_rs::GB18030.encode(&text);
    let marked = format!("\u{feff}{}\r\n", text.replace('\n', "\r\n"));
    for content in [text.as_bytes(), marked.as_bytes(), &gb] {
        let path = upload(&engineer, "云主机.csv", content).location();
        let page = engineer.get(&path).is_ok();
        assert!(page.text("tbody tr").starts_with("行 2 应急-01"), "its line, as the spreadsheet counts");
        assert!(page.text(".page-head").contains("云主机.csv"));
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, cell) in (0..).zip(["Name", "Floating IP", "Memo"]) {
        sheet.write_string(0, column, cell).unwrap();
    }
    sheet.write_string(1, 1, "10.20.6.31").unwrap();
    let path = upload(&engineer, "a.xlsx", &book.save_to_buffer().unwrap()).location();
    assert!(engineer.get(&path).text(".alert").contains("Memo"), "what is not used is named");

    for (file_name, content, why) in [
        ("old.xls", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], "另存为 .xlsx"),
        ("broken.xlsx", b"PK\x03\x04broken", "无法读取"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "无法识别"),
        ("empty.csv", b" \n \n", "没有读到云主机"),
        ("wrong.csv", "云主机名称,区域\nweb,花山".as_bytes(), "没有“浮动IP”一列"),
        ("big.csv", &vec![b'a'; 4 * 1024 * 1024 + 1], "4 M"),
        ("many.csv", "10.20.1.1\n".repeat(20_002).as_bytes(), "20001"),
    ] {
        let page = upload(&engineer, file_name, content).is_refused_at("file");
        assert!(page.errors_at("file").contains(why), "{file_name}: {}", page.errors_at("file"));
    }
    engineer.post(IMPORT, &[("pasted", " ")]).is_refused_at("file");
    let file = Upload { field: "file", file_name: "a.csv", content: text.as_bytes() };
    let both = engineer.upload(IMPORT, &[("pasted", "10.20.1.1")], &[file]).is_refused_at("pasted");
    assert_eq!(both.value("pasted"), "10.20.1.1", "what was pasted stays");
}

#[test]
fn a_host_that_ports_lead_to_neither_moves_nor_goes_by_import() {
    let app = TestApp::new();
    open_port(&app, ticket_of(&app, "yj.user", "GD202611220001"), 8443);
    let engineer = app.signed_in("ops.engineer");
    let host = as_it_is(&app, "yj-yzt-web-01");
    let (_, page) = report_of(&engineer, &[&host.replace("running", "已回收")]);
    assert!(page.text("tbody tr").contains("仍有 1 个端口映射到此云主机"), "{}", page.text("tbody"));
    let moved = host.replace("湖北省应急管理厅", "湖北省公安厅").replace("应急指挥一张图", "");
    let (_, page) = report_of(&engineer, &[&moved]);
    assert!(page.text("tbody tr").contains("所属单位 仍有 1 个端口"), "{}", page.text("tbody"));
    let (_, page) = report_of(&engineer, &[&host.replace("running", "已停止")]);
    assert_eq!(page.text(".tabs"), "更新 1", "stopping is no harm");
}

#[test]
fn a_column_that_is_missing_leaves_hosts_as_they_are_and_an_empty_cell_empties() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let before = as_it_is(&app, "yj-yzt-web-01");
    let path = engineer.post(IMPORT, &[("pasted", "浮动IP\t状态\n10.20.6.31\t已停止")]).location();
    let page = engineer.get(&path).is_ok();
    confirm(&engineer, &path, &page).is(303);
    assert_eq!(as_it_is(&app, "yj-yzt-web-01"), before.replace("running", "stopped"));
    let path = engineer.post(IMPORT, &[("pasted", "浮动IP\t规格\n10.20.6.31\t")]).location();
    let page = engineer.get(&path).is_ok();
    assert!(page.text("tbody tr").contains("→ 未填写"), "{}", page.text("tbody"));
}

#[test]
fn of_two_rows_with_one_address_the_later_names_the_earlier() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let lines =
        [new_host(&app, "a", "10.20.6.201"), new_host(&app, "b", "10.20.6.202"), new_host(&app, "c", "10.20.6.201")];
    let (_, page) = report_of(&engineer, &[&lines[0], &lines[1], &lines[2]]);
    assert!(page.text("tbody tr").starts_with("行 4 c 10.20.6.201 有误") && page.text("tbody").contains("与第 2 行"));
}

#[test]
fn what_was_pasted_before_the_session_ran_out_is_still_there() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    let text = format!("{HEAD}\n{}", new_host(&app, "a", "10.20.6.201"));
    assert!(engineer.post(IMPORT, &[("pasted", &text)]).location().starts_with("/login"));
    assert_eq!(app.signed_in("ops.engineer").get(IMPORT).is_ok().value("pasted"), text);
}

#[test]
fn thousands_of_rows_take_no_more_questions_than_one() {
    let app = TestApp::new();
    let engineer = app.signed_in("ops.engineer");
    let pattern = new_host(&app, "m-NTH", "10.20.ADDRESS");
    let row = |n: u32| {
        pattern.replace("NTH", &n.to_string()).replace("ADDRESS", &format!("{}.{}", 100 + n / 250, n % 250 + 1))
    };
    let many: Vec<String> = (0..3_000).map(row).collect();
    let (one_row, _) = report_of(&engineer, &[&many[0]]);
    let lines: Vec<&str> = many.iter().map(String::as_str).collect();
    let (path, page) = report_of(&engineer, &lines);
    assert_eq!(page.count("tbody tr"), 100, "a page of the report");
    assert!(page.has("a[rel=next]"));
    let few = app.queries_of(|| drop(engineer.get(&one_row).is_ok()));
    assert_eq!(app.queries_of(|| drop(engineer.get(&path).is_ok())), few);
    assert!(few <= 6, "session, reader, and four more: {few}");

    let begun = Instant::now();
    let asked = app.queries_of(|| drop(confirm(&engineer, &path, &page).is(303)));
    assert!(asked < 60, "{asked} questions for three thousand hosts");
    assert!(begun.elapsed() < Duration::from_secs(30));
    assert_eq!(one(&app, "SELECT count(*) FROM hosts WHERE name LIKE 'm-%'"), "3000");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'createHost'"), "3000");
}
