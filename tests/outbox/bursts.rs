//! Many mails as one: bursts about a record, and the digest of the day.

use chrono::{DateTime, Utc};
use diesel::{RunQueryDsl, connection::SimpleConnection, prelude::*, sql_query, sql_types::Timestamptz};
use yunwu::{outbox::Mail, schema::mails, text::Text};

use super::{deliver, deliver_due, next_try, prefers, run, states};
use crate::support::{TestApp, news::News, smtp::SmtpServer};

#[test]
fn a_burst_about_one_record_becomes_one_mail() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    for key in ["ticket-told-accepted", "ticket-told-asked", "ticket-told-resolved"] {
        News::of("GD1").saying(Text::new(key).with("number", "GD1")).reach(&app, &["yj.user"]);
    }
    News::of("GD2").reach(&app, &["yj.user"]);
    // The first one's time has come, but the burst isn't over.
    run(&app, "UPDATE mails SET next_try_at = now() WHERE id = 1");
    deliver_due(&app, &server.settings());
    assert!(server.letters().is_empty(), "more may come");
    run(&app, "UPDATE mails SET next_try_at = now() WHERE id < 4");
    deliver_due(&app, &server.settings());
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject(), "【云务】工单 GD1 已办结，请确认并评价（共 3 条动态）");
    let plain = letters[0].plain();
    let told = ["工单 GD1 已受理", "工单 GD1 需要您补充信息", "工单 GD1 已办结"].map(|words| plain.find(words));
    assert!(told.iter().all(Option::is_some) && told.is_sorted(), "{plain}");
    let states: Vec<String> = states(&app).into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["sent", "joined", "joined", "waiting"]);
}

#[test]
fn a_thousand_events_on_one_record_within_an_hour_make_one_mail_a_person() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    run(&app, "UPDATE settings SET value = '30' WHERE key = 'mail.delay_seconds'");
    let mut waits = Vec::new();
    for nth in 1..=1_000 {
        News::of("GD1").reach(&app, &["yj.user", "wj.user"]);
        if nth % 20 != 0 {
            continue;
        }
        // A minute until the next twenty; what is due leaves meanwhile.
        run(
            &app,
            "UPDATE mails SET created_at = created_at - interval '1 minute', next_try_at = next_try_at - interval '1 minute'
             WHERE state = 'waiting'",
        );
        deliver_due(&app, &server.settings());
        waits.push(server.letters().len());
    }
    assert!(waits.iter().all(|sent| *sent == 0), "none while the burst goes on: {waits:?}");
    run(&app, "UPDATE mails SET next_try_at = next_try_at - interval '10 minutes' WHERE state = 'waiting'");
    deliver_due(&app, &server.settings());
    let letters = server.letters();
    let mut to: Vec<String> = letters.iter().flat_map(|letter| letter.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["wj.user@demo.example", "yj.user@demo.example"], "one each");
    assert_eq!(letters[0].subject(), "【云务】工单 GD1 已受理（共 1000 条动态）");
    assert_eq!(letters[0].plain().matches("工单 GD1 已受理").count(), 1_000, "and none of it is lost");
}

#[test]
fn a_burst_that_does_not_end_leaves_after_an_hour_and_a_lone_mail_at_once() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("GD1").reach(&app, &["yj.user"]);
    News::of("GD2").reach(&app, &["yj.user"]);
    let pauses: Vec<i64> = mails::table
        .order(mails::id)
        .select((mails::next_try_at, mails::created_at))
        .load::<(DateTime<Utc>, DateTime<Utc>)>(&mut app.sql())
        .expect("mails")
        .into_iter()
        .map(|(next, made)| (next - made).num_seconds())
        .collect();
    assert_eq!(pauses, [20, 40, 20], "the longer, the more wait already");
    run(&app, "UPDATE mails SET next_try_at = now() WHERE id IN (1, 3)");
    deliver_due(&app, &server.settings());
    assert_eq!(server.letters().len(), 1, "of the other record");
    run(&app, "UPDATE mails SET created_at = created_at - interval '1 hour' WHERE id = 1");
    deliver_due(&app, &server.settings());
    assert_eq!(server.letters().len(), 2);
    assert!(server.letters()[1].subject().contains("共 2 条动态"));
}

