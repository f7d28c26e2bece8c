//! Which addresses and hosts a list shows, as its address says it.

use serde::Deserialize;

use super::{host::HostState, line::Line, pool::Pool};
use crate::web::list::{self, Column, Cursor, Sort};

/// The address of either list, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    department: String,
    line: String,
    application: String,
    region: String,
    state: String,
    sort: String,
    cursor: String,
}

/// What a list of addresses was understood to show; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressFilter {
    pub pool: Pool,
    pub q: String,
    pub line: Option<Line>,
    pub department: Option<i64>,
    /// Only addresses with ports that wait to be removed.
    pub to_remove: bool,
    pub sort: Sort<AddressColumn>,
}

/// The same for a list of hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFilter {
    pub q: String,
    pub department: Option<i64>,
    pub application: Option<i64>,
    pub region: Option<i64>,
    pub state: Option<HostState>,
    pub sort: Sort<HostColumn>,
}

/// The same for the list of what is to be removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalFilter {
    pub q: String,
    pub department: Option<i64>,
}

/// What a list of addresses can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddressColumn {
    #[default]
    Address,
    Department,
    InUse,
    Held,
}

impl Column for AddressColumn {
    const ALL: &'static [Self] = &[Self::Address, Self::Department, Self::InUse, Self::Held];

    fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Department => "department",
            Self::InUse => "in_use",
            Self::Held => "held",
        }
    }

    fn falls(self) -> bool {
        matches!(self, Self::InUse | Self::Held)
    }
}

/// What a list of hosts can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostColumn {
    #[default]
    Created,
    Name,
    FloatingIp,
    Application,
    Region,
}

impl Column for HostColumn {
    const ALL: &'static [Self] = &[Self::Created, Self::Name, Self::FloatingIp, Self::Application, Self::Region];

    fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Name => "name",
            Self::FloatingIp => "floating_ip",
            Self::Application => "application",
            Self::Region => "region",
        }
    }

    fn falls(self) -> bool {
        self == Self::Created
    }
}

impl Asked {
    #[must_use]
    pub fn addresses(&self, pool: Pool) -> AddressFilter {
        AddressFilter {
            pool,
            q: list::words(&self.q),
            line: self.line.parse().ok(),
            department: self.department.parse().ok(),
            to_remove: self.state == TO_REMOVE,
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn hosts(&self) -> HostFilter {
        HostFilter {
            q: list::words(&self.q),
            department: self.department.parse().ok(),
            application: self.application.parse().ok(),
            region: self.region.parse().ok(),
            state: self.state.parse().ok(),
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn removals(&self) -> RemovalFilter {
        RemovalFilter { q: list::words(&self.q), department: self.department.parse().ok() }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

const TO_REMOVE: &str = "to_remove";

impl AddressFilter {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.line.is_some() || self.department.is_some()
    }

    #[must_use]
    pub fn on_tab(&self, to_remove: bool) -> Self {
        Self { to_remove, ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<AddressColumn>) -> Self {
        Self { sort, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        if self.to_remove { TO_REMOVE } else { "" }
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("line", self.line.map_or("", Line::code)),
            ("department", &code_of(self.department)),
            ("state", self.state_code()),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}

impl HostFilter {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || [self.department, self.application, self.region].iter().any(Option::is_some)
    }

    #[must_use]
    pub fn on_tab(&self, state: Option<HostState>) -> Self {
        Self { state, ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<HostColumn>) -> Self {
        Self { sort, ..self.clone() }
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        self.state.map_or("", HostState::code)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("department", &code_of(self.department)),
            ("application", &code_of(self.application)),
            ("region", &code_of(self.region)),
            ("state", self.state_code()),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}

impl RemovalFilter {
    /// Whether anything is hidden.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.department.is_some()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("q", self.q.as_str()), ("department", &code_of(self.department))])
    }
}

/// A chosen record as a select has it.
#[must_use]
pub fn code_of(id: Option<i64>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
