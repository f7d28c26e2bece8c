//! Throws away what has served its time.

use diesel::{prelude::*, sql_query};

use crate::{db::Db, error::AppResult};

/// Numbers of forms sent a day ago: nobody's browser repeats them any more.
pub fn submissions(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM submissions WHERE id IN (
            SELECT id FROM submissions WHERE at < now() - interval '1 day' LIMIT 5000)",
    )
}

/// What somebody typed and left alone for a month.
pub fn kept_forms(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM kept_forms WHERE (user_id, path) IN (
            SELECT user_id, path FROM kept_forms WHERE kept_at < now() - interval '30 days' LIMIT 5000)",
    )
}

/// Sheets that nobody confirmed in a day, and what became of the others.
pub fn sheet_imports(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM sheet_imports WHERE id IN (
            SELECT id FROM sheet_imports WHERE uploaded_at < now() - interval '1 day' LIMIT 100)",
    )
}

/// Attempts that no lock or throttle counts any more; those that went well say for a year which
/// addresses are known.
pub fn sign_in_attempts(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM sign_in_attempts WHERE id IN (
            SELECT id FROM sign_in_attempts
            WHERE at < now() - CASE WHEN succeeded THEN interval '1 year' ELSE interval '1 day' END LIMIT 5000)",
    )
}

/// Sessions that ended more than a day ago, half an hour after they were last seen at the latest; until
/// then a form posted too late is still kept for its author.
pub fn sessions(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM sessions WHERE key_hash IN (
            SELECT key_hash FROM sessions WHERE last_seen_at < now() - interval '1 day 30 minutes' LIMIT 5000)",
    )
}

/// Links that ran out a day ago, used or not.
pub fn password_resets(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM password_resets WHERE token_hash IN (
            SELECT token_hash FROM password_resets WHERE expires_at < now() - interval '1 day' LIMIT 5000)",
    )
}

/// Sign-ins that stopped half-way, second factors that were never switched on, and recovery codes that
/// somebody left on the screen.
pub fn second_factors(db: &Db) -> AppResult<()> {
    in_batches(
        db,
        "DELETE FROM half_sign_ins WHERE key_hash IN (
            SELECT key_hash FROM half_sign_ins WHERE expires_at < now() LIMIT 5000)",
    )?;
    in_batches(
        db,
        "DELETE FROM second_factors WHERE user_id IN (
            SELECT user_id FROM second_factors
            WHERE enabled_at IS NULL AND begun_at < now() - interval '1 hour' LIMIT 5000)",
    )?;
    in_batches(
        db,
        "UPDATE second_factors SET shown_codes = NULL, shown_until = NULL WHERE user_id IN (
            SELECT user_id FROM second_factors WHERE shown_until < now() LIMIT 5000)",
    )
}

/// Small transactions, so that no page waits for a broom.
fn in_batches(db: &Db, statement: &'static str) -> AppResult<()> {
    while db.transact(|tx| Ok(sql_query(statement).execute(tx)?))? > 0 {}
    Ok(())
}
