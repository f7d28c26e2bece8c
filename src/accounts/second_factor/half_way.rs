//! Half-way in: the password was right, the code isn't given yet. No session comes of it before, so that
//! nothing opens by mistake; the browser is known by a cookie of its own.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::{
    accounts::token::Token,
    error::AppResult,
    schema::{half_sign_ins as half, users},
};

/// So long the code may take.
pub const LASTS: TimeDelta = TimeDelta::minutes(5);
/// More browsers at once nobody signs in with.
const AT_ONCE: i64 = 5;

/// Who is half-way in.
#[derive(Clone, Debug, Queryable)]
pub struct HalfWay {
    pub user: i64,
    pub username: String,
}

/// # Errors
/// When the database can't be had.
pub fn begin(tx: &mut PgConnection, user: i64, now: DateTime<Utc>) -> AppResult<Token> {
    let token = Token::new();
    diesel::insert_into(half::table)
        .values((
            half::key_hash.eq(token.hash()),
            half::user_id.eq(user),
            half::begun_at.eq(now),
            half::expires_at.eq(now + LASTS),
        ))
        .execute(tx)?;
    let latest = half::table.filter(half::user_id.eq(user)).order(half::begun_at.desc()).limit(AT_ONCE);
    let kept: Vec<Vec<u8>> = latest.select(half::key_hash).load(tx)?;
    diesel::delete(half::table.filter(half::user_id.eq(user)).filter(half::key_hash.ne_all(kept))).execute(tx)?;
    Ok(token)
}

/// # Errors
/// When the database can't be had.
pub fn find(c: &mut PgConnection, token: &Token, now: DateTime<Utc>) -> AppResult<Option<HalfWay>> {
    let living =
        half::table.inner_join(users::table).filter(half::key_hash.eq(token.hash())).filter(half::expires_at.gt(now));
    Ok(living.select((users::id, users::username)).first(c).optional()?)
}

/// Whether it was there to be ended: two that come at once don't both go on.
///
/// # Errors
/// When the database can't be had.
pub fn end(tx: &mut PgConnection, token: &Token) -> AppResult<bool> {
    Ok(diesel::delete(half::table.find(token.hash())).execute(tx)? == 1)
}

/// The password changed, or the factor: who is half-way in begins anew.
///
/// # Errors
/// When the database can't be had.
pub fn forget(tx: &mut PgConnection, user: i64) -> AppResult<()> {
    diesel::delete(half::table.filter(half::user_id.eq(user))).execute(tx)?;
    Ok(())
}
