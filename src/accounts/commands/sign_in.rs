//! In and out (spec 1, "Sign-in").
//!
//! Signing in takes two transactions, so that no connection is held while the password is hashed:
//! [`begin_sign_in`] counts the attempt and finds what to compare with, [`conclude_sign_in`] decides.
//! Both do the same for a name that nobody has. Who has a second factor is half-way in by then, and goes on in
//! [`code`](super::code).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::{
    accounts::{
        account::{self, Account},
        attempts::{self, Purpose},
        browser,
        second_factor::{self, Factor, half_way},
        token::Token,
        username::Username,
    },
    audit::{self, Entry},
    config::PasswordProfile,
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Origin},
    schema::users,
    text::Text,
};

/// So long an account stays locked.
const LOCK: TimeDelta = TimeDelta::minutes(15);
/// So many days a password lasts where passwords age.
pub const PASSWORD_DAYS: i64 = 90;

/// An attempt under way.
#[derive(Clone, Debug)]
pub struct Candidate {
    attempt: i64,
    /// What was typed; empty where nobody can be called so.
    name: String,
    user: Option<i64>,
    /// What the password is compared with; none if nobody has this name.
    pub stored: Option<String>,
}

/// What came of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
    /// Right or wrong: it doesn't count for now.
    Locked,
}

/// What a name and a password lead to.
#[derive(Clone)]
pub enum Admission {
    /// Without saying whether name or password was wrong, or the account is locked or disabled.
    Refused,
    /// The password was right; the code of the second factor is still to come, from whoever has this token.
    HalfWay(Token),
    In(i64),
}

/// From where somebody signs in, and by what rules.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub origin: Origin,
    pub agent: String,
    pub passwords: PasswordProfile,
}

