//! Sessions end before their time: by their owner, or with the password or the roles (spec 1, "Sign-in").

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::{
    accounts::account,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::Actor,
    schema::sessions,
};

/// Ends one of one's own sessions.
///
/// # Errors
/// 404 when it isn't one's own, or has ended.
pub fn revoke_session(tx: &mut PgConnection, who: &Actor, id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let from = end_session(tx, who.id, id, now)?;
    note(tx, who, json!({ "address": from }))
}

/// Ends that session of `user`: from where it was. The caller tells of it.
///
/// # Errors
/// 404 when it isn't theirs, or has ended.
pub fn end_session(tx: &mut PgConnection, user: i64, id: Uuid, now: DateTime<Utc>) -> AppResult<String> {
    let from: Option<String> = diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user))
        .filter(sessions::id.eq(id))
        .filter(sessions::revoked_at.is_null())
        .set(sessions::revoked_at.eq(now))
        .returning(sessions::address)
        .get_result(tx)
        .optional()?;
    from.ok_or(AppError::NotFound)
}

/// Ends every session of `user`: how many there were. The caller tells of it.
///
/// # Errors
/// When the database can't be had.
pub fn end_sessions(tx: &mut PgConnection, user: i64, now: DateTime<Utc>) -> AppResult<usize> {
    end_others(tx, user, Uuid::nil(), now)
}

/// Ends all of one's sessions but this one. How many there were.
///
/// # Errors
/// When the database can't be had.
pub fn revoke_other_sessions(tx: &mut PgConnection, who: &Actor, this: Uuid, now: DateTime<Utc>) -> AppResult<usize> {
    let ended = end_others(tx, who.id, this, now)?;
    note(tx, who, json!({ "sessions": ended }))?;
    Ok(ended)
}

/// Ends all living sessions of `user` but `this`.
pub(super) fn end_others(tx: &mut PgConnection, user: i64, this: Uuid, now: DateTime<Utc>) -> AppResult<usize> {
    let (idle_since, begun_before) = (now - crate::web::session::IDLE, now - crate::web::session::LIFE);
    let ended = diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user))
        .filter(sessions::id.ne(this))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::last_seen_at.gt(idle_since))
        .filter(sessions::created_at.gt(begun_before))
        .set(sessions::revoked_at.eq(now))
        .execute(tx)?;
    Ok(ended)
}

fn note(tx: &mut PgConnection, who: &Actor, ended: serde_json::Value) -> AppResult<()> {
    let account = account::get(tx, who.id)?;
    outbox::tell(tx, who, &Event::new("revokeSession", "user", account.record()).changed(Some(ended), None))
}
