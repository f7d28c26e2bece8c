//! The audit log's chain, and the proof that live data holds together.

use chrono::Utc;
use diesel::{RunQueryDsl, sql_query};
use yunwu::{
    attachments::Files,
    audit::chain::{self, Chain},
    check,
};

use crate::support::{TestApp, sql::run};

/// A log of some entries, sealed.
fn sealed() -> TestApp {
    let app = TestApp::new();
    for username in ["yj.user", "ops.engineer", "auditor"] {
        app.signed_in(username);
    }
    chain::seal(&app.db()).unwrap();
    app
}

fn chain_of(app: &TestApp) -> Chain {
    chain::verify(&mut app.sql()).unwrap()
}

#[test]
fn what_is_written_is_sealed_once() {
    let app = sealed();
    let chain = chain_of(&app);
    assert!(chain.seals == 1 && chain.entries >= 3 && chain.unsealed == 0 && chain.broken_at.is_none(), "{chain:?}");
    chain::seal(&app.db()).unwrap();
    assert_eq!(chain_of(&app), chain);
    app.signed_in("yj.admin");
    assert!(chain_of(&app).unsealed > 0);
    chain::seal(&app.db()).unwrap();
    assert_eq!((chain_of(&app).seals, chain_of(&app).unsealed), (2, 0));
}

#[test]
fn a_change_that_somebody_makes_behind_the_triggers_shows() {
    let tampering = [
        "UPDATE audit_entries SET address = '203.0.113.99' WHERE id = 2",
        "DELETE FROM audit_sealed_entries WHERE entry_id = 2; DELETE FROM audit_entries WHERE id = 2",
        "UPDATE audit_entries SET at = at + interval '1 second' WHERE id = 1",
        "UPDATE audit_seals SET hash = sha256('x')",
        "DELETE FROM audit_sealed_entries; DELETE FROM audit_seals WHERE id = 1; \
         INSERT INTO audit_seals (id, hash) VALUES (2, sha256('x'))",
    ];
    for statements in tampering {
        let app = sealed();
        run(
            &app,
            &format!(
                "ALTER TABLE audit_entries DISABLE TRIGGER USER; \
             ALTER TABLE audit_seals DISABLE TRIGGER USER; ALTER TABLE audit_sealed_entries DISABLE TRIGGER USER; {statements}"
            ),
        );
        assert_eq!(chain_of(&app).broken_at, Some(1), "{statements}");
    }
}

#[test]
fn a_long_chain_is_verified_to_its_end() {
    let app = sealed();
    run(
        &app,
        "INSERT INTO audit_entries (actor_name, address, request_id, action, resource_type, resource_id)
         SELECT 'x', '', '', 'x', 'x', n::text FROM generate_series(1, 12000) n",
    );
    chain::seal_late(&app.db()).unwrap();
    let whole = chain_of(&app);
    assert!(whole.entries > 12_000 && whole.seals == 13 && whole.broken_at.is_none(), "{whole:?}");
    run(
        &app,
        "ALTER TABLE audit_entries DISABLE TRIGGER USER; UPDATE audit_entries SET action = 'y' WHERE resource_id = '9500'",
    );
    let broken = chain_of(&app);
    assert_eq!((broken.broken_at, broken.seals), (Some(11), 10));
    assert!(broken.until.is_some() && broken.until < whole.until);
}

#[test]
fn what_is_sealed_during_a_verification_is_no_alarm() {
    let app = sealed();
    std::thread::scope(|scope| {
        let sealing = scope.spawn(|| {
            let db = app.db();
            for _ in 0..100 {
                run(
                    &app,
                    "INSERT INTO audit_entries (actor_name, address, request_id, action, resource_type, resource_id)
                     VALUES ('x', '', '', 'x', 'x', 'x')",
                );
                chain::seal(&db).unwrap();
            }
        });
        let mut sql = app.sql();
        while !sealing.is_finished() {
            let chain = chain::verify(&mut sql).unwrap();
            assert_eq!(chain.broken_at, None, "{chain:?}");
        }
    });
    assert_eq!(chain_of(&app).seals, 101);
}

#[test]
fn a_seal_without_entries_and_entries_without_their_seal_show() {
    for statements in [
        "INSERT INTO audit_seals (id, hash) VALUES (2, sha256('x'))",
        "INSERT INTO audit_seals (id, hash) VALUES (3, sha256('x')); UPDATE audit_sealed_entries SET seal_id = 3 WHERE entry_id = 2",
    ] {
        let app = sealed();
        run(&app, &format!("ALTER TABLE audit_sealed_entries DISABLE TRIGGER USER; {statements}"));
        assert!(chain_of(&app).broken_at.is_some(), "{statements}");
    }
}

#[test]
fn the_database_refuses_to_change_seals() {
    let app = sealed();
    for statement in [
        "UPDATE audit_seals SET hash = sha256('x')",
        "DELETE FROM audit_sealed_entries",
        "TRUNCATE audit_seals CASCADE",
        "TRUNCATE audit_sealed_entries",
    ] {
        assert!(sql_query(statement).execute(&mut app.sql()).is_err(), "{statement}");
    }
}

#[test]
fn an_entry_that_comes_late_is_sealed_too() {
    let app = sealed();
    run(
        &app,
        "INSERT INTO audit_entries (at, actor_name, address, request_id, action, resource_type, resource_id)
         VALUES (now() - interval '1 hour', 'x', '', '', 'x', 'x', 'x')",
    );
    chain::seal(&app.db()).unwrap();
    assert_eq!(chain_of(&app).unsealed, 1);
    chain::seal_late(&app.db()).unwrap();
    assert_eq!((chain_of(&app).unsealed, chain_of(&app).broken_at), (0, None));
}

#[test]
fn the_example_holds_together_and_what_breaks_it_is_named() {
    let app = TestApp::new();
    crate::demo::load(&app, Utc::now());
    chain::seal_late(&app.db()).unwrap();
    let files = Files::new(app.data().join("files"));
    let broken = || -> Vec<(&str, String)> {
        let findings = check::run(&app.db(), &files).unwrap().into_iter();
        findings.filter(|it| !it.broken_by.is_empty()).map(|it| (it.what, it.broken_by.join(" "))).collect()
    };
    assert_eq!(broken(), []);
    run(
        &app,
        "UPDATE port_mappings SET state = 'released' WHERE ticket_id = (SELECT min(id) FROM tickets WHERE state = 'pending')",
    );
    run(
        &app,
        "UPDATE attachments SET sha256 = sha256('x') WHERE id = (SELECT id FROM attachments ORDER BY id LIMIT 1)",
    );
    let found = broken();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].1.starts_with("GD") && found[1].1.contains("other content"), "{found:?}");
}
