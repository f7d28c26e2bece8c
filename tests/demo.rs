//! The example of `--demo`: what has happened in it.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};
use secrecy::SecretString;
use yunwu::{attachments::Files, config::Keys, demo};

use crate::support::TestApp;

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

pub fn load(app: &TestApp, now: DateTime<Utc>) {
    let (files, keys) =
        (Files::new(app.data().join("files")), Keys::new(SecretString::from("a secret of the tests, 32 characters")));
    let means = demo::Means { password_hash: "", files: &files, keys: &keys };
    app.sql().transaction(|tx| demo::what_has_happened(tx, &means, now)).expect("stories that can happen");
}

fn counted(sql: &mut PgConnection, query: &str) -> Vec<(String, i64)> {
    let counted: Vec<Counted> = sql_query(query).load(sql).expect("an answer");
    counted.into_iter().map(|it| (it.what, it.count)).collect()
}

fn count(sql: &mut PgConnection, of: &str) -> i64 {
    counted(sql, &format!("SELECT '' AS what, count(*) AS count FROM {of}"))[0].1
}

#[test]
fn the_example_has_tickets_in_every_state_and_ports_in_all_that_occupy() {
    let app = TestApp::new();
    load(&app, Utc::now());
    let sql = &mut app.sql();
    let states = counted(sql, "SELECT state AS what, count(*) AS count FROM tickets GROUP BY state ORDER BY state");
    let names: Vec<&str> = states.iter().map(|(state, _)| state.as_str()).collect();
    let all = ["closed", "completed", "draft", "pending", "processing", "resolved", "returned", "waiting_reply"];
    assert_eq!(names, all);
    for state in ["held", "active", "to_remove", "released", "removed"] {
        assert!(count(sql, &format!("port_mappings WHERE state = '{state}'")) > 0, "no mapping is {state}");
    }
    let unrated = "tickets WHERE state = 'completed' AND id NOT IN (SELECT ticket_id FROM ticket_ratings)";
    assert_eq!(count(sql, unrated), 1);
    for table in [
        "messages WHERE read_at IS NULL",
        "messages WHERE read_at IS NOT NULL",
        "mails",
        "attachments WHERE ticket_id IS NOT NULL",
    ] {
        assert!(count(sql, table) > 0, "no {table}");
    }
}

#[test]
fn the_example_shows_what_ends_soon_what_is_to_be_removed_and_what_awaits_a_word() {
    let app = TestApp::new();
    load(&app, Utc::now());
    let sql = &mut app.sql();
    let soon = "port_mappings WHERE state = 'active' AND upper(valid) < now() + interval '7 days'";
    let over = "port_mappings WHERE state = 'to_remove' AND end_reason = 'period_over'";
    let asked = "port_mappings WHERE upper_inf(valid) AND recertification_asked_at IS NOT NULL";
    for (what, of) in [("ends soon", soon), ("is to be removed", over), ("awaits a word", asked)] {
        assert!(count(sql, of) > 0, "nothing {what}");
    }
    for told in ["network-told-ends-soon", "network-told-ended", "network-told-to-remove", "network-told-recertify"] {
        assert!(count(sql, &format!("messages WHERE title ->> 'key' = '{told}'")) > 0, "nobody read {told}");
    }
}

#[test]
fn the_province_has_twelve_departments_beside_the_operator_and_units_below_them() {
    let app = TestApp::new();
    let sql = &mut app.sql();
    let below = "departments d JOIN departments above ON above.id = d.parent_id WHERE above.special";
    assert_eq!(count(sql, &format!("{below} = 'province' AND d.special IS DISTINCT FROM 'operator'")), 12);
    for sector in ["government", "political_legal"] {
        let of_it = format!("{below} = 'province' AND d.sector = '{sector}'");
        assert!(count(sql, &of_it) > 1, "{sector}");
    }
    assert!(count(sql, &format!("{below} IS NULL")) > 1, "subordinate units");
}

#[test]
fn what_happened_lies_in_the_past_and_its_old_mail_is_not_sent_again() {
    let app = TestApp::new();
    load(&app, Utc::now());
    let sql = &mut app.sql();
    assert_eq!(count(sql, "mails WHERE state = 'waiting' AND created_at < now() - interval '1 day'"), 0);
    assert_eq!(count(sql, "tickets WHERE created_at > now() - interval '30 minutes'"), 0);
    assert_eq!(count(sql, "timeline_entries WHERE record_kind = 'ticket' AND at > now() - interval '30 minutes'"), 0);
    assert_eq!(count(sql, "messages WHERE created_at > now() - interval '30 minutes'"), 0);
}

#[test]
fn the_example_can_be_loaded_on_any_day() {
    // Before a weekend, at midnight after the long holidays, and in a year whose holidays nobody knows.
    for (year, month, day, hour) in [(2026, 11, 20, 8), (2026, 10, 8, 0), (2031, 5, 5, 12)] {
        let app = TestApp::new();
        load(&app, Utc.with_ymd_and_hms(year, month, day, hour, 1, 0).unwrap() - TimeDelta::minutes(1));
    }
}

#[test]
fn a_loaded_example_is_left_as_it_is() {
    let app = TestApp::new();
    load(&app, Utc::now());
    let before = count(&mut app.sql(), "tickets");
    let (files, keys) =
        (Files::new(app.data().join("files")), Keys::new(SecretString::from("a secret of the tests, 32 characters")));
    let means = demo::Means { password_hash: "", files: &files, keys: &keys };
    assert!(!app.sql().transaction(|tx| demo::load(tx, &means, Utc::now())).expect("an answer"));
    assert_eq!(count(&mut app.sql(), "tickets"), before);
}

#[test]
fn its_people_find_their_tickets_and_operators_their_work() {
    let app = TestApp::new();
    load(&app, Utc::now());
    let list = app.signed_in("yj.user").get("/tickets");
    assert_eq!(list.status(), 200);
    assert!(list.text("main").contains("应急指挥一张图"));
    assert!(!list.text("main").contains("预约挂号平台"));
    let desk = app.signed_in("ops.engineer").get("/tickets");
    assert!(desk.text("main").contains("预约挂号平台"));
}
