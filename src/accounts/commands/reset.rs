//! A forgotten password: a single-use link by mail, of which only the hash is stored (spec 1, "Sign-in").

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{password, sessions, sign_in};
use crate::{
    accounts::{
        account::{self, Account},
        attempts::{self, Purpose},
        hashing, queries,
        token::Token,
        username::Username,
    },
    error::{AppError, AppResult},
    outbox::{self, Event, Letter},
    policy::Origin,
    schema::password_resets as resets,
    text::Text,
};

/// So long a link opens.
pub const LINK_LASTS: TimeDelta = TimeDelta::minutes(30);
/// So long a newcomer's first link opens.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::hours(72);
/// More mails than these within [`ASKED_WITHIN`] help nobody; the answer stays the same.
const LETTERS: i64 = 5;
const ASKED_WITHIN: TimeDelta = TimeDelta::hours(1);

/// Mails a link to whoever has this name. The caller can't tell whether anybody has.
///
/// # Errors
/// [`TooOften`](AppError::TooOften) when this address asked too often.
pub fn ask_for_reset(
    tx: &mut PgConnection,
    name: Option<&Username>,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<()> {
    attempts::begin(tx, Purpose::PasswordReset, name, &origin.address, now)?;
    let Some(name) = name else { return Ok(()) };
    let Some(account) = account::named(tx, name)?.filter(|account| account.disabled_at.is_none()) else {
        return Ok(());
    };
    if attempts::failures_since(tx, Purpose::PasswordReset, name.as_str(), now - ASKED_WITHIN)? > LETTERS {
        return Ok(());
    }
    let token = issue(tx, account.id, LINK_LASTS, now)?;
    outbox::post(tx, &letter(&account, &token))?;
    outbox::tell(tx, &sign_in::by_itself(origin), &Event::new("requestPasswordReset", "user", account.record()))
}

/// Mails a link to `user` because somebody else wants it: to choose their first password, or another one. Links from
/// before open nothing any more; the password stays until the new one is used. The caller tells of it.
///
/// # Errors
/// 404 when there is no such account.
pub fn mail_link(tx: &mut PgConnection, user: i64, now: DateTime<Utc>) -> AppResult<()> {
    let account = account::lock(tx, user)?;
    let earlier = resets::table.filter(resets::user_id.eq(user)).filter(resets::used_at.is_null());
    diesel::update(earlier).set(resets::used_at.eq(now)).execute(tx)?;
    if account.password_hash == hashing::NONE {
        return invite(tx, &[Newcomer::of(account)], now);
    }
    let token = issue(tx, user, LINK_LASTS, now)?;
    outbox::post(tx, &letter(&account, &token))
}

/// Somebody whose account was just made.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub id: i64,
    pub username: String,
    pub email: String,
    pub language: String,
}

impl Newcomer {
    fn of(account: Account) -> Self {
        Self { id: account.id, username: account.username, email: account.email, language: account.language }
    }
}

/// Mails newcomers their login names and a link each to set the first password: never a password.
///
/// # Errors
/// When the database refuses.
pub fn invite(tx: &mut PgConnection, newcomers: &[Newcomer], now: DateTime<Utc>) -> AppResult<()> {
    let tokens: Vec<Token> = newcomers.iter().map(|_| Token::new()).collect();
    let link = |(token, newcomer): (&Token, &Newcomer)| {
        (
            resets::token_hash.eq(token.hash()),
            resets::user_id.eq(newcomer.id),
            resets::expires_at.eq(now + INVITATION_LASTS),
        )
    };
    let links: Vec<_> = tokens.iter().zip(newcomers).map(link).collect();
    diesel::insert_into(resets::table).values(links).execute(tx)?;
    let letters: Vec<Letter> = newcomers.iter().zip(&tokens).map(|(it, token)| invitation(it, token)).collect();
    outbox::post_all(tx, &letters)
}

fn invitation(newcomer: &Newcomer, token: &Token) -> Letter {
    Letter {
        to: Some(newcomer.id),
        address: newcomer.email.clone(),
        language: newcomer.language.clone(),
        title: Text::new("account-invitation-title"),
        body: Text::new("account-invitation-body")
            .with("username", newcomer.username.as_str())
            .with("hours", INVITATION_LASTS.num_hours()),
        link: token.reset_path(),
        link_is_secret: true,
    }
}

/// Counts that somebody at this address asks for an account, whatever becomes of it.
///
/// # Errors
/// [`TooOften`](AppError::TooOften) when this address asked too often.
pub fn count_account_request(tx: &mut PgConnection, origin: &Origin, now: DateTime<Utc>) -> AppResult<()> {
    attempts::begin(tx, Purpose::AccountRequest, None, &origin.address, now).map(drop)
}

fn letter(account: &Account, token: &Token) -> Letter {
    Letter {
        to: Some(account.id),
        address: account.email.clone(),
        language: account.language.clone(),
        title: Text::new("account-reset-mail-title"),
        body: Text::new("account-reset-mail-body")
            .with("username", account.username.as_str())
            .with("minutes", LINK_LASTS.num_minutes()),
        link: token.reset_path(),
        link_is_secret: true,
    }
}

/// A new link for `user`.
pub(super) fn issue(tx: &mut PgConnection, user: i64, lasts: TimeDelta, now: DateTime<Utc>) -> AppResult<Token> {
    let token = Token::new();
    diesel::insert_into(resets::table)
        .values((resets::token_hash.eq(token.hash()), resets::user_id.eq(user), resets::expires_at.eq(now + lasts)))
        .execute(tx)?;
    Ok(token)
}

/// Takes the new password, hashed; the link has opened for the last time, and every session ends.
///
/// # Errors
/// 404 when the link was used meanwhile, or has expired.
pub fn reset_password(
    tx: &mut PgConnection,
    token: &Token,
    new: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let user = queries::reset_of(tx, token, now)?.ok_or(AppError::NotFound)?;
    // Of two at once, the second finds the link used when it gets the account.
    let account = account::lock(tx, user)?;
    if queries::reset_of(tx, token, now)?.is_none() {
        return Err(AppError::NotFound);
    }
    password::set_password(tx, &account, new, now)?;
    sessions::end_others(tx, user, Uuid::nil(), now)?;
    password::tell_owner(tx, &account.owner(origin), &account, now)
}
