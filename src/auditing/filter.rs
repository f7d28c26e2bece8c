//! Which entries a list shows, as its address says it.

use std::net::IpAddr;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::words;
use crate::web::list::{self, Cursor, Sort};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    person: String,
    record: String,
    action: String,
    address: String,
    from: String,
    to: String,
    sort: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of usernames, records and addresses.
    pub q: String,
    /// A username, or part of a name.
    pub person: String,
    /// A record's whole number or name.
    pub record: String,
    pub action: &'static str,
    /// A client's address, or its beginning.
    pub address: String,
    /// Days, Asia/Shanghai, both inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub sort: Sort<Column>,
}

/// What the list can be sorted by: the log is a sequence, everything else narrows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Time,
}

impl list::Column for Column {
    const ALL: &'static [Self] = &[Self::Time];

    fn code(self) -> &'static str {
        "time"
    }

    fn falls(self) -> bool {
        true
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            person: list::words(&self.person),
            record: list::words(&self.record),
            action: words::known_action(&self.action).unwrap_or_default(),
            address: list::words(&self.address),
            from: list::day(&self.from),
            to: list::day(&self.to),
            sort: Sort::parse(&self.sort),
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self { sort: self.sort, ..Self::default() }
    }

    /// Whether a filter beside the search field is set.
    #[must_use]
    pub fn narrows_beside_words(&self) -> bool {
        Self { q: String::new(), ..self.clone() }.narrows()
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort<Column>) -> Self {
        Self { sort, ..self.clone() }
    }

    /// Everything of one person.
    #[must_use]
    pub fn of_person(username: &str) -> Self {
        Self { person: username.to_owned(), ..Self::default() }
    }

    /// Everything about one record.
    #[must_use]
    pub fn of_record(number: &str) -> Self {
        Self { record: number.to_owned(), ..Self::default() }
    }

    /// Whether the address is whole: `10.0.0.1` isn't `10.0.0.12`.
    #[must_use]
    pub fn has_whole_address(&self) -> bool {
        self.address.parse::<IpAddr>().is_ok()
    }

    #[must_use]
    pub fn first_day(&self) -> String {
        self.from.map(|day| day.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn last_day(&self) -> String {
        self.to.map(|day| day.to_string()).unwrap_or_default()
    }

    /// `path` with this filter; something can always be put after it.
    #[must_use]
    pub fn address_at(&self, path: &str) -> String {
        list::address(path, &self.pairs().each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    #[must_use]
    pub fn link(&self, path: &str) -> String {
        list::link(&self.address_at(path))
    }

    /// For the log: what was looked for. Nothing for everything.
    #[must_use]
    pub fn audited(&self) -> Option<Value> {
        let set: serde_json::Map<_, _> = self
            .pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        (!set.is_empty()).then_some(Value::Object(set))
    }

    fn pairs(&self) -> [(&'static str, String); 8] {
        [
            ("q", self.q.clone()),
            ("person", self.person.clone()),
            ("record", self.record.clone()),
            ("action", self.action.to_owned()),
            ("address", self.address.clone()),
            ("from", self.first_day()),
            ("to", self.last_day()),
            ("sort", self.sort.code()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Filter {
        actix_web::web::Query::<Asked>::from_query(query).unwrap().filter()
    }

    #[test]
    fn a_filter_comes_back_from_its_own_address() {
        let query = "q=%E5%BA%94%E6%80%A5+%26+x&person=yj.user&record=GD1&action=createCase&address=10.0.0.1\
                     &from=2026-11-01&to=2026-11-22&sort=time";
        assert_eq!(asked(query).address_at("/admin/audit"), format!("/admin/audit?{query}&"));
        assert!(asked(query).narrows_beside_words() && !asked("q=x&sort=time").narrows_beside_words());
        assert_eq!(asked("").link("/admin/audit"), "/admin/audit");
    }

    #[test]
    fn what_no_filter_knows_hides_nothing() {
        let filter = asked("action=eat&from=yesterday&to=262142-01-01&sort=up&q=%00&person=+");
        assert_eq!(filter, Filter::default());
        assert!(!filter.narrows() && filter.audited().is_none());
    }

    #[test]
    fn what_was_looked_for_is_told_to_the_log() {
        assert_eq!(asked("person=yj.user&q=").audited(), Some(json!({ "person": "yj.user" })));
    }
}
