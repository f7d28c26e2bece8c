//! Passwords change (spec 1, "Sign-in").

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::sessions;
use crate::{
    accounts::{
        account::{self, Account},
        second_factor::half_way,
    },
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    policy::Actor,
    schema::{password_history as history, password_resets as resets, users},
    text::Text,
};

/// Nobody takes up one of their last five again: the current one, and four before it.
pub const REMEMBERED: i64 = 5;

/// Takes the new password instead of `old`, both hashed. All other sessions end; links to reset it too.
///
/// # Errors
/// [`NotNow`](AppError::NotNow) if it was changed since `old` was read.
pub fn change_password(
    tx: &mut PgConnection,
    who: &Actor,
    session: Uuid,
    old: &str,
    new: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if account.password_hash != old {
        return Err(AppError::NotNow(Text::new("account-password-changed-meanwhile")));
    }
    set_password(tx, &account, new, now)?;
    sessions::end_others(tx, account.id, session, now)?;
    tell_owner(tx, who, &account, now)
}

/// Stores the new hash, and remembers the old one among the last five.
pub(super) fn set_password(tx: &mut PgConnection, account: &Account, new: &str, now: DateTime<Utc>) -> AppResult<()> {
    diesel::insert_into(history::table)
        .values((
            history::user_id.eq(account.id),
            history::password_hash.eq(&account.password_hash),
            history::set_at.eq(account.password_changed_at),
        ))
        .execute(tx)?;
    let kept = history::table
        .filter(history::user_id.eq(account.id))
        .order(history::id.desc())
        .limit(REMEMBERED - 1)
        .select(history::id)
        .load::<i64>(tx)?;
    diesel::delete(history::table.filter(history::user_id.eq(account.id)).filter(history::id.ne_all(kept)))
        .execute(tx)?;
    diesel::update(users::table.find(account.id))
        .set((
            users::password_hash.eq(new),
            users::password_changed_at.eq(now),
            users::must_change_password.eq(false),
            users::locked_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(tx)?;
    diesel::update(resets::table.filter(resets::user_id.eq(account.id)).filter(resets::used_at.is_null()))
        .set(resets::used_at.eq(now))
        .execute(tx)?;
    half_way::forget(tx, account.id)
}

/// That it changed, without saying to what.
pub(super) fn tell_owner(tx: &mut PgConnection, who: &Actor, account: &Account, now: DateTime<Utc>) -> AppResult<()> {
    let notice = Notice {
        to: vec![account.id],
        kind: "account",
        title: Text::new("account-password-changed-title"),
        body: Text::new("account-password-changed-body").with("at", now).with("address", who.origin.address.as_str()),
        mail: Mail::Binding,
    };
    outbox::tell(tx, who, &Event::new("changePassword", "user", account.record()).telling(notice))
}
