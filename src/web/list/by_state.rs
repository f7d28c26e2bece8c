//! Lists that are narrowed by words, with a tab for each state.

use std::str::FromStr;

use serde::Deserialize;

use super::{Cursor, address, words};

/// A state of the records that a list shows.
pub trait Stated: Copy + PartialEq + FromStr {
    /// As it stands in the address.
    fn code(self) -> &'static str;
}

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter<S> {
    pub q: String,
    pub state: Option<S>,
}

impl Asked {
    #[must_use]
    pub fn filter<S: Stated>(&self) -> Filter<S> {
        Filter { q: words(&self.q), state: self.state.parse().ok() }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl<S: Stated> Filter<S> {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty()
    }

    #[must_use]
    pub fn on_tab(&self, state: Option<S>) -> Self {
        Self { state, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        self.state.map_or("", Stated::code)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        address(path, &[("q", &self.q), ("state", self.state_code())])
    }
}
