//! How a month is made.

use super::{EMERGENCY, HEALTH, MONTH, bill, enter, make, one, priced, run, send_all, sent, used, work_off};
use crate::{
    requests::{approved, deliver},
    support::{TestApp, program::Plan},
};

const LINES: &str =
    "SELECT string_agg(concat_ws(' ', component, units, coalesce(price::text, '-'), period, amount), '; ' ORDER BY component, period)
     FROM bill_lines";

#[test]
fn a_month_is_right_to_the_fen_and_the_same_when_it_is_made_again() {
    let app = TestApp::new();
    // A leap February: delivered on the 10th, made larger on the 20th, returned on the 26th; a new price from the 15th.
    used(
        &app,
        &[
            ("ecs.g6.large", 1, "[2024-02-10,2024-02-20)"),
            ("ecs.g6.xlarge", 1, "[2024-02-20,2024-02-26)"),
            ("ebs.cloud_ssd", 29, "[2024-01-05,)"),
            ("oss.lrs", 1, "[2024-02-01,2024-02-15)"),
        ],
    );
    priced(&app, "ecs.g6.large", &[(10_000, "[2024-01-01,2024-02-15)"), (20_000, "[2024-02-15,)")]);
    priced(&app, "ecs.g6.xlarge", &[(29_003, "[2024-01-01,)")]);
    priced(&app, "ebs.cloud_ssd", &[(100, "[2024-01-01,)")]);
    priced(&app, "oss.lrs", &[(43, "[2024-02-08,)")]);
    make(&app, "2024-02");
    let made = one(&app, LINES);
    // 5/29 of 100.00 and of 200.00; 6/29 of 290.03; 29 GiB of 1.00; 7/29 of 0.43, and seven days without a price.
    assert_eq!(
        made,
        "ebs.cloud_ssd 29 100 [2024-02-01,2024-03-01) 2900; \
         ecs.g6.large 1 10000 [2024-02-10,2024-02-15) 1724; \
         ecs.g6.large 1 20000 [2024-02-15,2024-02-20) 3448; \
         ecs.g6.xlarge 1 29003 [2024-02-20,2024-02-26) 6001; \
         oss.lrs 1 - [2024-02-01,2024-02-08) 0; \
         oss.lrs 1 43 [2024-02-08,2024-02-15) 10"
    );
    assert_eq!(one(&app, "SELECT amount FROM bill_editions"), "14083");
    make(&app, "2024-02");
    assert_eq!(one(&app, LINES), made);
    assert_eq!(one(&app, "SELECT count(*) FROM bills"), "1");
}

#[test]
fn halves_of_a_fen_are_rounded_up_line_by_line() {
    let app = TestApp::new();
    used(&app, &[("oss.lrs", 1, "[2024-04-01,2024-04-16)"), ("ebs.cloud_ssd", 1, "[2024-04-16,2024-05-01)")]);
    for component in ["oss.lrs", "ebs.cloud_ssd"] {
        priced(&app, component, &[(43, "[2024-01-01,)")]);
    }
    make(&app, "2024-04");
    assert_eq!(one(&app, "SELECT string_agg(amount::text, ' ') FROM bill_lines"), "22 22");
    assert_eq!(one(&app, "SELECT amount FROM bill_editions"), "44");
}

#[test]
fn usage_follows_delivery_and_return() {
    let app = TestApp::new();
    let path = approved(&app);
    deliver(&app.signed_in("ops.engineer"), &path, &[["1", "i-1", "10.20.6.71"], ["2", "i-2", "10.20.6.72"]]).is(303);
    let cost = "SELECT sum(u.units * p.amount) FROM usage_segments u
                JOIN prices p ON p.component = u.component AND p.valid @> lower(u.period) WHERE upper_inf(u.period)";
    let ordered = "SELECT monthly FROM request_revisions ORDER BY request_id DESC LIMIT 1";
    assert_eq!(one(&app, cost), one(&app, ordered), "what is used costs what was ordered");
    app.holds_together();
    let measured =
        "SELECT string_agg(concat_ws(' ', resource_id, component, units, period), ';' ORDER BY resource_id, component)
                    FROM usage_segments";
    let before = one(&app, measured);
    run(&app, "SELECT remeasure()");
    assert_eq!(one(&app, measured), before);
    run(&app, "UPDATE hosts SET state = 'retired', updated_at = now() + interval '3 days' WHERE name LIKE '%-02'");
    assert_eq!(one(&app, "SELECT count(DISTINCT resource_id) FROM usage_segments WHERE NOT upper_inf(period)"), "1");
}

