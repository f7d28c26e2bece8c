//! What time does to tickets by itself. Each is safe to run twice, and in two processes: rows are
//! taken one by one, those that somebody is at are left for the next round.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{dsl::not, prelude::*, sql_types::Bool};

use super::step::{Begun, take};
use crate::{
    db::{Db, sql::fragment},
    error::{AppError, AppResult},
    policy::Actor,
    schema::tickets,
    tickets::{
        events::{self, Happened},
        queries, storage,
        workflow::{self, Event},
    },
};

/// How long before a target time runs out people hear of it.
const DUE_SOON: TimeDelta = TimeDelta::hours(8);
/// How long before an unrated ticket completes its filer hears of it.
const COMPLETES_SOON: TimeDelta = TimeDelta::days(2);

/// Completes what nobody rated in seven working days.
///
/// # Errors
/// When the database can't be had.
pub fn complete_unanswered(db: &Db) -> AppResult<()> {
    complete_unanswered_at(db, Utc::now())
}

/// # Errors
/// As [`complete_unanswered`].
pub fn complete_unanswered_at(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    db.one_by_one(|tx, left| next_unanswered(tx, left, now), |tx, id| complete(tx, id, now))
}

/// Completes the one whose time ran out first; none is left where it says so.
///
/// # Errors
/// When the database refuses.
pub fn complete_one(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<bool> {
    let Some(id) = next_unanswered(tx, &[], now)? else { return Ok(false) };
    complete(tx, id, now)?;
    Ok(true)
}

fn next_unanswered(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let unanswered =
        tickets::table.filter(fragment::<Bool>("tickets.state = 'resolved'")).filter(tickets::completes_at.le(now));
    let first = unanswered.filter(tickets::id.ne_all(left)).order((tickets::completes_at, tickets::id));
    Ok(first.select(tickets::id).for_no_key_update().skip_locked().first(tx).optional()?)
}

fn complete(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ticket = queries::by_id(tx, id)?;
    let step = workflow::next(&ticket.situation(), Event::TimeOut, now);
    let step = step.map_err(|refusal| AppError::NotNow(refusal.into_text()))?;
    take(tx, &Actor::system(), now, Begun::new(ticket, step), Happened::Completed, "").map(drop)
}

/// Tells of target times that run out, and filers of tickets about to complete unrated.
///
/// # Errors
/// When the database can't be had.
pub fn remind_due(db: &Db) -> AppResult<()> {
    remind_due_at(db, Utc::now())
}

/// # Errors
/// As [`remind_due`].
pub fn remind_due_at(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    db.one_by_one(|tx, left| next_due(tx, left, now), |tx, id| remind(tx, id, now))?;
    db.one_by_one(|tx, left| next_completing(tx, left, now), |tx, id| remind(tx, id, now))
}

fn next_due(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let due = tickets::table.filter(not(tickets::reminded)).filter(tickets::due_at.le(now + DUE_SOON));
    let first = due.filter(tickets::id.ne_all(left)).order((tickets::due_at, tickets::id));
    Ok(first.select(tickets::id).for_no_key_update().skip_locked().first(tx).optional()?)
}

fn next_completing(tx: &mut PgConnection, left: &[i64], now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let completing = tickets::table
        .filter(not(tickets::reminded))
        .filter(fragment::<Bool>("tickets.state = 'resolved'"))
        .filter(tickets::completes_at.le(now + COMPLETES_SOON))
        .filter(tickets::completes_at.gt(now));
    let first = completing.filter(tickets::id.ne_all(left)).order((tickets::completes_at, tickets::id));
    Ok(first.select(tickets::id).for_no_key_update().skip_locked().first(tx).optional()?)
}

fn remind(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ticket = queries::by_id(tx, id)?;
    let happened = match ticket.due_at {
        None => Happened::CompletesSoon,
        // Nobody was at work while it ran out.
        Some(due) if due <= now => Happened::Overdue,
        Some(_) => Happened::DueSoon,
    };
    storage::note_reminder(tx, &ticket)?;
    events::tell(tx, &Actor::system(), None, &ticket, happened, "")
}
