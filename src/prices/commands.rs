//! The verbs of prices.

use std::slice;

use chrono::{DateTime, Utc};
use diesel::{
    connection::SimpleConnection,
    prelude::*,
    sql_types::{BigInt, Date, Int4, Text as SqlText},
};

use super::{
    form::Wanted,
    model::{Price, Priced, RESOURCE, facts},
    queries, workflow,
};
use crate::{
    calendar::date_of,
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    text::Text,
};

/// Sets what a unit of `code` costs from a day on. The price before ends on the day before; `seen` is the number of the
/// last price that `who` saw, 0 for none.
///
/// # Errors
/// 404 for no component, 403, 409 when somebody set or withdrew one since, 422 when it can't begin then or is the same.
pub fn set(
    tx: &mut PgConnection,
    who: &Actor,
    code: &str,
    seen: Option<i32>,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> AppResult<Priced> {
    let priced = queries::find(tx, code)?;
    allow(who)?;
    lock(tx)?;
    let prices = queries::history(tx, slice::from_ref(&priced.code))?;
    refuse_stale(&prices, seen)?;
    workflow::succeed(&prices, &wanted, date_of(now)).map_err(|(field, why)| AppError::at(field, why))?;
    succeed(tx, who, &priced, prices.last(), wanted, now)?;
    Ok(priced)
}

/// Writes what was allowed: the end of `last`, and what follows it.
///
/// # Errors
/// When the database refuses.
pub(super) fn succeed(
    tx: &mut PgConnection,
    who: &Actor,
    priced: &Priced,
    last: Option<&Price>,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> AppResult<()> {
    if let Some(last) = last {
        statement("UPDATE prices SET valid = daterange(lower(valid), $2) WHERE id = $1")
            .bind::<Int4, _>(last.id)
            .bind::<Date, _>(wanted.from)
            .execute(tx)?;
    }
    statement(
        "INSERT INTO prices (component, amount, valid, set_by_id, set_at)
         VALUES ($1, $2, daterange($3, NULL), $4, $5)",
    )
    .bind::<SqlText, _>(priced.code.clone())
    .bind::<BigInt, _>(wanted.amount.0)
    .bind::<Date, _>(wanted.from)
    .bind::<diesel::sql_types::Nullable<BigInt>, _>(who.stored_id())
    .bind::<diesel::sql_types::Timestamptz, _>(now)
    .execute(tx)?;
    let told = Event::new("setPrice", RESOURCE, priced.record());
    outbox::tell(tx, who, &told.changed(last.map(Price::facts), Some(facts(wanted.amount, wanted.from))))
}

/// Takes back the last price of `code` while it hasn't begun: the one before goes on.
///
/// # Errors
/// 404, 403, 409 when nothing is scheduled, or somebody set or withdrew one since.
pub fn withdraw(
    tx: &mut PgConnection,
    who: &Actor,
    code: &str,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<Priced> {
    let priced = queries::find(tx, code)?;
    allow(who)?;
    lock(tx)?;
    let prices = queries::history(tx, slice::from_ref(&priced.code))?;
    refuse_stale(&prices, seen)?;
    let last = workflow::withdrawable(&prices, date_of(now)).map_err(AppError::NotNow)?;
    statement("DELETE FROM prices WHERE id = $1").bind::<Int4, _>(last.id).execute(tx)?;
    let before = prices.iter().rev().nth(1).filter(|price| price.until == Some(last.from));
    if let Some(before) = before {
        statement("UPDATE prices SET valid = daterange(lower(valid), NULL) WHERE id = $1")
            .bind::<Int4, _>(before.id)
            .execute(tx)?;
    }
    let told = Event::new("withdrawPrice", RESOURCE, priced.record());
    outbox::tell(tx, who, &told.changed(Some(last.facts()), before.map(Price::facts)))?;
    Ok(priced)
}

/// Keeps others from changing prices until the transaction ends. Prices change rarely, and reading goes on.
///
/// # Errors
/// When somebody is at it for too long.
pub(super) fn lock(tx: &mut PgConnection) -> AppResult<()> {
    Ok(tx.batch_execute("LOCK TABLE prices IN SHARE ROW EXCLUSIVE MODE")?)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManagePrices) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// The number of the last price is the version of a component's prices.
#[must_use]
pub fn version_of(prices: &[Price]) -> i32 {
    prices.last().map_or(0, |price| price.id)
}

fn refuse_stale(prices: &[Price], seen: Option<i32>) -> AppResult<()> {
    if seen.is_none_or(|seen| seen == version_of(prices)) {
        return Ok(());
    }
    Err(AppError::Stale(match prices.last() {
        Some(Price { set_by: Some(name), set_at, .. }) => {
            Text::new("price-changed-meanwhile").with("who", name.as_str()).with("at", *set_at)
        }
        _ => "price-withdrawn-meanwhile".into(),
    }))
}
