//! A person keeps filters, and gives them up.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};
use serde_json::json;

use super::{
    form::Wanted,
    model::{MOST, SavedFilter},
    queries,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::Actor,
    schema::{saved_filters, users},
    text::Text,
};

/// The audit log's resource type.
const RESOURCE: &str = "saved_filter";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Keeps it, or puts it in the place of the one of that name if that is wanted.
///
/// # Errors
/// 422 at `name` where it is taken, or there is no room.
pub fn save(tx: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<()> {
    // One after the other, so that each sees which names and places the one before took.
    let me = users::table.find(who.id).select(users::id).for_no_key_update();
    me.first::<i64>(tx)?;
    match (named(tx, who, wanted)?, wanted.replaces) {
        (Some(_), false) => Err(AppError::at("name", NAME_TAKEN)),
        (Some(id), true) => change(tx, who, id, &wanted.name, &wanted.query),
        (None, _) => create(tx, who, wanted),
    }
}

/// Another name for the one of that id.
///
/// # Errors
/// 404, 422 at `name` where it is taken.
pub fn rename(tx: &mut PgConnection, who: &Actor, id: i64, name: &str) -> AppResult<()> {
    let query = queries::find(tx, who, id)?.query;
    change(tx, who, id, name, &query)
}

/// Gone.
///
/// # Errors
/// 404.
pub fn delete(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<()> {
    let before = queries::find(tx, who, id)?;
    diesel::delete(saved_filters::table.find(id)).execute(tx)?;
    tell(tx, who, "deleteFilter", Some(&before), None)
}

/// The sentence for it, by which the page knows that replacing is a way out.
pub const NAME_TAKEN: &str = "saved-filter-name-taken";

/// The one of the same list and name, however it is written.
fn named(tx: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<Option<i64>> {
    let same = statement("SELECT id FROM saved_filters WHERE user_id = $1 AND list = $2 AND lower(name) = lower($3)");
    let found: Option<Id> = same
        .bind::<BigInt, _>(who.id)
        .bind::<SqlText, _>(wanted.list)
        .bind::<SqlText, _>(wanted.name.clone())
        .get_result(tx)
        .optional()?;
    Ok(found.map(|found| found.id))
}

fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<()> {
    let at_the_first_free_place = statement(format!(
        "INSERT INTO saved_filters (user_id, list, place, name, query)
         SELECT $1, $2, min(free.place), $3, $4 FROM generate_series(1, {MOST}) AS free (place)
         WHERE NOT EXISTS (SELECT FROM saved_filters f WHERE f.user_id = $1 AND f.list = $2 AND f.place = free.place)
         HAVING min(free.place) IS NOT NULL RETURNING id"
    ));
    let kept: Option<Id> = at_the_first_free_place
        .bind::<BigInt, _>(who.id)
        .bind::<SqlText, _>(wanted.list)
        .bind::<SqlText, _>(wanted.name.clone())
        .bind::<SqlText, _>(wanted.query.clone())
        .get_result(tx)
        .optional()?;
    let no_room = || AppError::at("name", Text::new("saved-filter-no-room").with("most", MOST));
    let kept = queries::find(tx, who, kept.ok_or_else(no_room)?.id)?;
    tell(tx, who, "createFilter", None, Some(&kept))
}

fn change(tx: &mut PgConnection, who: &Actor, id: i64, name: &str, query: &str) -> AppResult<()> {
    let before = queries::find(tx, who, id)?;
    let after = SavedFilter { name: name.to_owned(), query: query.to_owned(), ..before.clone() };
    if after == before {
        return Ok(());
    }
    let changed = (saved_filters::name.eq(name), saved_filters::query.eq(query));
    diesel::update(saved_filters::table.find(id)).set(changed).execute(tx)?;
    tell(tx, who, "updateFilter", Some(&before), Some(&after))
}

fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    action: &'static str,
    before: Option<&SavedFilter>,
    after: Option<&SavedFilter>,
) -> AppResult<()> {
    let facts = |filter: &SavedFilter| json!({ "list": filter.list, "name": filter.name, "query": filter.query });
    let Some(filter) = after.or(before) else { return Ok(()) };
    let record = Record { kind: RESOURCE, id: filter.id, number: filter.id.to_string(), path: filter.path() };
    outbox::tell(tx, who, &Event::new(action, RESOURCE, record).changed(before.map(facts), after.map(facts)))
}
