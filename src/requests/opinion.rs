//! What is said with a decision (spec 3, "Deciding").

use crate::{text::Text, web::form::at_most};

/// Characters of an opinion or a reason.
pub const OPINION: usize = 500;

/// An opinion may be left out.
///
/// # Errors
/// When it is too long.
pub fn opinion(typed: &str) -> Result<String, Text> {
    at_most(typed, OPINION).map(|()| typed.to_owned())
}

/// A reason may not.
///
/// # Errors
/// When it is missing or too long.
pub fn reason(typed: &str) -> Result<String, Text> {
    if typed.is_empty() { Err("request-reason-missing".into()) } else { opinion(typed) }
}
