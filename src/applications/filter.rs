//! Which applications a list shows, as its address says it.

use serde::Deserialize;

use super::state::State;
use crate::web::list::{self, Cursor, Sort};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    department: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub state: Option<State>,
    pub department: Option<i64>,
    pub sort: Sort<Column>,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Created,
    Name,
    Department,
    OpenTickets,
    Hosts,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Created, Self::Name, Self::Department, Self::OpenTickets, Self::Hosts];

    fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Name => "name",
            Self::Department => "department",
            Self::OpenTickets => "open_tickets",
            Self::Hosts => "hosts",
        }
    }

    fn falls(self) -> bool {
        matches!(self, Self::Created | Self::OpenTickets | Self::Hosts)
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            state: self.state.parse().ok(),
            department: self.department.parse().ok(),
            sort: Sort::parse(&self.sort),
        }
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
        !self.q.is_empty() || self.department.is_some()
    }

    #[must_use]
    pub fn on_tab(&self, state: Option<State>) -> Self {
        Self { state, ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<Column>) -> Self {
        Self { sort, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        self.state.map_or("", State::code)
    }

    /// The chosen department as a select has it.
    #[must_use]
    pub fn department_code(&self) -> String {
        self.department.map(|id| id.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("state", self.state_code()),
            ("department", &self.department_code()),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}