/// Counts the attempt, and finds what its password must match.
///
/// # Errors
/// [`TooOften`](crate::error::AppError::TooOften) when this address failed too often.
pub fn begin_sign_in(
    tx: &mut PgConnection,
    name: Option<&Username>,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<Candidate> {
    let attempt = attempts::begin(tx, Purpose::SignIn, name, &origin.address, now)?;
    let account = name.map(|name| account::named(tx, name)).transpose()?.flatten();
    let (user, stored) = account.map(|account| (account.id, account.password_hash)).unzip();
    let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
    Ok(Candidate { attempt, name, user, stored })
}

/// How far somebody is in now.
///
/// # Errors
/// When the database can't be had.
pub fn conclude_sign_in(
    tx: &mut PgConnection,
    candidate: &Candidate,
    matched: bool,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> AppResult<Admission> {
    let Some(user) = candidate.user else { return refuse(tx, candidate, arrival) };
    let account = account::lock(tx, user)?;
    let verdict = judge(tx, &account, matched, &arrival.origin, now)?;
    if verdict != Verdict::Right || account.disabled_at.is_some() {
        return refuse(tx, candidate, arrival);
    }
    if second_factor::find(tx, user)?.as_ref().is_some_and(Factor::is_on) {
        attempts::forget(tx, candidate.attempt)?;
        return Ok(Admission::HalfWay(half_way::begin(tx, user, now)?));
    }
    admit(tx, &account, candidate.attempt, arrival, now)?;
    Ok(Admission::In(user))
}

/// Whoever it was, in the audit log under the name that was typed.
fn refuse(tx: &mut PgConnection, candidate: &Candidate, arrival: &Arrival) -> AppResult<Admission> {
    let entry =
        Entry { action: "failSignIn", resource_type: "user", resource_id: &candidate.name, before: None, after: None };
    audit::record(tx, &by_itself(&arrival.origin), entry)?;
    Ok(Admission::Refused)
}

/// All the way in.
pub(super) fn admit(
    tx: &mut PgConnection,
    account: &Account,
    attempt: i64,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> AppResult<()> {
    warn_of_new_address(tx, account, arrival, now)?;
    attempts::succeeded(tx, attempt)?;
    note_sign_in(tx, account, arrival, now)
}

/// What a signed-in person typed as their own password. Guessing it counts like guessing at the door.
///
/// # Errors
/// When the database can't be had.
pub fn conclude_check(
    tx: &mut PgConnection,
    who: &Actor,
    candidate: &Candidate,
    matched: bool,
    now: DateTime<Utc>,
) -> AppResult<Verdict> {
    let account = account::lock(tx, who.id)?;
    let verdict = judge(tx, &account, matched, &who.origin, now)?;
    if verdict == Verdict::Right {
        attempts::succeeded(tx, candidate.attempt)?;
    }
    Ok(verdict)
}

/// What a try comes to, and what follows of it.
pub(super) fn judge(
    tx: &mut PgConnection,
    account: &Account,
    matched: bool,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<Verdict> {
    if account.is_locked(now) {
        return Ok(Verdict::Locked);
    }
    if matched {
        return Ok(Verdict::Right);
    }
    let locked = lock_after_failures(tx, account, origin, now)?;
    Ok(if locked { Verdict::Locked } else { Verdict::Wrong })
}

/// Locks the account if this failure was one too many, and tells its owner. Whether it is locked now.
fn lock_after_failures(
    tx: &mut PgConnection,
    account: &Account,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    // What came before a success, a new password or the end of a lock is forgiven.
    let forgiven = [account.last_signed_in_at, account.locked_until, Some(account.password_changed_at)];
    let since = forgiven.into_iter().flatten().fold(now - attempts::WINDOW, DateTime::max);
    if attempts::failures_since(tx, Purpose::SignIn, &account.username, since)? < attempts::LOCKING {
        return Ok(false);
    }
    let until = now + LOCK;
    diesel::update(users::table.find(account.id)).set(users::locked_until.eq(until)).execute(tx)?;
    let notice = Notice {
        to: vec![account.id],
        kind: "account",
        title: Text::new("account-locked-title"),
        body: Text::new("account-locked-body").with("address", origin.address.as_str()).with("until", until),
        mail: Mail::Binding,
    };
    outbox::tell(tx, &by_itself(origin), &Event::new("lockUser", "user", account.record()).telling(notice))?;
    Ok(true)
}

fn warn_of_new_address(
    tx: &mut PgConnection,
    account: &Account,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let address = &arrival.origin.address;
    let first_ever = account.last_signed_in_at.is_none();
    if first_ever
        || account.last_signed_in_from.as_ref() == Some(address)
        || attempts::address_is_known(tx, &account.username, address)?
    {
        return Ok(());
    }
    let notice = Notice {
        to: vec![account.id],
        kind: "account",
        title: Text::new("account-elsewhere-title"),
        body: Text::new("account-elsewhere-body")
            .with("address", address.as_str())
            .with("browser", browser::in_words(&arrival.agent))
            .with("at", now),
        mail: Mail::Binding,
    };
    outbox::tell(
        tx,
        &by_itself(&arrival.origin),
        &Event::new("noticeNewAddress", "user", account.record()).telling(notice),
    )
}

fn note_sign_in(tx: &mut PgConnection, account: &Account, arrival: &Arrival, now: DateTime<Utc>) -> AppResult<()> {
    let aged = arrival.passwords == PasswordProfile::Djbh3
        && now - account.password_changed_at > TimeDelta::days(PASSWORD_DAYS);
    diesel::update(users::table.find(account.id))
        .set((
            users::last_signed_in_at.eq(now),
            users::last_signed_in_from.eq(&arrival.origin.address),
            users::must_change_password.eq(account.must_change_password || aged),
        ))
        .execute(tx)?;
    outbox::tell(tx, &account.owner(&arrival.origin), &Event::new("signIn", "user", account.record()))
}

/// Notes who left.
///
/// # Errors
/// When the database can't be had.
pub fn sign_out(tx: &mut PgConnection, who: &Actor) -> AppResult<()> {
    let account = account::get(tx, who.id)?;
    outbox::tell(tx, who, &Event::new("signOut", "user", account.record()))
}

/// What the portal does when somebody knocks.
pub(super) fn by_itself(origin: &Origin) -> Actor {
    Actor { origin: origin.clone(), ..Actor::system() }
}
