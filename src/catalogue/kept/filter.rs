//! Which entries a list shows, as its address says it.

use serde::Deserialize;

use super::kind::Kind;
use crate::web::list::{self, Cursor};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    q: String,
    state: String,
    cursor: String,
}

/// What of it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Kind,
    pub q: String,
    /// None for both.
    pub retired: Option<bool>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        let retired = match self.state.as_str() {
            "offered" => Some(false),
            "retired" => Some(true),
            _ => None,
        };
        Filter { kind: self.kind.parse().unwrap_or_default(), q: list::words(&self.q), retired }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.retired.is_some()
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        match self.retired {
            None => "",
            Some(false) => "offered",
            Some(true) => "retired",
        }
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("kind", self.kind.code()), ("q", &self.q), ("state", self.state_code())])
    }
}
