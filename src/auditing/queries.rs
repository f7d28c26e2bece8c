//! The entries of a list. Who may read the log may read all of it.

use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{filter::Filter, model::Entry, standing::People};
use crate::{
    calendar,
    db::sql::{count_of, fragment, planned_for_values},
    error::AppResult,
    schema::audit_entries::{self as entries, table},
    web::list::{COUNTED, Cursor, Key, Order},
};

type Found = IntoBoxed<'static, table, Pg>;

/// Up to `most` rows in the order of time, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    filter: &Filter,
    people: &People,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Entry>> {
    let order =
        Order { id: "audit_entries.id", key: Key::Time("audit_entries.at"), descending: filter.sort.descending };
    let mut found = filtered(filter, people);
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    let found = found.order(order.away_from(cursor)).limit(most).select(Entry::as_select());
    planned_for_values(c, |c| Ok(found.load(c)?))
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter, people: &People) -> AppResult<i64> {
    let some = filtered(filter, people).select(entries::id).limit(COUNTED);
    planned_for_values(c, |c| count_of(c, some))
}

fn filtered(filter: &Filter, People(people): &People) -> Found {
    let mut found = table.into_boxed();
    if !filter.q.is_empty() {
        // The words of the index.
        let words = "search_vector(audit_entries.actor_name || ' ' || audit_entries.resource_id || ' ' || audit_entries.address)";
        let matches = fragment::<Bool>(format!("{words} @@ search_query($1)")).bind::<SqlText, _>(filter.q.clone());
        found = found.filter(matches);
    }
    if !filter.person.is_empty() {
        // Known beforehand: looked up inside the query, nobody could tell how many entries they have.
        found = found.filter(entries::actor_name.eq_any(people.clone()));
    }
    if !filter.record.is_empty() {
        found = found.filter(entries::resource_id.eq(filter.record.clone()));
    }
    if !filter.action.is_empty() {
        found = found.filter(entries::action.eq(filter.action));
    }
    if filter.has_whole_address() {
        found = found.filter(entries::address.eq(filter.address.clone()));
    } else if !filter.address.is_empty() {
        found = found.filter(entries::address.like(format!("{}%", literal(&filter.address))));
    }
    if let Some(day) = filter.from {
        found = found.filter(entries::at.ge(calendar::start_of(day)));
    }
    if let Some(next) = filter.to.and_then(|day| day.succ_opt()) {
        found = found.filter(entries::at.lt(calendar::start_of(next)));
    }
    found
}

fn literal(typed: &str) -> String {
    typed.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
