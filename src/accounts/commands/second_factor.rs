//! The second factor is set up, switched off, and given new recovery codes (spec 1, "Sign-in"). Its owner is
//! told of each change, and the audit log never of a secret.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{code::Given, sessions};
use crate::{
    accounts::{
        account::{self, Account},
        second_factor::{self, Code, Factor, Seals, Secret, codes_left, half_way},
        username::Username,
    },
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    policy::Actor,
    schema::second_factors as factors,
    text::Text,
};

/// Makes a secret for `session` to be shown. Whatever was begun before is void.
///
/// # Errors
/// [`NotNow`](AppError::NotNow) when there is a second factor already.
pub fn begin_second_factor(
    tx: &mut PgConnection,
    who: &Actor,
    session: Uuid,
    seals: &Seals,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if second_factor::lock(tx, who.id)?.as_ref().is_some_and(Factor::is_on) {
        return Err(AppError::NotNow(Text::new("account-totp-is-on")));
    }
    let begun = (
        factors::secret.eq(seals.seal(who.id, &Secret::new()?)?),
        factors::begun_at.eq(now),
        factors::begun_in.eq(session),
    );
    diesel::insert_into(factors::table)
        .values((factors::user_id.eq(who.id), begun.clone()))
        .on_conflict(factors::user_id)
        .do_update()
        .set(begun)
        .execute(tx)?;
    outbox::tell(tx, who, &Event::new("beginSecondFactor", "user", account.record()))
}

/// Switches it on, once the app has shown a right code, and gives the first recovery codes. On already is
/// nothing to do: a button was pressed twice.
///
/// # Errors
/// [`NotNow`](AppError::NotNow) when it was begun at another sign-in, or too long ago; at `code` when it is wrong.
pub fn enable_second_factor(
    tx: &mut PgConnection,
    who: &Actor,
    session: Uuid,
    given: &Given,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    let begun = match second_factor::lock(tx, who.id)? {
        Some(factor) if factor.is_on() => return Ok(()),
        Some(factor) if factor.is_being_set_up(session, now) => factor,
        _ => return Err(AppError::NotNow(Text::new("account-totp-begin-again"))),
    };
    let step = match &given.code {
        Code::OneTime(digits) => begun.secret(&given.seals)?.step_of(digits, now)?,
        Code::Recovery(_) => None,
    };
    let Some(step) = step else { return Err(AppError::at("code", "account-totp-code-wrong")) };
    diesel::update(factors::table.find(who.id))
        .set((factors::enabled_at.eq(now), factors::last_step.eq(step)))
        .execute(tx)?;
    second_factor::renew_codes(tx, &given.seals, who.id, session, now)?;
    let told = notice(&account, who, now, ("account-totp-on-title", "account-totp-on-body"));
    outbox::tell(tx, who, &Event::new("enableSecondFactor", "user", account.record()).telling(told))
}

/// The recovery codes are written down: they are shown no more.
///
/// # Errors
/// When the database can't be had.
pub fn put_codes_away(tx: &mut PgConnection, who: &Actor) -> AppResult<()> {
    let account = account::get(tx, who.id)?;
    let shown = factors::table.find(who.id).filter(factors::shown_codes.is_not_null());
    let put_away = diesel::update(shown)
        .set((factors::shown_codes.eq(None::<Vec<u8>>), factors::shown_until.eq(None::<DateTime<Utc>>)))
        .execute(tx)?;
    if put_away == 0 {
        return Ok(());
    }
    outbox::tell(tx, who, &Event::new("storeRecoveryCodes", "user", account.record()))
}

/// Ten new recovery codes; the others open nothing any more.
///
/// # Errors
/// [`NotNow`](AppError::NotNow) when there is no second factor.
pub fn renew_recovery_codes(
    tx: &mut PgConnection,
    who: &Actor,
    session: Uuid,
    seals: &Seals,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if !second_factor::lock(tx, who.id)?.as_ref().is_some_and(Factor::is_on) {
        return Err(AppError::NotNow(Text::new("account-totp-is-off")));
    }
    second_factor::renew_codes(tx, seals, who.id, session, now)?;
    let told = notice(&account, who, now, ("account-codes-renewed-title", "account-codes-renewed-body"));
    outbox::tell(tx, who, &Event::new("renewRecoveryCodes", "user", account.record()).telling(told))
}

/// Switches it off: the password alone opens the account again.
///
/// # Errors
/// [`NotNow`](AppError::NotNow) when there is no second factor.
pub fn disable_second_factor(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if !remove(tx, account.id)? {
        return Err(AppError::NotNow(Text::new("account-totp-is-off")));
    }
    let told = notice(&account, who, now, ("account-totp-off-title", "account-totp-off-body"));
    outbox::tell(tx, who, &Event::new("disableSecondFactor", "user", account.record()).telling(told))
}

/// At the command line, for who lost device and recovery codes. All their sessions end.
///
/// # Errors
/// At `username` when nobody has it; [`NotNow`](AppError::NotNow) when they have no second factor.
pub fn reset_second_factor(tx: &mut PgConnection, username: &str, now: DateTime<Utc>) -> AppResult<()> {
    let named = Username::parse(username).map(|name| account::named(tx, &name)).transpose()?.flatten();
    let account = named.ok_or_else(|| AppError::at("username", "account-username-unknown"))?;
    if !remove(tx, account.id)? {
        return Err(AppError::NotNow(Text::new("account-totp-is-off")));
    }
    sessions::end_others(tx, account.id, Uuid::nil(), now)?;
    let system = Actor::system();
    let told = notice(&account, &system, now, ("account-totp-reset-title", "account-totp-reset-body"));
    outbox::tell(tx, &system, &Event::new("resetSecondFactor", "user", account.record()).telling(told))
}

/// Whether there was one that was on.
fn remove(tx: &mut PgConnection, user: i64) -> AppResult<bool> {
    half_way::forget(tx, user)?;
    let on = factors::table.find(user).filter(factors::enabled_at.is_not_null());
    Ok(diesel::delete(on).execute(tx)? == 1)
}

/// A recovery code was used: its owner should know, and how many are left.
pub(super) fn tell_of_recovery(
    tx: &mut PgConnection,
    who: &Actor,
    account: &Account,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let left = codes_left(tx, account.id)?;
    let mut told = notice(account, who, now, ("account-code-used-title", "account-code-used-body"));
    told.body = told.body.with("left", left);
    let event = Event::new("useRecoveryCode", "user", account.record());
    outbox::tell(tx, who, &event.changed(None, Some(serde_json::json!({ "codes_left": left }))).telling(told))
}

fn notice(account: &Account, who: &Actor, now: DateTime<Utc>, (title, body): (&'static str, &'static str)) -> Notice {
    Notice {
        to: vec![account.id],
        kind: "account",
        title: Text::new(title),
        body: Text::new(body).with("at", now).with("address", who.origin.address.as_str()),
        mail: Mail::Binding,
    }
}
