//! Out to the departments: a month in bulk, or one bill again.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{fresh, roll_up::begin as begin_roll_ups, step};
use crate::{
    bills::{
        model::Bill,
        month::Month,
        queries,
        workflow::{Event, next},
    },
    error::{AppError, AppResult},
    policy::{Action, Actor},
};

/// Sends one bill: the first time, or its next edition.
///
/// # Errors
/// 404, 403, 409.
pub fn send(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>, now: DateTime<Utc>) -> AppResult<Bill> {
    let bill = queries::lock(tx, who, id)?;
    if !who.may(Action::RunBilling) {
        return Err(AppError::forbidden());
    }
    fresh(&bill, seen)?;
    if bill.is_roll_up() {
        return Err(AppError::NotNow("bill-roll-up-goes-by-itself".into()));
    }
    let after = step(tx, who, &bill, Event::Send, "", now)?;
    begin_roll_ups(tx, bill.month(), now)?;
    Ok(after)
}

/// Sends all drafts of a month; how many. What was rejected goes out one by one, once it was looked at.
///
/// # Errors
/// 403, 409 when there is nothing to send.
pub fn send_all(tx: &mut PgConnection, who: &Actor, month: Month, now: DateTime<Utc>) -> AppResult<usize> {
    if !who.may(Action::RunBilling) {
        return Err(AppError::forbidden());
    }
    queries::lock_month(tx, month)?;
    let drafts: Vec<Bill> = queries::of_month(tx, month)?.into_iter().filter(is_ready).collect();
    if drafts.is_empty() {
        return Err(AppError::NotNow("bill-nothing-to-send".into()));
    }
    for draft in &drafts {
        step(tx, who, draft, Event::Send, "", now)?;
    }
    begin_roll_ups(tx, month, now)?;
    Ok(drafts.len())
}

/// Whether it goes out with the others of its month.
#[must_use]
pub fn is_ready(bill: &Bill) -> bool {
    !bill.is_roll_up() && bill.round == 0 && next(bill.state(), Event::Send).is_ok()
}
