//! Which quota requests a list shows, as its address says it.

use serde::Deserialize;

use super::state::State;
use crate::web::list::{self, Cursor};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub state: Option<State>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter { q: list::words(&self.q), state: self.state.parse().ok() }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    /// Beside the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty()
    }

    #[must_use]
    pub fn on_tab(&self, state: Option<State>) -> Self {
        Self { state, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        self.state.map_or("", State::code)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("q", &self.q), ("state", self.state_code())])
    }
}
