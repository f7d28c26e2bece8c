//! The room's forms as they are typed.

use secrecy::SecretString;

use crate::web::form::{FieldReader, FromFields};

/// `/login`
#[derive(Clone, Debug, Default)]
pub struct SignInForm {
    pub username: String,
    pub password: SecretString,
    pub next: String,
}

impl FromFields for SignInForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            username: fields.text("username"),
            password: fields.text("password").into(),
            next: fields.text("next"),
        }
    }
}

/// `/me/language`
#[derive(Clone, Debug, Default)]
pub struct LanguageForm {
    pub language: String,
    pub next: String,
}

impl FromFields for LanguageForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { language: fields.text("language"), next: fields.text("next") }
    }
}
