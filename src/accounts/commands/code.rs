//! The second half of signing in, and codes that a signed-in person gives once more (spec 1, "Sign-in").
//!
//! As with passwords there are two transactions: the attempt is counted before it is known how it ends, so
//! that guesses sent at once can't slip past the lock.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    second_factor::tell_of_recovery,
    sign_in::{Arrival, Verdict, admit, judge},
};
use crate::{
    accounts::{
        account,
        attempts::{self, Purpose},
        second_factor::{Code, Seals, Spent, half_way, spend},
        token::Token,
        username::Username,
    },
    error::AppResult,
    policy::{Actor, Origin},
};

/// An attempt under way.
#[derive(Clone, Copy, Debug)]
pub struct CodeAttempt {
    attempt: i64,
    user: i64,
}

/// A code as it was typed, and what it is compared by.
pub struct Given {
    pub code: Code,
    pub seals: Seals,
}

/// Counts the attempt of who is half-way in; none when they were so for too long.
///
/// # Errors
/// [`TooOften`](crate::error::AppError::TooOften) when this address failed too often.
pub fn begin_code(
    tx: &mut PgConnection,
    half: &Token,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<Option<CodeAttempt>> {
    let Some(waiting) = half_way::find(tx, half, now)? else { return Ok(None) };
    let name = Username::parse(&waiting.username);
    let attempt = attempts::begin(tx, Purpose::SignIn, name.as_ref(), &origin.address, now)?;
    Ok(Some(CodeAttempt { attempt, user: waiting.user }))
}

/// Who is in now, or none: the answer doesn't say whether the code was wrong or used before, or the account
/// is locked or disabled.
///
/// # Errors
/// When the database can't be had.
pub fn conclude_code(
    tx: &mut PgConnection,
    CodeAttempt { attempt, user }: CodeAttempt,
    half: &Token,
    given: &Given,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> AppResult<Option<i64>> {
    let account = account::lock(tx, user)?;
    let is_open = !account.is_locked(now) && account.disabled_at.is_none();
    let spent = if is_open { spend(tx, &given.seals, user, &given.code, now)? } else { None };
    let verdict = judge(tx, &account, spent.is_some(), &arrival.origin, now)?;
    if verdict != Verdict::Right || !half_way::end(tx, half)? {
        return Ok(None);
    }
    if spent == Some(Spent::Recovery) {
        tell_of_recovery(tx, &account.owner(&arrival.origin), &account, now)?;
    }
    admit(tx, &account, attempt, arrival, now)?;
    Ok(Some(user))
}

/// Counts the attempt of a signed-in person.
///
/// # Errors
/// As [`begin_code`].
pub fn begin_own_code(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<CodeAttempt> {
    let name = Username::parse(&who.username);
    let attempt = attempts::begin(tx, Purpose::SignIn, name.as_ref(), &who.origin.address, now)?;
    Ok(CodeAttempt { attempt, user: who.id })
}

/// What a signed-in person gave as their own code. Guessing it counts like guessing at the door.
///
/// # Errors
/// When the database can't be had.
pub fn conclude_own_code(
    tx: &mut PgConnection,
    who: &Actor,
    CodeAttempt { attempt, user }: CodeAttempt,
    given: &Given,
    now: DateTime<Utc>,
) -> AppResult<Verdict> {
    let account = account::lock(tx, user)?;
    let spent = if account.is_locked(now) { None } else { spend(tx, &given.seals, user, &given.code, now)? };
    let verdict = judge(tx, &account, spent.is_some(), &who.origin, now)?;
    if verdict == Verdict::Right {
        attempts::succeeded(tx, attempt)?;
    }
    if spent == Some(Spent::Recovery) {
        tell_of_recovery(tx, who, &account, now)?;
    }
    Ok(verdict)
}
