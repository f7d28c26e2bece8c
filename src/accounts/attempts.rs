//! Attempts to get in are counted: by account to lock it, by address to slow it down (spec 1, "Sign-in").

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::username::Username;
use crate::{
    error::{AppError, AppResult},
    schema::sign_in_attempts as attempts,
    text::Text,
};

/// So long an attempt counts.
pub const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// So many failures in it lock an account.
pub const LOCKING: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    SignIn,
    PasswordReset,
    AccountRequest,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::PasswordReset => "password_reset",
            Self::AccountRequest => "account_request",
        }
    }

    /// How many failures one address has. A whole department may sit behind one: enough for its
    /// forgetful mornings, too few to try out passwords over many accounts.
    fn per_address(self) -> i64 {
        match self {
            Self::SignIn => 50,
            Self::PasswordReset | Self::AccountRequest => 20,
        }
    }
}

/// Notes an attempt before it is known how it ends: parallel ones can't slip past the count.
///
/// # Errors
/// [`AppError::TooOften`] when this address had too many.
pub fn begin(
    tx: &mut PgConnection,
    purpose: Purpose,
    username: Option<&Username>,
    address: &str,
    now: DateTime<Utc>,
) -> AppResult<i64> {
    let failures: i64 = attempts::table
        .filter(attempts::address.eq(address))
        .filter(attempts::purpose.eq(purpose.code()))
        .filter(attempts::at.gt(now - WINDOW))
        .filter(attempts::succeeded.eq(false))
        .count()
        .get_result(tx)?;
    if failures >= purpose.per_address() {
        return Err(AppError::TooOften(Text::new("account-too-often").with("minutes", WINDOW.num_minutes())));
    }
    let id = diesel::insert_into(attempts::table)
        .values((
            // What can't be a name may be a password in the wrong field: it isn't written down.
            attempts::username.eq(username.map_or("", Username::as_str)),
            attempts::address.eq(address),
            attempts::purpose.eq(purpose.code()),
            attempts::succeeded.eq(false),
            attempts::at.eq(now),
        ))
        .returning(attempts::id)
        .get_result(tx)?;
    Ok(id)
}

/// It went well.
///
/// # Errors
/// When the database can't be had.
pub fn succeeded(tx: &mut PgConnection, attempt: i64) -> AppResult<()> {
    diesel::update(attempts::table.find(attempt)).set(attempts::succeeded.eq(true)).execute(tx)?;
    Ok(())
}

/// It was neither: what is typed next decides, and counts by itself.
///
/// # Errors
/// When the database can't be had.
pub fn forget(tx: &mut PgConnection, attempt: i64) -> AppResult<()> {
    diesel::delete(attempts::table.find(attempt)).execute(tx)?;
    Ok(())
}

/// How often `username` was tried for `purpose` since `since`, without success.
///
/// # Errors
/// When the database can't be had.
pub fn failures_since(tx: &mut PgConnection, purpose: Purpose, username: &str, since: DateTime<Utc>) -> AppResult<i64> {
    let count = attempts::table
        .filter(attempts::username.eq(username))
        .filter(attempts::purpose.eq(purpose.code()))
        .filter(attempts::at.gt(since))
        .filter(attempts::succeeded.eq(false))
        .count()
        .get_result(tx)?;
    Ok(count)
}

/// Whether `username` signed in from `address` before.
///
/// # Errors
/// When the database can't be had.
pub fn address_is_known(tx: &mut PgConnection, username: &str, address: &str) -> AppResult<bool> {
    let before = attempts::table
        .filter(attempts::username.eq(username))
        .filter(attempts::address.eq(address))
        .filter(attempts::purpose.eq(Purpose::SignIn.code()))
        .filter(attempts::succeeded.eq(true));
    Ok(diesel::select(diesel::dsl::exists(before)).get_result(tx)?)
}
