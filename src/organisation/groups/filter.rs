//! Which groups the list shows, as its address says it.

use serde::Deserialize;

use crate::web::list::{self, Cursor};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    department: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub department: Option<i64>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter { q: list::words(&self.q), department: self.department.parse().ok() }
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
    pub fn department_code(&self) -> String {
        self.department.map(|id| id.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("q", &self.q), ("department", &self.department_code())])
    }
}
