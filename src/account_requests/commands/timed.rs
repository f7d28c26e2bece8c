//! What time does to account requests by itself. Safe to run twice, and in two processes: rows are taken one by one, those
//! that somebody is at are left for the next round.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};

use super::{
    LASTS,
    events::{self, Happened},
};
use crate::{
    account_requests::{
        queries,
        state::State,
        workflow::{Event, next},
    },
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    schema::{account_request_reminders, account_requests},
};

/// How long before an answer is due operators hear of it.
const DUE_SOON: TimeDelta = TimeDelta::hours(12);
/// What was told, as it is stored.
const NEAR: &str = "due_soon";
const PAST: &str = "overdue";

/// Lets go of requests that nobody answered in thirty days (spec 1): their applicants are told to ask again.
///
/// # Errors
/// When the database can't be had.
pub fn expire_unanswered(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    db.one_by_one(|tx, left| unanswered(tx, left, now), |tx, id| expire(tx, id, now))
}

fn unanswered(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let waiting = account_requests::table.filter(account_requests::state.eq(State::Pending.code()));
    let old = waiting.filter(account_requests::filed_at.le(now - LASTS)).filter(account_requests::id.ne_all(left));
    let first = old.order(account_requests::id).select(account_requests::id);
    Ok(first.for_no_key_update().skip_locked().first(tx).optional()?)
}

/// One that is held already.
///
/// # Errors
/// 409 when it was answered.
pub fn expire(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let before = queries::by_id(tx, id)?;
    let state = next(before.situation(), Event::Expire).map_err(AppError::NotNow)?;
    diesel::update(account_requests::table.find(id))
        .set((
            account_requests::state.eq(state.code()),
            account_requests::answered_at.eq(now),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::by_id(tx, id)?;
    events::tell(tx, &Actor::system(), &before, &after, Happened::Expired)
}

/// Tells of answers that are due soon, and of those that are past their time.
///
/// # Errors
/// When the database can't be had.
pub fn remind_due(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    db.one_by_one(|tx, left| next_due(tx, left, now), |tx, id| remind(tx, id, now))
}

fn next_due(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let was_told = |told: &'static str| {
        let of_it = account_request_reminders::account_request_id.eq(account_requests::id);
        exists(account_request_reminders::table.filter(of_it).filter(account_request_reminders::told.eq(told)))
    };
    let near =
        account_requests::due_at.gt(now).and(account_requests::due_at.le(now + DUE_SOON)).and(not(was_told(NEAR)));
    let past = account_requests::due_at.le(now).and(not(was_told(PAST)));
    let waiting = account_requests::table.filter(account_requests::state.eq(State::Pending.code()));
    let due = waiting.filter(near.or(past)).filter(account_requests::id.ne_all(left));
    let first = due.order((account_requests::due_at, account_requests::id)).select(account_requests::id);
    Ok(first.for_no_key_update().skip_locked().first(tx).optional()?)
}

fn remind(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let request = queries::by_id(tx, id)?;
    let is_past = request.due_at <= now;
    let told = (
        account_request_reminders::account_request_id.eq(id),
        account_request_reminders::told.eq(if is_past { PAST } else { NEAR }),
    );
    diesel::insert_into(account_request_reminders::table).values(told).execute(tx)?;
    events::remind(tx, &request, is_past)
}
