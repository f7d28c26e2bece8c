//! Why a mail is dropped.

use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields, at_most},
};

/// Characters of a reason.
pub const REASON: usize = 500;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct DropForm {
    pub reason: String,
}

impl FromFields for DropForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { reason: fields.text("reason").trim().to_owned() }
    }
}

impl DropForm {
    /// # Errors
    /// At `reason`.
    pub fn parse(&self, mut errors: Errors) -> Result<String, Errors> {
        let reason = errors.take("reason", reason(&self.reason));
        errors.finish(|| reason)
    }
}

/// # Errors
/// When it is missing or too long.
pub fn reason(typed: &str) -> Result<String, Text> {
    if typed.is_empty() {
        return Err("postroom-reason-missing".into());
    }
    at_most(typed, REASON).map(|()| typed.to_owned())
}
