//! What time does to requests by itself. Safe to run twice, and in two processes: rows are taken one by one, those that
//! somebody is at are left for the next round.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    requests::{
        events::{self, Happened},
        queries,
    },
    schema::resource_requests,
};

/// How long before it is due people hear of it.
const DUE_SOON: TimeDelta = TimeDelta::days(1);
/// What was told, as it is stored.
const NEAR: i16 = 1;
const PAST: i16 = 2;

/// Tells of requests that are due soon, and of those that are past their time.
///
/// # Errors
/// When the database can't be had.
pub fn remind_due(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    db.one_by_one(|tx, left| next(tx, left, now), |tx, id| remind(tx, id, now))
}

fn next(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let near = resource_requests::due_at.le(now + DUE_SOON).and(resource_requests::reminded.lt(NEAR));
    let past = resource_requests::due_at.le(now).and(resource_requests::reminded.lt(PAST));
    let due = resource_requests::table.filter(near.or(past)).filter(resource_requests::id.ne_all(left));
    let first = due.order((resource_requests::due_at, resource_requests::id)).select(resource_requests::id);
    Ok(first.for_no_key_update().skip_locked().first(tx).optional()?)
}

fn remind(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let request = queries::lock_by_id(tx, id)?;
    let (happened, told) = if request.is_overdue(&now) { (Happened::Overdue, PAST) } else { (Happened::DueSoon, NEAR) };
    // The version stays: nothing changed that anybody decides about.
    diesel::update(resource_requests::table.find(id)).set(resource_requests::reminded.eq(told)).execute(tx)?;
    events::tell(tx, &Actor::system(), Some(&request), &request, happened, "", None)
}
