//! A person's own filters; nobody else's.

use diesel::prelude::*;

use super::model::SavedFilter;
use crate::{error::AppResult, policy::Actor, schema::saved_filters};

/// Those of the list at `$2`, for the query that reads the reader `u`.
pub const OF_THE_LIST: &str = "(SELECT json_agg(json_build_object('id', f.id, 'list', f.list, 'name', f.name,
            'query', f.query) ORDER BY f.name, f.id)
     FROM saved_filters f WHERE f.user_id = u.id AND f.list = $2)";

type Stored = (i64, String, String, String);

const COLUMNS: (saved_filters::id, saved_filters::list, saved_filters::name, saved_filters::query) =
    (saved_filters::id, saved_filters::list, saved_filters::name, saved_filters::query);

fn filter((id, list, name, query): Stored) -> SavedFilter {
    SavedFilter { id, list, name, query }
}

/// All of `who`'s, list by list, each by name.
///
/// # Errors
/// When the database can't be had.
pub fn all_of(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<SavedFilter>> {
    let own = saved_filters::table.filter(saved_filters::user_id.eq(who.id));
    let order = (saved_filters::list, saved_filters::name, saved_filters::id);
    let found: Vec<Stored> = own.order(order).select(COLUMNS).load(c)?;
    Ok(found.into_iter().map(filter).collect())
}

/// One of `who`'s.
///
/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<SavedFilter> {
    let own = saved_filters::table.find(id).filter(saved_filters::user_id.eq(who.id));
    Ok(filter(own.select(COLUMNS).first(c)?))
}
