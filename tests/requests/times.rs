//! How long each step took, told of a period.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use yunwu::{
    policy::Origin,
    requests::{
        DeliveryForm, UnitRow,
        commands::{self, Attempt},
    },
    web::{form::Errors, visitor},
};

use super::{Asked, number_of, run};
use crate::support::{Page, TestApp};

const NOVEMBER: &str = "from=2026-11-01&to=2026-11-30";

fn in_shanghai(time: &str) -> DateTime<Utc> {
    (NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").unwrap() - TimeDelta::hours(8)).and_utc()
}

/// As if it had been submitted then, to be delivered until the day after `due`.
fn filed_at(app: &TestApp, username: &str, time: &str, due: &str) -> String {
    let path = Asked::good(app, username).with("quantity", "1").filed(&app.signed_in(username));
    let at = in_shanghai(time).to_rfc3339();
    run(
        app,
        &format!(
            "UPDATE resource_requests SET submitted_at = '{at}', state_since = '{at}',
                 due_at = ('{due}'::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' WHERE number = '{}'",
            number_of(&path)
        ),
    );
    path
}

/// What somebody did with it then.
fn at(app: &TestApp, time: &str, username: &str, verb: &str, path: &str) {
    let done = app.db().transact(|tx| {
        let who = visitor::actor_named(tx, username, Origin::default())?;
        let by = Attempt { who: &who, number: number_of(path), version: None, now: in_shanghai(time) };
        match verb {
            "approve" => commands::approve(tx, &by, Ok(String::new())),
            "reject" => commands::reject(tx, &by, Ok("请核减".into())),
            "withdraw" => commands::withdraw(tx, &by),
            address => commands::deliver(tx, &by, &made(address), Errors::default()),
        }
        .map(drop)
    });
    done.unwrap();
}

fn made(address: &str) -> DeliveryForm {
    let row =
        UnitRow { unit: "1".into(), instance_id: "i-1".into(), floating_ip: address.into(), ..UnitRow::default() };
    DeliveryForm { rows: vec![row], pasted: String::new() }
}

/// The cells of the row that begins with these words.
fn row(page: &Page, section: usize, begins: &str) -> String {
    let rows = page.texts(&format!("section.card:nth-of-type({section}) tbody tr"));
    rows.into_iter()
        .find(|row| row.starts_with(begins))
        .unwrap_or_else(|| panic!("no {begins} in {}", page.text("main")))
}

/// Two were delivered, one of them too late; one was rejected and withdrawn; one was approved before and waits still.
fn november(app: &TestApp) {
    let soon = filed_at(app, "yj.user", "2026-11-02 09:00", "2026-11-11");
    at(app, "2026-11-03 09:00", "ops.engineer", "approve", &soon);
    at(app, "2026-11-04 21:00", "bigdata.admin", "approve", &soon);
    at(app, "2026-11-09 09:00", "ops.engineer", "10.20.6.71", &soon);
    let late = filed_at(app, "yj.user", "2026-11-02 09:00", "2026-11-11");
    at(app, "2026-11-02 15:00", "ops.engineer2", "approve", &late);
    at(app, "2026-11-03 15:00", "bigdata.admin", "approve", &late);
    at(app, "2026-11-12 15:00", "ops.engineer", "10.20.6.72", &late);
    let given_up = filed_at(app, "ga.user", "2026-11-05 09:00", "2026-11-16");
    at(app, "2026-11-06 09:00", "plc.admin", "reject", &given_up);
    at(app, "2026-11-09 09:00", "ga.user", "withdraw", &given_up);
    let waiting = filed_at(app, "ga.user", "2026-10-26 09:00", "2026-11-04");
    at(app, "2026-10-30 09:00", "plc.admin", "approve", &waiting);
    app.holds_together();
}

#[test]
fn each_step_is_told_in_working_time_with_its_middle_its_ninth_tenth_and_its_longest() {
    let app = TestApp::new();
    november(&app);
    let page = app.signed_in("ops.manager").get(&format!("/resources/times?{NOVEMBER}")).is_ok();
    for (step, says) in [
        ("待初审", "2 15 小时 0 分钟 22 小时 12 分钟 1 天 0 小时 0"),
        ("待复审", "2 1 天 6 小时 1 天 10 小时 1 天 12 小时 0"),
        ("待政法委审批", "1 1 天 0 小时 1 天 0 小时 1 天 0 小时 0"),
        ("待开通", "2 4 天 18 小时 6 天 13 小时 7 天 0 小时 1"),
        ("驳回后待修改", "1 1 天 0 小时 1 天 0 小时 1 天 0 小时 0"),
    ] {
        let row = row(&page, 1, step);
        assert!(row.ends_with(says), "{row}");
    }
    let figures = page.texts(".figures > div");
    let [delivered, in_time, overdue] = figures.as_slice() else { panic!("{figures:?}") };
    assert!(delivered.ends_with('2') && overdue.ends_with('1'), "{figures:?}");
    assert!(in_time.contains("50.0%") && in_time.contains("其中 1 张按期"), "{in_time}");
    let emergency = row(&page, 2, "湖北省应急管理厅");
    assert!(emergency.contains("4 天 18 小时2 次") && emergency.ends_with("2 50.0% 0"), "{emergency}");
    assert!(row(&page, 2, "湖北省公安厅").ends_with("0 – 1"), "{}", row(&page, 2, "湖北省公安厅"));
    assert!(page.texts("section.card:nth-of-type(2) tbody tr")[0].starts_with("湖北省应急管理厅"));

    // A turn is told of on the day on which it ended.
    let october = app.signed_in("ops.manager").get("/resources/times?from=2026-10-26&to=2026-10-30").is_ok();
    assert!(row(&october, 1, "待政法委审批").contains("1 4 天 0 小时"), "{}", row(&october, 1, "待政法委审批"));
    let before = app.signed_in("ops.manager").get("/resources/times?from=2026-10-26&to=2026-10-29").is_ok();
    assert!(row(&before, 1, "待政法委审批").contains("0 – – –"), "{}", row(&before, 1, "待政法委审批"));
}

#[test]
fn a_file_has_every_departments_steps_in_hours() {
    let app = TestApp::new();
    november(&app);
    let operator = app.signed_in("ops.engineer");
    let page = operator.get(&format!("/resources/times?{NOVEMBER}")).is_ok();
    let csv = page.attribute("a[href*='times.csv']", "href").expect("a file to take");
    assert!(csv.contains(NOVEMBER), "{csv}");
    let csv = operator.get(&csv).is_ok().source();
    for line in [
        "单位,环节,办结次数,中位数（小时）,九成不超过（小时）,最长（小时）,按期开通,目前超期",
        "全部单位,待初审,2,15.0,22.2,24.0,,0",
        "全部单位,待开通,2,114.0,157.2,168.0,1,1",
        "湖北省应急管理厅,待复审,2,30.0,34.8,36.0,,0",
        "湖北省公安厅,待开通,0,,,,0,1",
    ] {
        assert!(csv.contains(line), "{line} in {csv}");
    }
    let xlsx = operator.get(&format!("/resources/times.xlsx?{NOVEMBER}")).is_ok();
    assert!(xlsx.header("content-disposition").contains("request-times.xlsx") && xlsx.body.starts_with(b"PK"));
}

#[test]
fn operators_and_their_managers_see_it_and_nobody_else() {
    let app = TestApp::new();
    for (username, sees) in [
        ("ops.engineer", true),
        ("ops.manager", true),
        ("yj.user", false),
        ("yj.admin", false),
        ("bigdata.admin", false),
        ("plc.admin", false),
        ("platform.admin", false),
        ("security.admin", false),
        ("auditor", false),
    ] {
        let browser = app.signed_in(username);
        for path in ["/resources/times", "/resources/times.xlsx", "/resources/times.csv"] {
            assert_eq!(browser.get(path).status(), if sees { 200 } else { 403 }, "{username} {path}");
        }
        let list = browser.get("/resources/requests");
        assert_eq!(list.has("main a[href='/resources/times']"), sees, "{username}");
        assert_eq!(browser.get("/me").has("nav a[href='/resources/times']"), sees, "{username}");
    }
}

#[test]
fn a_period_without_anything_says_so_and_keeps_its_days() {
    let app = TestApp::new();
    november(&app);
    run(&app, "UPDATE resource_requests SET due_at = now() + interval '1 day' WHERE due_at IS NOT NULL");
    let operator = app.signed_in("ops.engineer");
    let page = operator.get("/resources/times?from=2026-09-01&to=2026-09-30").is_ok();
    assert!(page.text("main").contains("该时段没有办完的环节") && !page.has("main table"));
    assert_eq!([page.value("from"), page.value("to")], ["2026-09-01", "2026-09-30"]);
    let csv = operator.get("/resources/times.csv?from=2026-09-01&to=2026-09-30").is_ok().source();
    assert_eq!(csv.lines().count(), 1, "{csv}");
    let usual = operator.get("/resources/times").is_ok();
    assert_eq!(usual.value("to"), yunwu::calendar::date_of(Utc::now()).to_string());
}

#[test]
fn what_is_no_period_is_told_at_its_field() {
    let app = TestApp::new();
    let operator = app.signed_in("ops.engineer");
    for (from, to, field) in [
        ("2026-13-01", "2026-11-30", "from"),
        ("2026-11-01", "昨天", "to"),
        ("2026-11-02", "2026-11-01", "to"),
        ("2025-11-01", "2026-11-30", "from"),
    ] {
        let query = format!("from={from}&to={to}");
        let page = operator.get(&format!("/resources/times?{query}")).is_refused_at(field);
        assert_eq!([page.value("from"), page.value("to")], [from, to]);
        assert!(!page.has("main table") && !page.has("a[href*='times.csv']"), "{query}");
        operator.get(&format!("/resources/times.csv?{query}")).is(422);
    }
}
