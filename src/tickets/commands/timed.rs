//! What time does to tickets by itself. Each is safe to run twice, and in two processes: rows are
//! taken one by one, those that somebody is at are left for the next round.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{dsl::not, prelude::*};

use super::step::{Begun, take};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    schema::tickets,
    tickets::{
        events::{self, Happened},
        queries,
        state::State,
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
    while db.transact(|tx| complete_one(tx, now))? {}
    Ok(())
}

/// Completes the one whose time ran out first; none is left where it says so.
///
/// # Errors
/// When the database refuses.
pub fn complete_one(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<bool> {
    let unanswered =
        tickets::table.filter(tickets::state.eq(State::Resolved.code())).filter(tickets::completes_at.le(now));
    let first = unanswered.order((tickets::completes_at, tickets::id)).select(tickets::id);
    let Some(id) = first.for_no_key_update().skip_locked().first(tx).optional()? else { return Ok(false) };
    let ticket = queries::by_id(tx, id)?;
    let Ok(step) = workflow::next(&ticket.situation(), Event::TimeOut, now) else { return Ok(false) };
    take(tx, &Actor::system(), now, Begun::new(ticket, step), Happened::Completed, "")?;
    Ok(true)
}

/// Tells operators of target times that run out, and filers of tickets about to complete unrated.
///
/// # Errors
/// When the database can't be had.
pub fn remind_due(db: &Db) -> AppResult<()> {
    remind_due_at(db, Utc::now())
}

/// # Errors
/// As [`remind_due`].
pub fn remind_due_at(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    while db.transact(|tx| remind_one(tx, now))? {}
    Ok(())
}

fn remind_one(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<bool> {
    let due_soon = tickets::due_at.le(now + DUE_SOON);
    let completes_soon = tickets::completes_at.le(now + COMPLETES_SOON).and(tickets::completes_at.gt(now));
    let soon = due_soon.assume_not_null().or(completes_soon.assume_not_null());
    let waiting = tickets::table.filter(not(tickets::reminded)).filter(soon).order(tickets::id).select(tickets::id);
    let Some(id) = waiting.for_no_key_update().skip_locked().first(tx).optional()? else { return Ok(false) };
    let ticket = queries::by_id(tx, id)?;
    let happened = if ticket.state == State::Resolved { Happened::CompletesSoon } else { Happened::DueSoon };
    queries::note_reminder(tx, &ticket)?;
    events::tell(tx, &Actor::system(), None, &ticket, happened, "")?;
    Ok(true)
}
