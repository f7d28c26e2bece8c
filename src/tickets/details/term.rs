//! Until when something stays open, and what it prolongs (spec 2, `validity`, "Expiry").

use serde::{Deserialize, Serialize};

/// Of the kinds that open something for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// `unlimited` or `until`.
    pub validity: String,
    /// The last day, as `2026-11-22`.
    pub valid_until: String,
    /// The number of the ticket that it prolongs; empty unless it is a renewal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub renews: String,
}

/// `validity`; the form of somebody who begins has no end.
pub const UNLIMITED: &str = "unlimited";
pub const UNTIL: &str = "until";

impl Term {
    #[must_use]
    pub fn unlimited() -> Self {
        Self { validity: UNLIMITED.to_owned(), ..Self::default() }
    }

    /// Ends with `last_day`, as it is shown.
    pub fn end_with(&mut self, last_day: impl ToString) {
        UNTIL.clone_into(&mut self.validity);
        self.valid_until = last_day.to_string();
    }
}
