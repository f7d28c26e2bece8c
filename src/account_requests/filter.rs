//! Which account requests a list shows, as its address says it: those that wait, unless something else is asked for.

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

/// What of it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    /// None for all.
    pub state: Option<State>,
    pub department: Option<i64>,
    pub sort: Sort<Column>,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Whose time is over first comes first.
    #[default]
    Due,
    Name,
}

const ALL: &str = "all";

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Due, Self::Name];

    fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Name => "name",
        }
    }

    fn falls(self) -> bool {
        false
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        let state = match self.state.as_str() {
            ALL => None,
            code => Some(code.parse().unwrap_or(State::Pending)),
        };
        Filter {
            q: list::words(&self.q),
            state,
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

    /// What was answered last comes first.
    #[must_use]
    pub fn on_tab(&self, state: Option<State>) -> Self {
        let sort = Sort { column: Column::Due, descending: state != Some(State::Pending) };
        Self { state, sort, ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<Column>) -> Self {
        Self { sort, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        match self.state {
            Some(State::Pending) => "",
            Some(state) => state.code(),
            None => ALL,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_wait_are_shown_unless_others_are_asked_for() {
        let of = |state: &str| Asked { state: state.into(), ..Asked::default() }.filter();
        assert_eq!(
            (of("").state, of("gone").state, of("all").state),
            (Some(State::Pending), Some(State::Pending), None)
        );
        assert_eq!(of("refused").address("/x"), "/x?state=refused&");
        assert_eq!(of("").address("/x"), "/x?");
        assert_eq!(of("").on_tab(None).address("/x"), "/x?state=all&sort=-due&");
    }
}
