//! The room's pages, one file each.

pub mod forgotten;
pub mod language;
pub mod me;
pub mod password;
pub mod permissions;
pub mod reset;
pub mod sessions;
pub mod shortcuts;
pub mod sign_in;

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
};
use askama::Template;

use super::{attempts, password::rules};
use crate::{
    config::PasswordProfile,
    error::AppResult,
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
