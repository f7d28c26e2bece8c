//! Mail servers in a bad mood, and workers that are killed while they wait for one.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{briefly_or, filing::word};
use crate::support::{
    TestApp,
    news::News,
    program::{Plan, until},
    smtp::{Mood, SmtpServer},
    sql::run,
};

/// Longest that a page may take while mail goes wrong, on a busy machine.
const QUICK: Duration = Duration::from_secs(5);

/// Mails that wait and whose time has come.
fn news_for(app: &TestApp, count: usize) {
    for number in 0..count {
        News::of(&format!("GD{number}")).reach(app, &["yj.user"]);
    }
    run(app, "UPDATE mails SET next_try_at = now()");
}

#[test]
fn a_worker_killed_between_sending_and_noting_it_sends_one_mail_twice_at_most_under_one_id() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let plan = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings());
    let count = briefly_or(4, 20);
    news_for(&app, count);
    server.is_in_the_mood(Mood::TakesAndThinks);
    let mut worker = plan.worker();
    until("a letter is taken", || server.letters().len() == 1);
    worker.kill();
    assert_eq!(word(&mut app.sql(), "SELECT count(*) FROM mails WHERE state = 'sent'"), "0");

    server.is_in_the_mood(Mood::Accepts);
    let _next = plan.worker();
    let sent = "SELECT count(*) FROM mails WHERE state = 'sent'";
    until("the others leave", || word(&mut app.sql(), sent) == (count - 1).to_string());
    assert_eq!(server.letters().len(), count, "not again before its time");
    run(&app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting'");
    until("it leaves, too", || word(&mut app.sql(), sent) == count.to_string());

    let mut ids: Vec<String> = server.letters().iter().map(|letter| letter.header("Message-ID")).collect();
    assert_eq!(ids.len(), count + 1, "one of them twice");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "under one id");
}

#[test]
fn pages_are_answered_quickly_whatever_the_mail_server_does_and_every_mail_waits_with_growing_pauses() {
    let moods = [
        Mood::RefusesRecipients(450),
        Mood::RefusesRecipients(550),
        Mood::HangsUpInData,
        Mood::TakesAndHangsUp,
        Mood::KeepsSilent,
    ];
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let plan = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings());
    for mood in moods {
        run(&app, "DELETE FROM mails");
        server.is_in_the_mood(mood);
        news_for(&app, 1);
        // Web and worker in one process: the one must not feel the other.
        let portal = plan.serve();
        let browser = portal.signed_in("yj.user");
        until("it is tried", || word(&mut app.sql(), "SELECT max(attempts) FROM mails") == "1");
        let begun = Instant::now();
        browser.get("/messages").is_ok();
        browser.post("/password/forgotten", &[("username", "wj.user")]);
        assert!(begun.elapsed() < QUICK, "{mood:?}: {:?}", begun.elapsed());
        if mood == Mood::KeepsSilent {
            continue;
        }
        // The other mail, with the link, comes after it and isn't looked at.
        let noted = "SELECT count(*) FROM mails
                     WHERE id = (SELECT min(id) FROM mails) AND state = 'waiting' AND last_error IS NOT NULL";
        let pause = "SELECT extract(epoch FROM next_try_at - now())::int FROM mails ORDER BY id LIMIT 1";
        let seconds = |app: &TestApp| word(&mut app.sql(), pause).parse::<i64>().expect("seconds");
        until("it is noted why it waits", || word(&mut app.sql(), noted) != "0");
        let first = seconds(&app);
        run(&app, "UPDATE mails SET next_try_at = now(), last_error = NULL WHERE state = 'waiting'");
        until("it is tried again", || word(&mut app.sql(), noted) != "0");
        assert!(seconds(&app) > first, "{mood:?}: a longer pause");
    }
}

#[test]
fn a_mail_server_that_falls_silent_for_a_while_loses_nothing() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let plan = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings());
    let count = briefly_or(5, 50);
    server.is_in_the_mood(Mood::HangsUpInData);
    news_for(&app, count);
    let _worker = plan.worker();
    until("one is tried", || word(&mut app.sql(), "SELECT count(*) FROM mails WHERE last_error IS NOT NULL") != "0");
    server.is_in_the_mood(Mood::Accepts);
    until("all leave", || {
        run(&app, "UPDATE mails SET next_try_at = now() WHERE state = 'waiting' AND last_error IS NOT NULL");
        thread::sleep(Duration::from_millis(100));
        word(&mut app.sql(), "SELECT count(*) FROM mails WHERE state = 'sent'") == count.to_string()
    });
    assert_eq!(server.letters().len(), count, "each once");
}
