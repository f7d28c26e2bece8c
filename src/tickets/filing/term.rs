//! What the forms of all network kinds have at their end: ticks and a term.

use crate::web::form::FieldReader;

/// `on` where it was ticked, as a details keeps it.
#[must_use]
pub fn tick(fields: &FieldReader<'_>, name: &str) -> String {
    if fields.ticked(name) { "on".to_owned() } else { String::new() }
}

/// The form of somebody who begins has no end.
pub const UNLIMITED: &str = "unlimited";
pub const UNTIL: &str = "until";
