use std::thread;

use super::{PASSWORD, act, address, at_work, fields, newest, one, run, with_authorisation};
use crate::support::{TestApp, rounds};

#[test]
fn granting_and_cancelling_at_once_end_in_one_of_both() {
    let app = TestApp::new();
    let path = at_work(&app);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for _ in 0..rounds() {
        act(&app, &operator, &path, "request").is(303);
        let (grant, cancel) = (address(&app, &path, "grant"), address(&app, &path, "cancel"));
        let typed = fields(&app, "grant");
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let statuses = thread::scope(|scope| {
            let granted = scope.spawn(|| filer.post(&grant, &typed).status());
            let cancelled = scope.spawn(|| operator.post(&cancel, &[]).status());
            [granted.join().unwrap(), cancelled.join().unwrap()]
        });
        let sealed = one(&app, "SELECT sealed IS NOT NULL FROM ticket_authorisations ORDER BY id DESC LIMIT 1");
        match (statuses, newest(&app).as_str()) {
            ([303, 409], "granted") => assert_eq!(sealed, "true"),
            ([409, 303], "cancelled") => assert_eq!(sealed, "false"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn revoking_and_reading_at_once_is_a_reading_before_or_none_at_all() {
    let app = TestApp::new();
    let path = at_work(&app);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for _ in 0..rounds() {
        super::bring(&app, &path, "granted");
        let (revoke, read) = (address(&app, &path, "revoke"), address(&app, &path, "read"));
        let (revoked, page) = thread::scope(|scope| {
            let revoked = scope.spawn(|| filer.post(&revoke, &[]).status());
            let page = scope.spawn(|| operator.post(&read, &[]));
            (revoked.join().unwrap(), page.join().unwrap())
        });
        assert_eq!((revoked, newest(&app).as_str()), (303, "revoked"));
        let readings = one(&app, "SELECT readings FROM ticket_authorisations ORDER BY id DESC LIMIT 1");
        match page.status() {
            200 => assert_eq!((readings.as_str(), page.source().contains(PASSWORD)), ("1", true)),
            409 => assert_eq!((readings.as_str(), page.source().contains(PASSWORD)), ("0", false)),
            other => panic!("{other}"),
        }
        assert_eq!(one(&app, "SELECT count(*) FROM ticket_authorisations WHERE sealed IS NOT NULL"), "0");
    }
}

#[test]
fn two_workers_end_an_authorisation_once() {
    let app = TestApp::new();
    with_authorisation(&app, "granted");
    run(
        &app,
        "UPDATE ticket_authorisations SET valid_from = now() - interval '1 day', valid_until = now() - interval '1 second'",
    );
    let db = app.db();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| yunwu::tickets::authorisations::expire(&db).unwrap());
        }
    });
    assert_eq!(newest(&app), "expired");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action = 'expireAuthorization'"), "1");
}

#[test]
fn of_two_questions_at_once_one_waits() {
    let app = TestApp::new();
    let path = at_work(&app);
    let operator = app.signed_in("ops.engineer");
    let typed = fields(&app, "request");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request = address(&app, &path, "request");
    let mut statuses = thread::scope(|scope| {
        let tries = [0, 1].map(|_| scope.spawn(|| operator.post(&request, &typed).status()));
        tries.map(|answer| answer.join().unwrap())
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}
