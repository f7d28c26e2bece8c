//! The room's pages, one file each.

pub mod code;
pub mod forgotten;
pub mod language;
pub mod me;
pub mod password;
pub mod permissions;
pub mod reset;
pub mod sessions;
pub mod shortcuts;
pub mod sign_in;
pub mod totp;

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
};
use askama::Template;
use chrono::Utc;
use secrecy::{ExposeSecret, SecretString};

use super::{
    attempts,
    commands::{self, Verdict},
    hashing,
    password::rules,
    username::Username,
};
use crate::{
    config::PasswordProfile,
    db::Db,
    error::AppResult,
    policy::Actor,
    text::Text,
    web::{
        Ctx,
        form::{Errors, Field},
        page,
    },
};

/// The form again, with the time after which to come back.
fn too_often(ctx: &Ctx, again: &impl Template) -> AppResult<HttpResponse> {
    let mut response = page::with_status(ctx, again, StatusCode::TOO_MANY_REQUESTS)?;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(attempts::WINDOW.num_seconds()));
    Ok(response)
}

/// One refusal at one field.
fn only(field: &str, why: impl Into<Text>) -> Errors {
    let mut errors = Errors::default();
    errors.add(field, why);
    errors
}

/// What is stored for `who`, if they typed their password; else notes at `field` why not.
async fn own_password(
    db: &Db,
    who: &Arc<Actor>,
    typed: &SecretString,
    field: &str,
    errors: &mut Errors,
) -> AppResult<Option<String>> {
    if typed.expose_secret().is_empty() {
        errors.add(field, "account-current-password-missing");
        return Ok(None);
    }
    let now = Utc::now();
    let asking = who.clone();
    let begin =
        move |tx: &mut _| commands::begin_sign_in(tx, Username::parse(&asking.username).as_ref(), &asking.origin, now);
    let candidate = db.write(begin).await?;
    let stored = candidate.stored.clone();
    let matched = hashing::is_password(typed.clone(), stored.clone()).await?;
    let who = who.clone();
    match db.write(move |tx| commands::conclude_check(tx, &who, &candidate, matched, now)).await? {
        Verdict::Right => return Ok(stored),
        Verdict::Wrong => errors.add(field, "account-current-password-wrong"),
        Verdict::Locked => errors.add(field, "account-current-password-locked"),
    }
    Ok(None)
}

/// The controls to choose a password with, and what it must be.
struct NewPasswordFields {
    rules: Vec<Text>,
    new: Field,
    again: Field,
}

impl NewPasswordFields {
    fn new(profile: PasswordProfile, errors: &Errors) -> Self {
        let field = |name, label| Field::new(name, label, "").required().checked(errors);
        Self {
            rules: rules(profile),
            new: field("new_password", "account-new-password"),
            again: field("new_password_again", "account-new-password-again"),
        }
    }
}
