//! What is typed, in its normal form, and no longer than what can be kept of it.

use crate::text::Text;

/// In its normal form, if it can be read; else as it was typed.
pub fn tidied<T: ToString>(typed: &mut String, parse: impl Fn(&str) -> Result<T, Text>) {
    *typed = parse(typed).map_or_else(|_| typed.trim().to_owned(), |read| read.to_string());
}

/// # Errors
/// When `value` has more characters than `limit`.
pub fn at_most(value: &str, limit: usize) -> Result<(), Text> {
    match value.chars().count() {
        count if count > limit => Err(Text::new("form-too-long").with("count", count).with("limit", limit)),
        _ => Ok(()),
    }
}
