//! What somebody says.

use std::ops::Deref;

use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// Characters of one entry of the thread.
pub const LONGEST: usize = 2_000;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct SaidForm {
    pub text: String,
}

/// Words: there, and not too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl FromFields for SaidForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { text: fields.text("text") }
    }
}

impl SaidForm {
    /// # Errors
    /// At `text`.
    pub fn parse(&self, mut errors: Errors) -> Result<Words, Errors> {
        let text = errors.take("text", Words::parse(&self.text));
        errors.finish(|| text)
    }
}

impl Words {
    /// # Errors
    /// Says what is missing or too much.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let text = typed.trim();
        match text.chars().count() {
            0 => Err("complaint-text-missing".into()),
            1..=LONGEST => Ok(Self(text.to_owned())),
            count => Err(Text::new("ticket-words-too-many").with("count", count).with("most", LONGEST)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_two_thousand_characters_are_taken() {
        for (typed, taken) in [(" \n", false), ("慢", true), (&"慢".repeat(2_000), true), (&"慢".repeat(2_001), false)]
        {
            assert_eq!(Words::parse(typed).is_ok(), taken, "{}", typed.chars().count());
        }
    }
}