#[test]
fn a_month_that_runs_is_not_made_nor_one_without_anything() {
    let app = TestApp::new();
    let manager = app.signed_in("ops.manager");
    let running = one(&app, "SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')");
    let page = manager.post("/bills/generate", &[("month", &running)]).is(409);
    assert!(page.text("main").contains("还没有结束"));
    manager.post("/bills/generate", &[("month", MONTH)]).is(409);
    manager.post("/bills/generate", &[("month", "九月")]).is_refused_at("month");
    manager.post("/bills/send", &[("month", MONTH)]).is(409);
    for other in ["yj.admin", "bigdata.admin", "platform.admin", "ops.engineer"] {
        app.signed_in(other).post("/bills/generate", &[("month", MONTH)]).is(403);
        app.signed_in(other).post("/bills/send", &[("month", MONTH)]).is(403);
    }
}

#[test]
fn some_departments_are_made_alone_and_a_total_waits_for_the_others() {
    let app = TestApp::new();
    enter(&app, MONTH, "yj.user", "专线", 1, 10_000);
    enter(&app, MONTH, "wj.user", "专线", 1, 10_000);
    let health = one(&app, &format!("SELECT id FROM departments WHERE name = '{HEALTH}'"));
    let manager = app.signed_in("ops.manager");
    manager.post("/bills/generate", &[("month", MONTH), ("departments", &health)]).is(303);
    assert!(manager.get(&format!("/bills/generate?month={MONTH}")).is_ok().text("[role=status]").contains("0 / 1"));
    work_off(&app);
    assert_eq!(one(&app, "SELECT count(*) FROM bills"), "1");
    send_all(&app, MONTH);
    super::confirm(&app, "wj.admin", &bill(&app, HEALTH)).is(303);
    let page = super::confirm(&app, "bigdata.admin", &super::total(&app, "cloud")).is(409);
    assert!(page.text(".alert").contains(EMERGENCY), "{}", page.text(".alert"));
}

#[test]
fn what_was_sent_is_kept_when_its_month_is_made_again() {
    let app = TestApp::new();
    sent(&app);
    enter(&app, MONTH, "wj.user", "专线", 1, 10_000);
    run(&app, "UPDATE bill_entries SET price = 1 WHERE description = '机柜'");
    make(&app, MONTH);
    assert_eq!(one(&app, "SELECT string_agg(amount::text, ' ' ORDER BY bill_id) FROM bill_editions e JOIN bills b ON b.id = e.bill_id
                          WHERE b.kind = 'department'"), "70005 10000");
    assert_eq!(one(&app, "SELECT concat_ws(' ', bills, kept) FROM bill_runs ORDER BY id DESC LIMIT 1"), "1 1");
    for change in [
        "UPDATE bill_lines SET units = 5",
        "DELETE FROM bill_lines WHERE component = '专线'",
        "INSERT INTO bill_lines SELECT (jsonb_populate_record(l, '{\"id\": 999999, \"key\": \"x\"}')).* FROM bill_lines l LIMIT 1",
    ] {
        use diesel::RunQueryDsl;
        assert!(diesel::sql_query(change).execute(&mut app.sql()).is_err(), "{change}");
    }
}

#[test]
fn the_command_makes_a_month_and_says_how_much() {
    let app = TestApp::new();
    enter(&app, MONTH, "yj.user", "专线", 1, 10_000);
    let plan = Plan::new(&app.database_url(), &app.data());
    let made = plan.run("bills generate --month 2026-09");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(String::from_utf8_lossy(&made.stdout), "1 bills with 1 lines made, 0 sent ones kept\n");
    let again = plan.run("bills generate --month 2026-08");
    assert!(!again.status.success(), "nothing was used in August");
    let wrong = plan.run("bills generate --month 2026-13");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("2026-10"), "how a month is written");
}
