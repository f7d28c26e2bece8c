//! A person's second factor as it is stored.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{Code, RecoveryCode, Secret};
use crate::{
    config::Keys,
    error::AppResult,
    schema::{recovery_codes, second_factors},
    sealing::Sealer,
};

/// So many recovery codes one gets.
pub const CODES: usize = 10;
/// So long they are shown to who got them, unless put away before.
const SHOWN: TimeDelta = TimeDelta::minutes(10);
/// So long setting up may take.
const SETTING_UP: TimeDelta = TimeDelta::minutes(15);

/// Seals what can't be hashed.
pub struct Seals(Sealer);

impl Seals {
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self(Sealer::new(keys, "second-factors"))
    }

    /// # Errors
    /// For texts longer than the cipher can take.
    pub fn seal(&self, user: i64, secret: &Secret) -> AppResult<Vec<u8>> {
        self.0.seal(secret.base32(), &of_user(user))
    }
}

fn of_user(user: i64) -> String {
    format!("user/{user}")
}

/// Recovery codes are shown in the session that asked for them alone.
fn of_session(session: Uuid) -> String {
    format!("session/{session}")
}

/// One row of `second_factors`.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = second_factors)]
pub struct Factor {
    user_id: i64,
    secret: Vec<u8>,
    begun_at: DateTime<Utc>,
    begun_in: Uuid,
    pub enabled_at: Option<DateTime<Utc>>,
    shown_codes: Option<Vec<u8>>,
    shown_until: Option<DateTime<Utc>>,
}

impl Factor {
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.enabled_at.is_some()
    }

    /// Whether `session` is at it. A secret that another session saw is never switched on here.
    #[must_use]
    pub fn is_being_set_up(&self, session: Uuid, now: DateTime<Utc>) -> bool {
        !self.is_on() && self.begun_in == session && now - self.begun_at < SETTING_UP
    }

    /// # Errors
    /// When the installation's secret was changed since.
    pub fn secret(&self, seals: &Seals) -> AppResult<Secret> {
        Ok(Secret::read(seals.0.open(&self.secret, &of_user(self.user_id))?))
    }

    /// The codes that `session` has still to write down.
    #[must_use]
    pub fn shown_codes(&self, seals: &Seals, session: Uuid, now: DateTime<Utc>) -> Vec<String> {
        let shown = self.shown_codes.as_ref().filter(|_| self.shown_until.is_some_and(|until| until > now));
        let opened = shown.and_then(|sealed| seals.0.open(sealed, &of_session(session)).ok()).unwrap_or_default();
        opened.lines().map(str::to_owned).collect()
    }
}

/// # Errors
/// When the database can't be had.
pub fn find(c: &mut PgConnection, user: i64) -> AppResult<Option<Factor>> {
    Ok(second_factors::table.find(user).select(Factor::as_select()).first(c).optional()?)
}

/// The same, held until the transaction's end.
///
/// # Errors
/// When the database can't be had.
pub fn lock(tx: &mut PgConnection, user: i64) -> AppResult<Option<Factor>> {
    let held = second_factors::table.find(user).select(Factor::as_select()).for_no_key_update();
    Ok(held.first(tx).optional()?)
}

/// # Errors
/// When the database can't be had.
pub fn codes_left(c: &mut PgConnection, user: i64) -> AppResult<i64> {
    let unused = recovery_codes::table.filter(recovery_codes::user_id.eq(user));
    Ok(unused.filter(recovery_codes::used_at.is_null()).count().get_result(c)?)
}

/// What a right code was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    OneTime,
    Recovery,
}

/// Uses `code` up, if it is one of `user`'s and wasn't used before.
///
/// # Errors
/// When the database can't be had, or the installation's secret was changed.
pub fn spend(
    tx: &mut PgConnection,
    seals: &Seals,
    user: i64,
    code: &Code,
    now: DateTime<Utc>,
) -> AppResult<Option<Spent>> {
    let Some(factor) = find(tx, user)?.filter(Factor::is_on) else { return Ok(None) };
    let (used, kind) = match code {
        Code::OneTime(digits) => (spend_one_time(tx, &factor.secret(seals)?, user, digits, now)?, Spent::OneTime),
        Code::Recovery(code) => (spend_recovery(tx, user, code, now)?, Spent::Recovery),
    };
    Ok(used.then_some(kind))
}

fn spend_one_time(
    tx: &mut PgConnection,
    secret: &Secret,
    user: i64,
    digits: &str,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let Some(step) = secret.step_of(digits, now)? else { return Ok(false) };
    let unused = second_factors::table.find(user).filter(second_factors::last_step.lt(step));
    Ok(diesel::update(unused).set(second_factors::last_step.eq(step)).execute(tx)? == 1)
}

fn spend_recovery(tx: &mut PgConnection, user: i64, code: &RecoveryCode, now: DateTime<Utc>) -> AppResult<bool> {
    let unused = recovery_codes::table.find((user, code.hash(user))).filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(tx)? == 1)
}

/// Gives `user` new codes instead of all others, and shows them to `session` for a while.
///
/// # Errors
/// When the system gives no random bytes, or the database can't be had.
pub fn renew_codes(
    tx: &mut PgConnection,
    seals: &Seals,
    user: i64,
    session: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let codes = (0..CODES).map(|_| RecoveryCode::new()).collect::<AppResult<Vec<_>>>()?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(tx)?;
    let rows: Vec<_> = codes
        .iter()
        .map(|code| (recovery_codes::user_id.eq(user), recovery_codes::code_hash.eq(code.hash(user))))
        .collect();
    diesel::insert_into(recovery_codes::table).values(rows).execute(tx)?;
    let lines: Vec<String> = codes.iter().map(RecoveryCode::grouped).collect();
    diesel::update(second_factors::table.find(user))
        .set((
            second_factors::shown_codes.eq(seals.0.seal(&lines.join("\n"), &of_session(session))?),
            second_factors::shown_until.eq(now + SHOWN),
        ))
        .execute(tx)?;
    Ok(())
}
