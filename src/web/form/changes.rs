//! What became different while somebody typed (spec 0, "Stale pages").

use super::{Choice, Field};
use crate::text::Text;

/// The record as it is now, where it differs from what was typed.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Who did what meanwhile.
    pub says: Text,
    pub fields: Vec<Change>,
}

/// A field that says something else now.
#[derive(Clone, Debug)]
pub struct Change {
    /// The field's.
    pub label: &'static str,
    pub now: String,
    pub typed: String,
}

impl Changes {
    #[must_use]
    pub fn new(says: Text, fields: impl IntoIterator<Item = Change>) -> Self {
        Self { says, fields: fields.into_iter().filter(|field| field.now != field.typed).collect() }
    }
}

impl Change {
    #[must_use]
    pub fn of(field: &Field, now: &str) -> Self {
        Self { label: field.label(), now: now.to_owned(), typed: field.value().to_owned() }
    }

    /// Of a field to choose in: both by their names.
    #[must_use]
    pub fn chosen(field: &Field, choices: &[Choice], now: &str) -> Self {
        let name = |value: &str| {
            let choice = choices.iter().find(|choice| choice.value == value);
            choice.map_or_else(|| value.to_owned(), |choice| choice.label.clone())
        };
        Self { label: field.label(), now: name(now), typed: name(field.value()) }
    }
}
