//! What one says about oneself (spec 1, "Sign-in": 我的信息).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::{
    accounts::{
        account::{self, Account, RECORD_KIND},
        profile::Profile,
    },
    error::AppResult,
    outbox::{self, Event, Letter},
    policy::Actor,
    schema::users,
    text::{self, Text},
    web::i18n::Lang,
};

/// The account as `who` saw it in version `seen`, held until the transaction's end.
///
/// # Errors
/// 409 when it was changed elsewhere meanwhile.
pub fn lock_own_account(tx: &mut PgConnection, who: &Actor, seen: Option<i32>) -> AppResult<Account> {
    let account = account::lock(tx, who.id)?;
    if seen.is_some_and(|seen| seen != account.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, account.id)?);
    }
    Ok(account)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell; a new mail address is
/// told to the old one.
///
/// # Errors
/// As [`lock_own_account`].
pub fn update_profile(
    tx: &mut PgConnection,
    who: &Actor,
    seen: Option<i32>,
    new: &Profile,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let account = lock_own_account(tx, who, seen)?;
    let Some(fields) = difference(&account, new) else { return Ok(()) };
    diesel::update(users::table.find(who.id))
        .set((
            users::display_name.eq(&new.display_name),
            users::phone.eq(&new.phone),
            users::email.eq(&new.email),
            users::language.eq(new.language.code()),
            users::mail_preference.eq(new.mail.code()),
            users::updated_at.eq(now),
            users::version.eq(account.version + 1),
        ))
        .execute(tx)?;
    if new.email != account.email {
        tell_old_address(tx, &account, &new.email)?;
    }
    outbox::tell(tx, who, &updated(&account, as_it_was(&account), as_it_is(new), fields))
}

/// Tells the address that `user` is about to lose which one comes in its place.
///
/// # Errors
/// 404 when there is no such account.
pub fn bid_address_farewell(tx: &mut PgConnection, user: i64, email: &str) -> AppResult<()> {
    let account = account::get(tx, user)?;
    tell_old_address(tx, &account, email)
}

fn tell_old_address(tx: &mut PgConnection, account: &Account, email: &str) -> AppResult<()> {
    outbox::post(tx, &farewell(account, email))
}

fn updated(account: &Account, before: Value, after: Value, fields: text::Arg) -> Event {
    Event::new("updateProfile", RECORD_KIND, account.record())
        .changed(Some(before), Some(after))
        .on_timeline(Text::new("account-timeline-changed").with("fields", fields))
}

fn difference(before: &Account, new: &Profile) -> Option<text::Arg> {
    let changes = [
        (before.display_name != new.display_name, "account-display-name"),
        (before.phone != new.phone, "account-phone"),
        (before.email != new.email, "account-email"),
        (before.language != new.language.code(), "account-language"),
        (before.mail_preference != new.mail.code(), "account-mail"),
    ];
    text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)))
}

fn farewell(account: &Account, email: &str) -> Letter {
    Letter {
        to: Some(account.id),
        address: account.email.clone(),
        language: account.language.clone(),
        title: Text::new("account-email-changed-title"),
        body: Text::new("account-email-changed-body").with("username", account.username.as_str()).with("email", email),
        link: "/me".to_owned(),
        link_is_secret: false,
    }
}

fn as_it_was(account: &Account) -> Value {
    json!({
        "display_name": account.display_name,
        "phone": account.phone,
        "email": account.email,
        "language": account.language,
        "mail_preference": account.mail_preference,
    })
}

fn as_it_is(profile: &Profile) -> Value {
    json!({
        "display_name": profile.display_name,
        "phone": profile.phone,
        "email": profile.email,
        "language": profile.language.code(),
        "mail_preference": profile.mail.code(),
    })
}

/// Speaks another language to `who` from now on.
///
/// # Errors
/// When the database can't be had.
pub fn speak(tx: &mut PgConnection, who: &Actor, lang: Lang, now: DateTime<Utc>) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if account.language == lang.code() {
        return Ok(());
    }
    diesel::update(users::table.find(who.id))
        .set((users::language.eq(lang.code()), users::updated_at.eq(now), users::version.eq(account.version + 1)))
        .execute(tx)?;
    let (before, after) = (json!({ "language": account.language }), json!({ "language": lang.code() }));
    outbox::tell(tx, who, &updated(&account, before, after, Text::new("account-language").into()))
}
