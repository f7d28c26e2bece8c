//! What one says about oneself (spec 1, "Sign-in": 我的信息).

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::{
    accounts::{
        account::{self, Account},
        profile::Profile,
    },
    error::{AppError, AppResult},
    outbox::{self, Event, Letter},
    policy::Actor,
    schema::users,
    text::Text,
    web::i18n::Lang,
};

/// Takes what was changed on the page of `version`. A new mail address is told to the old one.
///
/// # Errors
/// [`Stale`](AppError::Stale) when it was changed elsewhere meanwhile.
pub fn update_profile(tx: &mut PgConnection, who: &Actor, new: &Profile, version: Option<i32>) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if version.is_some_and(|version| version != account.version) {
        return Err(AppError::Stale(Text::new("account-profile-stale")));
    }
    diesel::update(users::table.find(who.id))
        .set((
            users::display_name.eq(&new.display_name),
            users::phone.eq(&new.phone),
            users::email.eq(&new.email),
            users::language.eq(new.language.code()),
            users::mail_preference.eq(new.mail.code()),
            users::version.eq(account.version + 1),
        ))
        .execute(tx)?;
    if new.email != account.email {
        outbox::post(tx, &farewell(&account, &new.email))?;
    }
    outbox::tell(tx, who, &updated(&account, as_it_was(&account), as_it_is(new)))
}

fn updated(account: &Account, before: Value, after: Value) -> Event {
    Event::new("updateProfile", "user", account.record()).changed(Some(before), Some(after))
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
pub fn speak(tx: &mut PgConnection, who: &Actor, lang: Lang) -> AppResult<()> {
    let account = account::lock(tx, who.id)?;
    if account.language == lang.code() {
        return Ok(());
    }
    diesel::update(users::table.find(who.id))
        .set((users::language.eq(lang.code()), users::version.eq(account.version + 1)))
        .execute(tx)?;
    let (before, after) = (json!({ "language": account.language }), json!({ "language": lang.code() }));
    outbox::tell(tx, who, &updated(&account, before, after))
}
