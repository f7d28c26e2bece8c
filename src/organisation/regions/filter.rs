//! Which regions the list shows, as its address says it.

use serde::Deserialize;

use super::model::Kind;
use crate::web::list::{self, Cursor};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub kind: Option<Kind>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter { q: list::words(&self.q), kind: self.kind.parse().ok() }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("q", &self.q), ("kind", self.kind.map_or("", Kind::code))])
    }
}
