//! Two portals and a worker on one database.

use std::{collections::BTreeSet, thread};

use diesel::connection::SimpleConnection;

use super::{
    briefly_or,
    filing::{Answers, Filled, all_are_whole, in_peace, send_all, word},
};
use crate::support::{
    Browser, TestApp,
    program::{Plan, until},
    smtp::SmtpServer,
};

#[test]
fn two_portals_and_a_worker_are_one_to_those_who_use_them() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let plan = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings());
    let (one, other, _worker) = (plan.serve(), plan.serve(), plan.worker());
    let at_one = one.signed_in("yj.user");
    let at_other = at_one.at(other.url());
    at_other.get("/me").is_ok();
    let mut sql = app.sql();
    let peaceful = in_peace(&mut sql, &at_one);

    for form in Filled::forms(&mut sql, 29_000, briefly_or(10, 100)) {
        let led = thread::scope(|scope| {
            let tries = [&at_one, &at_other].map(|browser| scope.spawn(|| form.send(browser).location()));
            tries.map(|led| led.join().expect("an answer"))
        });
        assert_eq!(led[0], led[1], "sent to both at once, it is one ticket");
        at_other.get(&led[0]).is_ok();
    }

    let count = briefly_or(40, 400);
    let browsers: Vec<Browser> = [&at_one, &at_other, &at_one, &at_other].map(Browser::clone).to_vec();
    let answers = Answers::default();
    send_all(&browsers, &Filled::forms(&mut sql, 30_000, count), &answers);
    answers.are_only(&[303]);
    assert_eq!(answers.tickets().into_iter().collect::<BTreeSet<_>>().len(), count, "no number twice");
    all_are_whole(&mut sql, &peaceful, &answers.tickets());

    at_one.post("/logout", &[]).is(303);
    assert!(at_other.get("/me").location().starts_with("/login"), "out at one is out at both");
}

#[test]
fn mails_of_a_burst_are_sent_once_and_jobs_are_done_once_however_many_processes_there_are() {
    let (app, server) = (TestApp::new(), SmtpServer::start());
    let mut sql = app.sql();
    let count = briefly_or(60, 600);
    // Due to complete by themselves, to be mailed, and to be sealed: all at once for three processes.
    let browser = app.signed_in("yj.user");
    let operator = app.signed_in("ops.engineer");
    let form = Filled::new(&mut sql, 29_443);
    let ticket = form.send(&browser).location();
    operator.post(&format!("{ticket}/accept"), &[]).is(303);
    operator.post(&format!("{ticket}/resolve"), &[("text", "已开通")]).is(303);
    sql.batch_execute(&format!(
        "UPDATE tickets SET completes_at = now() - interval '1 minute';
         DELETE FROM mails;
         INSERT INTO mails (recipient_id, address, language, thread, title, body, link, next_try_at)
         SELECT u.id, u.email, u.language, '/tickets/' || n, '{{\"key\":\"web-password\"}}', '{{\"key\":\"web-password\"}}',
                '/tickets/' || n, now()
         FROM users u, generate_series(1, {count}) n WHERE u.username = 'yj.user'"
    ))
    .expect("work for three");
    let plan = Plan::new(&app.database_url(), &app.data()).mailing(&server.settings());
    let _processes = [plan.worker(), plan.worker(), plan.serve()];
    until("all mails have left", || {
        word(&mut sql, "SELECT count(*) FROM mails WHERE thread ~ '/[0-9]+$' AND state = 'sent'") == count.to_string()
    });
    let ids: Vec<String> = server.letters().iter().map(|letter| letter.header("Message-ID")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "each once");
    assert!(ids.len() >= count);
    assert_eq!(word(&mut sql, "SELECT max(attempts) FROM mails"), "1");

    until("the ticket is complete", || word(&mut sql, "SELECT state FROM tickets") == "completed");
    until("everything is sealed", || {
        let unsealed = "SELECT count(*) FROM audit_entries e
                        WHERE NOT EXISTS (SELECT FROM audit_sealed_entries s WHERE s.entry_id = e.id)";
        word(&mut sql, unsealed) == "0"
    });
    assert_eq!(word(&mut sql, "SELECT count(*) FROM audit_entries WHERE action = 'closeCase'"), "1", "once");
    let check = plan.run("check");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}