#[test]
fn a_digest_that_waits_follows_the_calendar() {
    let app = TestApp::new();
    prefers(&app, "yj.user", "digest");
    News::of("GD1").reach(&app, &["yj.user"]);
    let before = next_try(&app);
    run(
        &app,
        &format!(
            "INSERT INTO calendar_days (date, kind, name) VALUES (('{before}'::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, 'off', '停工')
             ON CONFLICT (date) DO UPDATE SET kind = 'off'"
        ),
    );
    assert!(next_try(&app) > before, "that day is off now");
    run(&app, "DELETE FROM calendar_days WHERE name = '停工'");
    assert_eq!(next_try(&app), before);
    // Somebody's slip: not a single working day.
    run(
        &app,
        "INSERT INTO calendar_days (date, kind, name) SELECT now()::date + ahead, 'off', '误' FROM generate_series(-1, 60) AS ahead
         ON CONFLICT (date) DO UPDATE SET kind = 'off'",
    );
    News::of("GD2").reach(&app, &["yj.user"]);
    assert_eq!(states(&app).len(), 2, "people are told all the same");
}

#[test]
fn a_digest_holds_all_however_many_they_are() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    prefers(&app, "yj.user", "digest");
    for number in 1..=120 {
        News::of(&format!("GD{number:03}")).reach(&app, &["yj.user"]);
    }
    deliver(&app, &server.settings());
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    let (plain, html) = (letters[0].plain(), letters[0].html());
    for number in 1..=120 {
        let title = format!("工单 GD{number:03} 已受理");
        assert!(plain.contains(&title) && html.contains(&title), "{title}");
    }
    assert_eq!(plain.matches("打开以下链接查看").count(), 50, "the newest in full");
}

#[test]
fn the_digest_leaves_at_nine_on_the_next_working_day() {
    #[derive(QueryableByName)]
    struct Next {
        #[diesel(sql_type = Timestamptz)]
        at: DateTime<Utc>,
    }
    let app = TestApp::new();
    for (what, from, expected) in [
        ("the same morning", "2026-11-23 08:59", "2026-11-23 09:00"),
        ("at nine sharp it has left", "2026-11-23 09:00", "2026-11-24 09:00"),
        ("over a weekend", "2026-11-20 17:00", "2026-11-23 09:00"),
        ("after midnight in Shanghai, the day before in UTC", "2026-11-23 00:30", "2026-11-23 09:00"),
        ("over National Day", "2026-09-30 10:00", "2026-10-08 09:00"),
        ("on a make-up Saturday", "2026-10-09 10:00", "2026-10-10 09:00"),
        ("after a make-up Saturday", "2026-10-10 10:00", "2026-10-12 09:00"),
    ] {
        for zone in ["UTC", "Asia/Shanghai"] {
            let mut sql = app.sql();
            sql.batch_execute(&format!("SET timezone = '{zone}'")).expect("a zone");
            let next: Next =
                sql_query(format!("SELECT next_digest('{from}+08') AS at")).get_result(&mut sql).expect("a morning");
            let expected: DateTime<Utc> = format!("{expected}:00+08:00").replace(' ', "T").parse().expect("a time");
            assert_eq!(next.at, expected, "{what}, {zone}");
        }
    }
}

#[test]
fn a_digest_gathers_all_records_and_leaves_out_what_binds() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    prefers(&app, "yj.user", "digest");
    for number in ["GD1", "GD2", "GD3"] {
        News::of(number).reach(&app, &["yj.user"]);
    }
    News::of("GD4").mailed(Mail::Binding).reach(&app, &["yj.user"]);
    deliver(&app, &server.settings());
    let mut subjects: Vec<String> = server.letters().iter().map(|letter| letter.subject()).collect();
    subjects.sort();
    assert_eq!(subjects, ["【云务】工单 GD4 已受理", "【云务】消息汇总（3 条）"]);
}
