//! What somebody says with their answer.

use crate::{
    account_requests::commands::Words,
    accounts::model::Username,
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// Characters.
pub const LONGEST: usize = 500;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct SaidForm {
    pub text: String,
    /// Another login name than the one asked for; of an approval alone.
    pub username: String,
}

impl FromFields for SaidForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { text: fields.text("text"), username: fields.text("username") }
    }
}

impl SaidForm {
    /// # Errors
    /// At `text`.
    pub fn words(&self, mut errors: Errors) -> Words {
        let text = self.text.trim();
        match text.chars().count() {
            0 => errors.add("text", "account-request-text-missing"),
            count if count > LONGEST => {
                errors.add("text", Text::new("form-too-long").with("count", count).with("limit", LONGEST));
            }
            _ => {}
        }
        errors.finish(|| Some(text.to_owned()))
    }

    /// None for the one that was asked for.
    ///
    /// # Errors
    /// At `username`.
    pub fn name(&self, mut errors: Errors) -> Result<Option<Username>, Errors> {
        if self.username.trim().is_empty() {
            return errors.finish(|| Some(None));
        }
        let name = errors.take("username", Username::parse(&self.username).ok_or("account-username-malformed"));
        errors.finish(|| Some(name))
    }
}
