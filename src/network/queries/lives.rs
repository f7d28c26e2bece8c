//! Mappings at the turns of their life: what ends, what follows what, what waits for somebody.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Text as SqlText, Timestamptz},
};

use super::mappings::{columns, found, named};
use crate::{
    db::sql::{fragment, statement},
    error::AppResult,
    network::{
        expiry::asked_about_before,
        filter::RemovalFilter,
        mapping::{Mapping, MappingState},
    },
    policy::{Action, Actor},
    schema::{departments, port_mappings as mappings, users},
    web::list::{Cursor, EXACT, Key, Order},
};

type Chosen = IntoBoxed<'static, mappings::table, Pg>;

/// What waits longest comes first.
const REMOVALS: Order = Order { id: "port_mappings.id", key: Key::Time("port_mappings.ended_at"), descending: false };
const AWAITING: Order = Order { id: "port_mappings.id", key: Key::Id, descending: false };

/// These mappings with what they renew and what renews them, in the order of their ids.
///
/// # Errors
/// When the database can't be had.
pub fn family_of(c: &mut PgConnection, ids: &[i64]) -> AppResult<Vec<Mapping>> {
    let family: Vec<Id> = statement(
        "SELECT id FROM port_mappings
         WHERE id = ANY($1) OR renews_id = ANY($1) OR id IN (SELECT renews_id FROM port_mappings WHERE id = ANY($1))",
    )
    .bind::<Array<BigInt>, _>(ids)
    .load(c)?;
    let there = named().filter(mappings::id.eq_any(family.into_iter().map(|it| it.id).collect::<Vec<_>>()));
    found(there.order(mappings::id).select(columns()).load(c)?)
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
pub fn in_force_of_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Mapping>> {
    let active = MappingState::Active.code();
    let there = named().filter(mappings::ticket_id.eq(ticket)).filter(mappings::state.eq(active));
    found(there.order((mappings::row_number, mappings::id)).select(columns()).load(c)?)
}

/// What the mappings of a ticket renew.
///
/// # Errors
/// When the database can't be had.
pub fn renewed_by_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Mapping>> {
    let its = mappings::table
        .filter(mappings::ticket_id.eq(ticket))
        .filter(mappings::renews_id.is_not_null())
        .filter(mappings::state.ne(MappingState::Released.code()))
        .into_boxed::<Pg>();
    let there = named().filter(mappings::id.eq_any(its.select(mappings::renews_id.assume_not_null())));
    found(there.order(mappings::id).select(columns()).load(c)?)
}

fn removals(filter: &RemovalFilter) -> Chosen {
    let mut chosen = mappings::table.filter(fragment::<Bool>("port_mappings.state = 'to_remove'")).into_boxed();
    if let Some(department) = filter.department {
        chosen = chosen.filter(mappings::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        chosen = chosen.filter(
            fragment::<Bool>(
                "strpos(host(pool_ip) || ':' || public_port || ' ' || host(floating_ip) || ':' || internal_port || ' ' ||
                        (SELECT number FROM tickets WHERE id = ticket_id), $1) > 0",
            )
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
) -> AppResult<Vec<Mapping>> {
    let mut chosen = removals(filter);
    if let Some(cursor) = cursor {
        chosen = chosen.filter(REMOVALS.beyond(cursor));
    }
    let ids = chosen.order(REMOVALS.away_from(cursor)).limit(most).select(mappings::id);
    let there = named().filter(mappings::id.eq_any(ids)).order(REMOVALS.away_from(cursor));
    found(there.select(columns()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_to_remove(c: &mut PgConnection, filter: &RemovalFilter) -> AppResult<i64> {
    let some = removals(filter).select(mappings::id).limit(EXACT + 1);
    Ok(mappings::table.filter(mappings::id.eq_any(some)).count().get_result(c)?)
}

/// What awaits recertification, as [`Mapping::awaits_recertification`] says.
fn unlimited(who: &Actor, today: NaiveDate) -> Chosen {
    let theirs = who.sight(Action::RecertifyMappings).departments().select(departments::id);
    let (needed_before, _) = asked_about_before(today);
    mappings::table
        .filter(fragment::<Bool>("port_mappings.state = 'active'"))
        .filter(mappings::department_id.eq_any(theirs))
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
) -> AppResult<Vec<Mapping>> {
    let mut chosen = unlimited(who, today);
    if let Some(cursor) = cursor {
        chosen = chosen.filter(AWAITING.beyond(cursor));
    }
    let ids = chosen.order(AWAITING.away_from(cursor)).limit(most).select(mappings::id);
    let there = named().filter(mappings::id.eq_any(ids)).order(AWAITING.away_from(cursor));
    found(there.select(columns()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_awaiting(c: &mut PgConnection, who: &Actor, today: NaiveDate) -> AppResult<i64> {
    let some = unlimited(who, today).select(mappings::id).limit(EXACT + 1);
    Ok(mappings::table.filter(mappings::id.eq_any(some)).count().get_result(c)?)
}

/// Who marked it removed, and when.
///
/// # Errors
/// When the database can't be had.
pub fn who_removed(c: &mut PgConnection, id: i64) -> AppResult<Option<(String, DateTime<Utc>)>> {
    let removed = mappings::table
        .inner_join(users::table.on(users::id.nullable().eq(mappings::removed_by_id)))
        .filter(mappings::id.eq(id))
        .filter(mappings::removed_at.is_not_null());
    Ok(removed.select((users::display_name, mappings::removed_at.assume_not_null())).first(c).optional()?)
}

/// Who last said that it is still needed.
///
/// # Errors
/// When the database can't be had.
pub fn who_recertified(c: &mut PgConnection, id: i64) -> AppResult<Option<String>> {
    let said = mappings::table
        .inner_join(users::table.on(users::id.nullable().eq(mappings::recertified_by_id)))
        .filter(mappings::id.eq(id));
    Ok(said.select(users::display_name).first(c).optional()?)
}
