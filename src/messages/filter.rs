//! Which messages a list shows, as its address says it.

use serde::Deserialize;

use super::model::Kind;
use crate::web::list::{self, Cursor, Sort};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
    state: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub kind: Option<Kind>,
    pub reading: Reading,
    pub sort: Sort<Column>,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Time,
    Kind,
    Record,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Time, Self::Kind, Self::Record];

    fn code(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Kind => "kind",
            Self::Record => "record",
        }
    }

    fn falls(self) -> bool {
        self == Self::Time
    }
}

/// The tabs of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    #[default]
    All,
    Unread,
    Read,
}

impl Reading {
    pub const ALL: [Self; 3] = [Self::All, Self::Unread, Self::Read];

    /// As in the address; nothing for everything.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unread => "unread",
            Self::Read => "read",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "message-tab-all",
            Self::Unread => "message-tab-unread",
            Self::Read => "message-tab-read",
        }
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            kind: Kind::from_code(&self.kind),
            reading: Reading::ALL.into_iter().find(|reading| reading.code() == self.state).unwrap_or_default(),
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
        !self.q.is_empty() || self.kind.is_some()
    }

    #[must_use]
    pub fn on_tab(&self, reading: Reading) -> Self {
        Self { reading, ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<Column>) -> Self {
        Self { sort, ..self.clone() }
    }

    /// `path` with this filter; something can always be put after it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let filters = [
            ("q", self.q.as_str()),
            ("kind", self.kind.map_or("", Kind::code)),
            ("state", self.reading.code()),
            ("sort", &self.sort.code()),
        ];
        list::address(path, &filters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: &str, state: &str, q: &str) -> Filter {
        Asked { q: q.to_owned(), kind: kind.to_owned(), state: state.to_owned(), ..Asked::default() }.filter()
    }

    #[test]
    fn a_filter_comes_back_from_its_own_address() {
        let filter = asked("ticket", "unread", " 张 & 李 ");
        let address = filter.address("/messages");
        let query = address.trim_start_matches("/messages?").trim_end_matches('&');
        let asked: Asked = serde_html(query);
        assert_eq!(asked.filter(), filter);
        assert_eq!(Filter::default().address("/messages"), "/messages?");
    }

    fn serde_html(query: &str) -> Asked {
        actix_web::web::Query::<Asked>::from_query(query).expect("an address of our own").into_inner()
    }

    #[test]
    fn what_no_filter_knows_hides_nothing() {
        assert_eq!(asked("weather", "lost", "\0"), Filter::default());
    }
}
