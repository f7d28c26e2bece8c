//! The password stands nowhere in clear, after whatever happened (spec 2, "Secrets are encrypted at rest").

use super::{PASSWORD, act, address, at_work, fields, newest, one, run};
use crate::support::{TestApp, program::Plan};

/// Looks through every column that can hold text or bytes.
fn nowhere_in_clear(app: &TestApp, after: &str) {
    let columns = "SELECT string_agg(table_name || '.' || column_name, ' ') FROM information_schema.columns
                   WHERE table_schema = 'public' AND data_type IN ('text', 'json', 'jsonb', 'bytea', 'ARRAY', 'USER-DEFINED')";
    for column in one(app, columns).split(' ') {
        let (table, column) = column.split_once('.').unwrap();
        let found = format!(
            "SELECT count(*) FROM {table} t WHERE position(convert_to('{PASSWORD}', 'UTF8') IN convert_to(t.{column}::text, 'UTF8')) > 0
                OR t.{column}::text ILIKE '%' || encode(convert_to('{PASSWORD}', 'UTF8'), 'hex') || '%'
                OR t.{column}::text LIKE '%' || encode(convert_to('{PASSWORD}', 'UTF8'), 'base64') || '%'"
        );
        assert_eq!(one(app, &found), "0", "{table}.{column} after {after}");
    }
}

#[test]
fn the_password_stands_in_no_table_after_any_step() {
    let app = TestApp::new();
    let path = at_work(&app);
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    act(&app, &operator, &path, "request").is(303);
    let grant = address(&app, &path, "grant");
    let typed = fields(&app, "grant");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    filer.post(&format!("/kept?path={grant}"), &typed).is(204);
    nowhere_in_clear(&app, "typing");
    let mut wrong = typed.clone();
    wrong.retain(|(name, _)| *name != "port");
    filer.post(&grant, &wrong).is(422);
    nowhere_in_clear(&app, "a refusal");
    let mut sent = typed.clone();
    sent.push(("submission", "4d7f2f0e-60f5-4f9e-9d3c-0e8f0c6f4c12"));
    filer.post(&grant, &sent).is(303);
    nowhere_in_clear(&app, "granting");
    assert_eq!(one(&app, "SELECT sealed IS NOT NULL FROM ticket_authorisations"), "true");
    filer.post(&grant, &sent).is(303);
    act(&app, &operator, &path, "read").is_ok();
    nowhere_in_clear(&app, "reading");
    for page in ["/tickets.csv", "/messages", "/", &path] {
        for who in ["yj.user", "ops.engineer"] {
            assert!(!app.signed_in(who).get(page).is_ok().source().contains(PASSWORD), "{who}: {page}");
        }
    }
    assert!(!filer.get(&format!("/tickets?q={PASSWORD}")).is_ok().has(&format!("a[href=\"{path}\"]")));
    act(&app, &filer, &path, "revoke").is(303);
    nowhere_in_clear(&app, "revoking");
    assert_eq!(
        (newest(&app).as_str(), one(&app, "SELECT sealed IS NULL FROM ticket_authorisations").as_str()),
        ("revoked", "true")
    );
    filer.post(&format!("{path}/close"), &[("text", "不需要了")]).is(303);
    nowhere_in_clear(&app, "the end");
}

#[test]
fn typed_for_a_session_that_ran_out_it_is_not_kept() {
    let app = TestApp::new();
    let path = super::with_authorisation(&app, "asked");
    let filer = app.signed_in("yj.user");
    run(&app, "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
    act(&app, &filer, &path, "grant").is(303);
    assert_eq!(newest(&app), "asked");
    nowhere_in_clear(&app, "a lost session");
}

#[test]
fn what_was_typed_but_the_password_waits_for_its_author() {
    let app = TestApp::new();
    let path = super::with_authorisation(&app, "asked");
    let filer = app.signed_in("yj.user");
    let grant = address(&app, &path, "grant");
    filer.post(&format!("/kept?path={grant}"), &[("address", "１０.20.6.32"), ("account", "tmp")]).is(204);
    let page = filer.get(&path).is_ok();
    assert_eq!((page.value("address").as_str(), page.value("account").as_str()), ("10.20.6.32", "tmp"));
    assert!(!app.signed_in("yj.admin").get(&path).has("#authorisations form"));
    act(&app, &filer, &path, "grant").is(303);
    assert_eq!(one(&app, "SELECT count(*) FROM kept_forms"), "0");
}

#[test]
fn a_sealed_password_moved_to_another_row_stays_shut() {
    let app = TestApp::new();
    let path = super::with_authorisation(&app, "granted");
    super::bring(&app, &path, "granted");
    run(&app, "UPDATE ticket_authorisations a SET sealed = b.sealed FROM ticket_authorisations b WHERE a.id > b.id");
    let page = act(&app, &app.signed_in("ops.engineer"), &path, "read");
    assert_eq!(page.status(), 500);
    assert!(!page.source().contains(PASSWORD));
}

#[test]
fn the_log_of_the_program_holds_no_password() {
    let app = TestApp::new();
    let path = super::with_authorisation(&app, "asked");
    let portal = Plan::new(&app.database_url(), &app.data()).with("YUNWU_LOG", "trace").serve();
    act(&app, &portal.signed_in("yj.user"), &path, "grant").is(303);
    assert!(act(&app, &portal.signed_in("ops.engineer"), &path, "read").is_ok().source().contains(PASSWORD));
    let log = portal.log();
    assert!(log.contains("TRACE"), "it tells all it has to tell");
    assert!(!log.contains(PASSWORD));
}
