//! Which components a list shows, and on which day, as its address says it.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    catalogue::product::Product,
    web::{
        i18n::iso_date,
        list::{self, Cursor, Sort},
    },
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    product: String,
    state: String,
    on: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything, as it is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub product: Option<Product>,
    pub state: Option<State>,
    /// None for today.
    pub on: Option<NaiveDate>,
    pub sort: Sort<Column>,
}

/// The tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Without a price on the day.
    Unpriced,
    /// With a price that begins later.
    Scheduled,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// As the catalogue has them.
    #[default]
    Place,
    Amount,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Place, Self::Amount];

    fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Amount => "amount",
        }
    }

    fn falls(self) -> bool {
        self == Self::Amount
    }
}

impl State {
    pub const ALL: [Self; 2] = [Self::Unpriced, Self::Scheduled];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unpriced => "unpriced",
            Self::Scheduled => "scheduled",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unpriced => "price-unpriced",
            Self::Scheduled => "price-standing-scheduled",
        }
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            product: self.product.parse().ok(),
            state: State::ALL.into_iter().find(|state| state.code() == self.state),
            on: list::day(&self.on),
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
        !self.q.is_empty() || self.product.is_some() || self.on.is_some()
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

    #[must_use]
    pub fn product_code(&self) -> &'static str {
        self.product.map_or("", Product::code)
    }

    #[must_use]
    pub fn on_code(&self) -> String {
        self.on.map(iso_date).unwrap_or_default()
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("product", self.product_code()),
            ("state", self.state_code()),
            ("on", &self.on_code()),
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
            q: " 云盘 ".into(),
            product: "ebs".into(),
            state: "unpriced".into(),
            on: "2027-01-01".into(),
            sort: "-amount".into(),
            ..Asked::default()
        };
        let filter = asked.filter();
        assert_eq!(
            filter.address("/bills/prices"),
            "/bills/prices?q=%E4%BA%91%E7%9B%98&product=ebs&state=unpriced&on=2027-01-01&sort=-amount&"
        );
        assert!(filter.narrows());
        let nonsense = Asked { product: "x".into(), state: "x".into(), on: "x".into(), ..Asked::default() };
        assert_eq!(nonsense.filter(), Asked::default().filter());
    }
}
