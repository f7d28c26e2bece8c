//! Openings at the turns of their life: what ends, what follows what, what waits for somebody.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    query_builder::QueryFragment,
    sql_types::{Array, BigInt, Bool, Text as SqlText, Timestamptz},
};

use super::opened::{columns, found, named, openings};
use crate::{
    db::sql::{count_of, fragment, statement},
    error::AppResult,
    network::{expiry::asked_about_before, filter::RemovalFilter, mapping::MappingState, opening::Opening},
    policy::{Action, Actor},
    schema::{departments, users},
    web::list::{Cursor, EXACT, Key, Order},
};

type Chosen = IntoBoxed<'static, openings::table, Pg>;

/// What waits longest comes first.
const REMOVALS: Order = Order { id: "openings.id", key: Key::Time("openings.ended_at"), descending: false };
const AWAITING: Order = Order { id: "openings.id", key: Key::Id, descending: false };

/// These with what they renew and what renews them, in the order of their ids.
///
/// # Errors
/// When the database can't be had.
pub fn family_of(c: &mut PgConnection, ids: &[i64]) -> AppResult<Vec<Opening>> {
    let family = format!("SELECT unnest({}) AS id", family_in("openings"));
    let family: Vec<Id> = statement(family).bind::<Array<BigInt>, _>(ids).load(c)?;
    let there = named().filter(openings::id.eq_any(family.into_iter().map(|it| it.id).collect::<Vec<_>>()));
    found(there.order(openings::id).select(columns()).load(c)?)
}

/// The ids in `$1` with those of what they renew and what renews them, as an array gathered along indexes: the same
/// said by `OR` reads `table` from its beginning to its end.
#[must_use]
pub fn family_in(table: &str) -> String {
    format!(
        "ARRAY(SELECT unnest($1)
               UNION SELECT renews_id FROM {table} WHERE id = ANY($1) AND renews_id IS NOT NULL
               UNION SELECT id FROM {table} WHERE renews_id = ANY($1) AND renews_id IS NOT NULL)"
    )
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// What a ticket opened that is in force, in the order of its rows.
///
/// # Errors
/// When the database can't be had.
pub fn in_force_of_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Opening>> {
    let active = MappingState::Active.code();
    let there = named().filter(openings::ticket_id.eq(ticket)).filter(openings::state.eq(active));
    found(there.order((openings::row_number, openings::id)).select(columns()).load(c)?)
}

/// What a ticket's openings renew.
///
/// # Errors
/// When the database can't be had.
pub fn renewed_by_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Opening>> {
    let its = openings::table
        .filter(openings::ticket_id.eq(ticket))
        .filter(openings::renews_id.is_not_null())
        .filter(openings::state.ne(MappingState::Released.code()))
        .into_boxed::<Pg>();
    let there = named().filter(openings::id.eq_any(its.select(openings::renews_id.assume_not_null())));
    found(there.order(openings::id).select(columns()).load(c)?)
}

fn removals(filter: &RemovalFilter) -> Chosen {
    let mut chosen = openings::table.filter(fragment::<Bool>("openings.state = 'to_remove'")).into_boxed();
    if let Some(department) = filter.department {
        chosen = chosen.filter(openings::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        chosen = chosen.filter(
            fragment::<Bool>("strpos(words || ' ' || (SELECT number FROM tickets WHERE id = ticket_id), $1) > 0")
                .bind::<SqlText, _>(filter.q.clone()),
        );
    }
    chosen
}

/// What operators must remove, up to `most`, read away from the cursor. It is theirs alone to see so.
///
/// # Errors
/// When the database can't be had.
pub fn to_remove(
    c: &mut PgConnection,
    filter: &RemovalFilter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Opening>> {
    let mut chosen = removals(filter);
    if let Some(cursor) = cursor {
        chosen = chosen.filter(REMOVALS.beyond(cursor));
    }
    let ids = chosen.order(REMOVALS.away_from(cursor)).limit(most).select(openings::id);
    let there = named().filter(openings::id.eq_any(ids)).order(REMOVALS.away_from(cursor));
    found(there.select(columns()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_to_remove(c: &mut PgConnection, filter: &RemovalFilter) -> AppResult<i64> {
    count_of(c, removals(filter).select(openings::id).limit(EXACT + 1))
}

/// What awaits recertification, as [`Opening::awaits_recertification`] says.
fn unlimited(who: &Actor, today: NaiveDate) -> Chosen {
    let theirs = who.sight(Action::RecertifyMappings).departments().select(departments::id);
    let (needed_before, _) = asked_about_before(today);
    openings::table
        .filter(fragment::<Bool>("openings.state = 'active'"))
        .filter(openings::department_id.eq_any(theirs))
        .filter(
            fragment::<Bool>("upper_inf(valid) AND coalesce(recertified_at, opened_at) < $1")
                .bind::<Timestamptz, _>(needed_before),
        )
        .into_boxed()
}

/// What `who` is to say whether it is still needed, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn awaiting(
    c: &mut PgConnection,
    who: &Actor,
    today: NaiveDate,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Opening>> {
    let mut chosen = unlimited(who, today);
    if let Some(cursor) = cursor {
        chosen = chosen.filter(AWAITING.beyond(cursor));
    }
    let ids = chosen.order(AWAITING.away_from(cursor)).limit(most).select(openings::id);
    let there = named().filter(openings::id.eq_any(ids)).order(AWAITING.away_from(cursor));
    found(there.select(columns()).load(c)?)
}

/// Their ids, as far as they are counted: for a query that counts more.
pub fn ids_awaiting(who: &Actor, today: NaiveDate) -> impl QueryFragment<Pg> + Send + use<> {
    unlimited(who, today).select(openings::id).limit(EXACT + 1)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_awaiting(c: &mut PgConnection, who: &Actor, today: NaiveDate) -> AppResult<i64> {
    count_of(c, unlimited(who, today).select(openings::id).limit(EXACT + 1))
}

/// Who marked it removed, and when.
///
/// # Errors
/// When the database can't be had.
pub fn who_removed(c: &mut PgConnection, id: i64) -> AppResult<Option<(String, DateTime<Utc>)>> {
    let removed = openings::table
        .inner_join(users::table.on(users::id.nullable().eq(openings::removed_by_id)))
        .filter(openings::id.eq(id))
        .filter(openings::removed_at.is_not_null());
    Ok(removed.select((users::display_name, openings::removed_at.assume_not_null())).first(c).optional()?)
}

/// Who last said that it is still needed.
///
/// # Errors
/// When the database can't be had.
pub fn who_recertified(c: &mut PgConnection, id: i64) -> AppResult<Option<String>> {
    let said = openings::table
        .inner_join(users::table.on(users::id.nullable().eq(openings::recertified_by_id)))
        .filter(openings::id.eq(id));
    Ok(said.select(users::display_name).first(c).optional()?)
}
