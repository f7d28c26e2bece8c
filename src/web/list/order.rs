//! Sorted lists, paged by key: rows stand by what they are sorted by, and by id where that is the same.

use std::net::Ipv4Addr;

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Bool, Text as SqlText},
};

use super::Cursor;
use crate::db::sql::{Sql, fragment};

/// What rows are sorted by: an expression of SQL that is never null.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// The id alone: as they were made.
    Id,
    Text(&'static str),
    Number(&'static str),
    Time(&'static str),
    Address(&'static str),
}

impl Key {
    fn sql(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Id => None,
            Self::Text(sql) => Some((sql, "text")),
            Self::Number(sql) => Some((sql, "bigint")),
            Self::Time(sql) => Some((sql, "timestamptz")),
            Self::Address(sql) => Some((sql, "inet")),
        }
    }

    /// A cursor's key as the database can read it, whatever somebody made of the address.
    fn read(self, key: &str) -> String {
        match self {
            Self::Id => String::new(),
            Self::Text(_) => key.replace('\0', ""),
            Self::Number(_) => key.parse::<i64>().unwrap_or_default().to_string(),
            Self::Time(_) => moment(key).to_rfc3339_opts(SecondsFormat::Micros, true),
            Self::Address(_) => key.parse().unwrap_or(Ipv4Addr::UNSPECIFIED).to_string(),
        }
    }
}

/// A time as a cursor holds it.
#[must_use]
pub fn micros(at: DateTime<Utc>) -> String {
    at.timestamp_micros().to_string()
}

fn moment(key: &str) -> DateTime<Utc> {
    let at = key.parse().ok().and_then(DateTime::from_timestamp_micros);
    at.filter(|at| (1..10_000).contains(&at.year())).unwrap_or_default()
}

/// An order of a table's rows.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// The table's id, in SQL.
    pub id: &'static str,
    pub key: Key,
    pub descending: bool,
}

impl Order {
    /// For `order`: away from the cursor.
    pub fn away_from(self, cursor: Option<&Cursor>) -> Sql<'static, Bool> {
        fragment(self.away_from_sql(cursor))
    }

    /// The same, to stand in a statement.
    #[must_use]
    pub fn away_from_sql(self, cursor: Option<&Cursor>) -> String {
        let way = if self.falls_from(cursor) { "DESC" } else { "ASC" };
        match self.key.sql() {
            None => format!("{} {way}", self.id),
            Some((key, _)) => format!("{key} {way}, {} {way}", self.id),
        }
    }

    /// The same order of a subquery's rows `rows (id, key)`, and what makes their key.
    #[must_use]
    pub fn of_subquery(self, id: &'static str, key: &'static str) -> (Self, &'static str) {
        match self.key {
            Key::Id => (Self { id, ..self }, "NULL"),
            Key::Text(made) => (Self { id, key: Key::Text(key), ..self }, made),
            Key::Number(made) => (Self { id, key: Key::Number(key), ..self }, made),
            Key::Time(made) => (Self { id, key: Key::Time(key), ..self }, made),
            Key::Address(made) => (Self { id, key: Key::Address(key), ..self }, made),
        }
    }

    /// For `filter`: the rows beyond the cursor.
    #[must_use]
    pub fn beyond(self, cursor: &Cursor) -> Beyond {
        let sign = if self.falls_from(Some(cursor)) { "<" } else { ">" };
        Beyond { order: self, sign, key: self.key.read(&cursor.key), id: cursor.id }
    }

    fn falls_from(self, cursor: Option<&Cursor>) -> bool {
        self.descending != cursor.is_some_and(|cursor| cursor.back)
    }
}

/// Rows beyond a place of an order.
#[derive(Clone, Debug)]
pub struct Beyond {
    order: Order,
    sign: &'static str,
    key: String,
    id: i64,
}

impl Expression for Beyond {
    type SqlType = Bool;
}

impl<Table> AppearsOnTable<Table> for Beyond {}
impl<Table> SelectableExpression<Table> for Beyond {}

impl ValidGrouping<()> for Beyond {
    type IsAggregate = is_aggregate::No;
}

impl QueryId for Beyond {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Beyond {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Self { order, sign, key, id } = self;
        let Some((sql, kind)) = order.key.sql() else {
            out.push_sql(&format!("{} {sign} ", order.id));
            return out.push_bind_param::<BigInt, _>(id);
        };
        // Compared as a pair, so that an index over both finds the place.
        out.push_sql(&format!("({sql}, {}) {sign} (", order.id));
        out.push_bind_param::<SqlText, _>(key)?;
        out.push_sql(&format!("::{kind}, "));
        out.push_bind_param::<BigInt, _>(id)?;
        out.push_sql(")");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(key: Key) -> Order {
        Order { id: "t.id", key, descending: false }
    }

    fn where_beyond(key: Key, cursor: &str) -> String {
        let beyond = order(key).beyond(&Cursor::parse(cursor).unwrap());
        diesel::debug_query::<Pg, _>(&beyond).to_string()
    }

    #[test]
    fn a_place_is_a_key_and_an_id() {
        let sql = where_beyond(Key::Text("t.name"), "p7~应急");
        assert!(sql.starts_with("(t.name, t.id) < ($1::text, $2)"), "{sql}");
        assert!(where_beyond(Key::Id, "n7").starts_with("t.id > $1"));
    }

    #[test]
    fn whatever_stands_in_a_cursor_can_be_compared() {
        assert_eq!(Key::Number("").read("many"), "0");
        assert_eq!(Key::Address("").read("here"), "0.0.0.0");
        assert_eq!(Key::Text("").read("a\0b"), "ab");
        for key in ["soon", "-99999999999999999", "9223372036854775807"] {
            assert_eq!(Key::Time("").read(key), "1970-01-01T00:00:00.000000Z", "{key}");
        }
        let now = Utc::now();
        assert_eq!(moment(&micros(now)).timestamp_micros(), now.timestamp_micros());
    }
}
