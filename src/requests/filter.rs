//! Which requests and resources a list shows, as its address says it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::state::State;
use crate::{
    catalogue::product::Product,
    web::list::{self, Cursor, Sort},
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    region: String,
    project: String,
    product: String,
    department: String,
    from: String,
    to: String,
    mine: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter<C: list::Column> {
    pub q: String,
    pub state: String,
    pub region: Option<i64>,
    pub project: Option<i64>,
    pub product: Option<Product>,
    pub department: Option<i64>,
    /// First and last day, in Shanghai.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub mine: bool,
    pub sort: Sort<C>,
}

/// What requests can be sorted by: what an index of all of them has the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Created,
    Due,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Created, Self::Due];

    fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Due => "due",
        }
    }

    fn falls(self) -> bool {
        self == Self::Created
    }
}

/// What resources can be sorted by: what an index of all of them has the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResourceColumn {
    #[default]
    Delivered,
    Name,
}

impl list::Column for ResourceColumn {
    const ALL: &'static [Self] = &[Self::Delivered, Self::Name];

    fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Name => "name",
        }
    }

    fn falls(self) -> bool {
        self == Self::Delivered
    }
}

impl Asked {
    #[must_use]
    pub fn filter<C: list::Column>(&self, states: &[&'static str]) -> Filter<C> {
        Filter {
            q: list::words(&self.q),
            state: states
                .iter()
                .find(|state| **state == self.state)
                .map(|state| (*state).to_owned())
                .unwrap_or_default(),
            region: self.region.parse().ok(),
            project: self.project.parse().ok(),
            product: self.product.parse().ok(),
            department: self.department.parse().ok(),
            from: list::day(&self.from),
            to: list::day(&self.to),
            mine: self.mine == "on",
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

/// The states of requests that can be asked for.
#[must_use]
pub fn request_states() -> Vec<&'static str> {
    State::ALL.map(State::code).into()
}

/// And those of resources.
pub const RESOURCE_STATES: [&str; 2] = ["in_use", "returned"];

fn id(id: Option<i64>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

impl<C: list::Column> Filter<C> {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        let chosen = [self.region, self.project, self.department].iter().any(Option::is_some);
        !self.q.is_empty() || chosen || self.product.is_some() || self.from.is_some() || self.to.is_some() || self.mine
    }

    #[must_use]
    pub fn on_tab(&self, state: &str) -> Self {
        Self { state: state.to_owned(), ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<C>) -> Self {
        Self { sort, ..self.clone() }
    }

    #[must_use]
    pub fn region_code(&self) -> String {
        id(self.region)
    }

    #[must_use]
    pub fn project_code(&self) -> String {
        id(self.project)
    }

    #[must_use]
    pub fn department_code(&self) -> String {
        id(self.department)
    }

    #[must_use]
    pub fn product_code(&self) -> &'static str {
        self.product.map_or("", Product::code)
    }

    #[must_use]
    pub fn first_day(&self) -> String {
        self.from.map(|day| day.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn last_day(&self) -> String {
        self.to.map(|day| day.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("state", &self.state),
            ("region", &self.region_code()),
            ("project", &self.project_code()),
            ("product", self.product_code()),
            ("department", &self.department_code()),
            ("from", &self.first_day()),
            ("to", &self.last_day()),
            ("mine", if self.mine { "on" } else { "" }),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}
