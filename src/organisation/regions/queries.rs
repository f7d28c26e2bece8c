//! The regions as their keepers see them: all of them.

use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{filter::Filter, model::Region};
use crate::{
    db::sql::{count_of, fragment},
    error::AppResult,
    schema::regions,
    web::list::{COUNTED, Cursor, Key, Order},
};

const ORDER: Order = Order { id: "regions.id", key: Key::Id, descending: false };

fn filtered(filter: &Filter) -> IntoBoxed<'static, regions::table, Pg> {
    let mut found = regions::table.into_boxed();
    if let Some(kind) = filter.kind {
        found = found.filter(regions::kind.eq(kind.code()));
    }
    if !filter.q.is_empty() {
        let words = fragment::<Bool>("strpos(lower(regions.name || ' ' || regions.code), lower($1)) > 0");
        found = found.filter(words.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

/// As they were made, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, filter: &Filter, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Region>> {
    let mut found = filtered(filter);
    if let Some(cursor) = cursor {
        found = found.filter(ORDER.beyond(cursor));
    }
    Ok(found.order(ORDER.away_from(cursor)).limit(most).select(Region::as_select()).load(c)?)
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    count_of(c, filtered(filter).select(regions::id).limit(COUNTED))
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Region> {
    Ok(regions::table.find(id).select(Region::as_select()).first(c)?)
}
