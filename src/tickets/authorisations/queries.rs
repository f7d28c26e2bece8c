//! Reading and writing authorisations. Their ticket is locked by whoever changes them.

use chrono::{DateTime, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Timestamptz},
};

use super::{
    form::{Asked, Granted},
    model::{Authorisation, Span, State},
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    schema::ticket_authorisations as authorisations,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = authorisations, check_for_backend(Pg))]
struct Row {
    id: i64,
    target: String,
    state: String,
    asked_by_id: i64,
    valid_from: Option<DateTime<Utc>>,
    valid_until: Option<DateTime<Utc>>,
}

/// One of that ticket's.
///
/// # Errors
/// 404 when there is none.
pub fn lock(tx: &mut PgConnection, ticket: i64, id: i64) -> AppResult<Authorisation> {
    let of_ticket = authorisations::table.find(id).filter(authorisations::ticket_id.eq(ticket));
    read(of_ticket.select(Row::as_select()).for_update().first(tx)?)
}

/// What of that ticket is asked for or granted.
///
/// # Errors
/// When the database refuses.
pub fn lock_open(tx: &mut PgConnection, ticket: i64) -> AppResult<Vec<Authorisation>> {
    let open = authorisations::table
        .filter(authorisations::ticket_id.eq(ticket))
        .filter(authorisations::state.eq_any([State::Asked.code(), State::Granted.code()]));
    let rows: Vec<Row> = open.order(authorisations::id).select(Row::as_select()).for_update().load(tx)?;
    rows.into_iter().map(read).collect()
}

// What the table's checks allow is what states and targets understand.
fn read(row: Row) -> AppResult<Authorisation> {
    let unknown = |_| AppError::Ours(anyhow::anyhow!("authorisation {} is of an unknown kind", row.id));
    Ok(Authorisation {
        id: row.id,
        target: row.target.parse().map_err(unknown)?,
        state: row.state.parse().map_err(unknown)?,
        asked_by: row.asked_by_id,
        valid: row.valid_from.zip(row.valid_until).map(|(from, until)| Span { from, until }),
    })
}

/// # Errors
/// When the database refuses: only one may wait.
pub fn insert(tx: &mut PgConnection, ticket: i64, by: i64, asked: &Asked, now: DateTime<Utc>) -> AppResult<i64> {
    let new = (
        authorisations::ticket_id.eq(ticket),
        authorisations::target.eq(asked.target.code()),
        authorisations::reason.eq(&*asked.reason),
        authorisations::wanted_from.eq(asked.wanted.from),
        authorisations::wanted_until.eq(asked.wanted.until),
        authorisations::asked_by_id.eq(by),
        authorisations::asked_at.eq(now),
    );
    Ok(diesel::insert_into(authorisations::table).values(new).returning(authorisations::id).get_result(tx)?)
}

/// # Errors
/// When the database refuses.
pub fn grant(tx: &mut PgConnection, id: i64, granted: &Granted, sealed: &[u8], now: DateTime<Utc>) -> AppResult<()> {
    let given = (
        authorisations::state.eq(State::Granted.code()),
        authorisations::address.eq(&granted.address),
        authorisations::port.eq(i32::from(granted.port.get())),
        authorisations::account.eq(&granted.account),
        authorisations::sealed.eq(sealed),
        authorisations::valid_from.eq(granted.valid.from),
        authorisations::valid_until.eq(granted.valid.until),
        authorisations::answered_at.eq(now),
    );
    diesel::update(authorisations::table.find(id)).set(given).execute(tx)?;
    Ok(())
}

/// # Errors
/// When the database refuses.
pub fn refuse(tx: &mut PgConnection, id: i64, why: &str, now: DateTime<Utc>) -> AppResult<()> {
    let refused = (authorisations::refusal.eq(why), authorisations::answered_at.eq(now));
    diesel::update(authorisations::table.find(id)).set((refused, ended(State::Refused, now))).execute(tx)?;
    Ok(())
}

/// It is over, and its password gone.
///
/// # Errors
/// When the database refuses.
pub fn end(tx: &mut PgConnection, id: i64, state: State, now: DateTime<Utc>) -> AppResult<()> {
    diesel::update(authorisations::table.find(id)).set(ended(state, now)).execute(tx)?;
    Ok(())
}

type Ended = (
    diesel::dsl::Eq<authorisations::state, &'static str>,
    diesel::dsl::Eq<authorisations::sealed, Option<Vec<u8>>>,
    diesel::dsl::Eq<authorisations::ended_at, DateTime<Utc>>,
);

fn ended(state: State, now: DateTime<Utc>) -> Ended {
    (authorisations::state.eq(state.code()), authorisations::sealed.eq(None), authorisations::ended_at.eq(now))
}

/// What its password is sealed in, which is noted.
///
/// # Errors
/// When the database refuses, or keeps none.
pub fn take_sealed(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<Vec<u8>> {
    let read = (authorisations::readings.eq(authorisations::readings + 1), authorisations::last_read_at.eq(now));
    let sealed: Option<Vec<u8>> =
        diesel::update(authorisations::table.find(id)).set(read).returning(authorisations::sealed).get_result(tx)?;
    sealed.ok_or_else(|| AppError::Ours(anyhow::anyhow!("authorisation {id} is granted and has no password")))
}

/// Tickets of what is granted and over.
///
/// # Errors
/// When the database can't be had.
pub fn over(c: &mut PgConnection, now: DateTime<Utc>) -> AppResult<Vec<i64>> {
    let found = statement(
        "SELECT DISTINCT ticket_id FROM ticket_authorisations WHERE state = 'granted' AND valid_until <= $1
         ORDER BY ticket_id",
    );
    let rows: Vec<Found> = found.bind::<Timestamptz, _>(now).load(c)?;
    Ok(rows.into_iter().map(|row| row.ticket_id).collect())
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    ticket_id: i64,
}
