//! From settings to a portal that answers (spec 9, commands).

use std::thread;

use chrono::Utc;
use diesel::connection::SimpleConnection;
use secrecy::SecretString;
use yunwu::{attachments::Files, config::Keys, demo, startup};

use crate::support::{
    Browser, TestApp, database,
    program::{Plan, free_port},
};

/// An application whose role owns nothing, with the example loaded.
fn of_two_roles() -> TestApp {
    let database = database::Copy::of_two_roles();
    let (url, owner_url) = (SecretString::from(database.url()), SecretString::from(database.owner_url()));
    let app = TestApp::on(database, |settings| {
        (settings.database_url, settings.database_owner_url) = (Some(url), Some(owner_url));
    });
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| startup::open(app.settings()).map(drop).expect("a database, whoever else starts"));
        }
    });
    app
}

fn load_example(app: &TestApp) {
    let (files, keys) =
        (Files::of(app.settings()), Keys::new(SecretString::from("a secret of the tests, 32 characters")));
    let hash = database::cheap_hash();
    let means = demo::Means { password_hash: &hash, files: &files, keys: &keys };
    app.db().transact(|tx| demo::load(tx, &means, Utc::now())).expect("an example");
}

#[test]
fn the_applications_role_does_all_its_work_on_tables_that_another_role_owns() {
    let app = of_two_roles();
    load_example(&app);
    let (user, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    for address in yunwu::app::site().addresses() {
        if address.method == "GET" && !address.path.contains('{') {
            for browser in [&user, &operator] {
                let status = browser.get(address.path).status();
                assert!(status < 500, "{}: {status}", address.path);
            }
        }
    }
    user.post("/me/language", &[("language", "en")]).is(303);
    operator.post("/tickets/take-next", &[]).is(303);
    yunwu::attachments::sweep(&app.db(), &Files::of(app.settings()), Utc::now()).expect("a sweep");
    startup::open(app.settings()).expect("another start");
    user.get("/tickets").is_ok();
}

#[test]
fn the_applications_role_changes_neither_the_audit_log_nor_a_table() {
    let app = of_two_roles();
    for (statement, why) in [
        ("UPDATE audit_entries SET action = 'x'", "permission denied for table audit_entries"),
        ("DELETE FROM audit_entries", "permission denied for table audit_entries"),
        ("TRUNCATE audit_entries", "permission denied for table audit_entries"),
        ("ALTER TABLE audit_entries DISABLE TRIGGER ALL", "must be owner of table audit_entries"),
        ("DROP TABLE messages", "must be owner of table messages"),
        ("TRUNCATE messages", "permission denied for table messages"),
        ("CREATE TABLE mine ()", "permission denied for schema public"),
        ("DELETE FROM __diesel_schema_migrations", "permission denied for table __diesel_schema_migrations"),
    ] {
        let refused = app.sql().batch_execute(statement).expect_err(statement);
        assert!(refused.to_string().contains(why), "{statement}: {refused}");
    }
    app.sql().batch_execute("SELECT FROM audit_entries; SELECT FROM __diesel_schema_migrations").expect("reading");
}

#[test]
fn the_figures_have_a_port_of_their_own_and_where_it_is_taken_people_are_answered_all_the_same() {
    let app = TestApp::new();
    let metrics = free_port();
    let plan = Plan::new(&app.database_url(), &app.data()).with("YUNWU_METRICS_LISTEN", &metrics.to_string());
    let first = plan.serve();
    first.browser().get("/readyz").is_ok();
    let figures = Browser::new(&format!("http://{metrics}")).get("/metrics").is_ok().source();
    assert!(figures.contains("yunwu_requests_total{route=\"/readyz\",status=\"200\"} 1"), "{figures}");
    app.visitor().get("/metrics").is_not_found();

    let second = plan.serve();
    second.browser().get("/readyz").is_ok();
}

#[test]
fn the_example_is_never_served_as_an_installation_nor_loaded_into_one() {
    let app = TestApp::new();
    let plan = Plan::new(&app.database_url(), &app.data());
    let refused = |command: &str| {
        let output = plan.run(command);
        assert!(!output.status.success(), "{command} went on");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = refused("demo");
    assert!(said.contains("an installation's own"), "{said}");

    app.sql().batch_execute("INSERT INTO settings VALUES ('installation.is_example', 'true')").expect("a mark");
    let said = refused("serve");
    assert!(said.contains("whose passwords everybody knows"), "{said}");
}

/// Autovacuum and `pg_restore` find things by their full names alone.
#[test]
fn tables_are_analysed_and_searched_rows_restored_without_a_search_path() {
    let app = TestApp::new();
    app.sql()
        .batch_execute(
            "INSERT INTO audit_entries (actor_name, address, request_id, action, resource_type, resource_id)
             VALUES ('x', '::1', '-', 'login', 'session', '1');
             CREATE TEMPORARY TABLE kept AS SELECT id, department_id, name || ' again' AS name, contact_id FROM applications;
             SET search_path = '';
             ANALYZE public.audit_entries; ANALYZE public.tickets; ANALYZE public.applications;
             INSERT INTO public.applications (department_id, name, contact_id)
             SELECT department_id, name, contact_id FROM pg_temp.kept;",
        )
        .expect("nothing that depends on the path");
}
