//! Which projects a list shows, as its address says it.

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
    mine: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub state: Option<State>,
    pub department: Option<i64>,
    /// Those that one keeps oneself.
    pub mine: bool,
    pub sort: Sort<Column>,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Created,
    Name,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Created, Self::Name];

    fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Name => "name",
        }
    }

    fn falls(self) -> bool {
        self == Self::Created
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            state: self.state.parse().ok(),
            department: self.department.parse().ok(),
            mine: self.mine == MINE,
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

/// The value of `mine` that hides those of others.
pub const MINE: &str = "1";

impl Filter {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.department.is_some() || self.mine
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

    /// The same of whose they are.
    #[must_use]
    pub fn mine_code(&self) -> &'static str {
        if self.mine { MINE } else { "" }
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("state", self.state_code()),
            ("department", &self.department_code()),
            ("mine", self.mine_code()),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_says_comes_back_in_the_lists_own() {
        let asked = Asked {
            q: " 应急 ".into(),
            state: "archived".into(),
            mine: "1".into(),
            sort: "name".into(),
            ..Asked::default()
        };
        let filter = asked.filter();
        assert_eq!(filter.address("/projects"), "/projects?q=%E5%BA%94%E6%80%A5&state=archived&mine=1&sort=name&");
        assert!(filter.narrows() && !Filter { q: String::new(), mine: false, ..filter }.narrows());
    }

    #[test]
    fn what_is_not_understood_shows_everything() {
        let asked = Asked { state: "gone".into(), department: "x".into(), mine: "no".into(), ..Asked::default() };
        assert_eq!(asked.filter(), Filter::default());
    }
}
