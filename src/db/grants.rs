//! What the application's role may do where another role owns the tables (spec 9, `DATABASE_OWNER_URL`):
//! work with rows, and no more; of the audit log read and add to it.

use diesel::{Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, dsl::sql, select, sql_types::Text};

/// Lets the role of `url` work on the tables that the role of `owner_url` owns. Nothing to do where
/// both are one.
///
/// # Errors
/// When either can't connect, or the owner owns less than all.
pub fn let_work(url: &str, owner_url: &str) -> anyhow::Result<()> {
    if url == owner_url {
        return Ok(());
    }
    let mut owner = PgConnection::establish(owner_url)?;
    let (role, owning) = (role_of(&mut PgConnection::establish(url)?)?, role_of(&mut owner)?);
    if role != owning {
        // In one transaction, so that the log can't be changed for a moment either.
        owner.transaction(|tx| tx.batch_execute(&grants_to(&role)))?;
    }
    Ok(())
}

/// Who is connected, quoted for a statement.
fn role_of(c: &mut PgConnection) -> anyhow::Result<String> {
    Ok(select(sql::<Text>("quote_ident(current_user)")).get_result(c)?)
}

/// Granting twice at once fails, hence the lock; and what else lies in the schema, such as an extension's
/// functions, is everybody's already, hence no warnings.
fn grants_to(role: &str) -> String {
    format!(
        "SELECT pg_advisory_xact_lock(hashtext('grants'));
         SET LOCAL client_min_messages = 'error';
         GRANT USAGE ON SCHEMA public TO {role};
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
         REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries, audit_seals, audit_sealed_entries FROM {role};
         REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON __diesel_schema_migrations FROM {role};
         GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
         GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}"
    )
}
