//! Which users a list shows, as its address says it.

use serde::Deserialize;

use super::state::State;
use crate::{
    policy::Role,
    web::list::{self, Cursor, Sort},
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    department: String,
    role: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub state: Option<State>,
    pub department: Option<i64>,
    pub role: Option<Holding>,
    pub sort: Sort<Column>,
}

/// Who is meant by a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    Role(Role),
    /// Who has none, and can do nothing.
    Nothing,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Created,
    Username,
    Name,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Created, Self::Username, Self::Name];

    fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Username => "username",
            Self::Name => "name",
        }
    }

    fn falls(self) -> bool {
        self == Self::Created
    }
}

impl Holding {
    const NOTHING: &str = "none";

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Role(role) => role.code(),
            Self::Nothing => Self::NOTHING,
        }
    }

    fn parse(code: &str) -> Option<Self> {
        if code == Self::NOTHING { Some(Self::Nothing) } else { code.parse().ok().map(Self::Role) }
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            state: self.state.parse().ok(),
            department: self.department.parse().ok(),
            role: Holding::parse(&self.role),
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    /// Whether anybody is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.department.is_some() || self.role.is_some()
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
    pub fn role_code(&self) -> &'static str {
        self.role.map_or("", Holding::code)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("state", self.state_code()),
            ("department", &self.department_code()),
            ("role", self.role_code()),
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
            q: " 陈静 ".into(),
            state: "locked".into(),
            department: "5".into(),
            role: "dept_admin".into(),
            sort: "username".into(),
            ..Asked::default()
        };
        let address = "/admin/users?q=%E9%99%88%E9%9D%99&state=locked&department=5&role=dept_admin&sort=username&";
        assert_eq!(asked.filter().address("/admin/users"), address);
        let none = Asked { role: "none".into(), ..Asked::default() };
        assert!(none.filter().narrows() && none.filter().role == Some(Holding::Nothing));
    }

    #[test]
    fn what_is_not_understood_shows_everybody() {
        let asked = Asked { state: "gone".into(), department: "x".into(), role: "king".into(), ..Asked::default() };
        assert_eq!(asked.filter(), Filter::default());
    }
}
