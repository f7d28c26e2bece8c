//! What time does to account requests by itself. Safe to run twice, and in two processes: rows are taken one by one, those
//! that somebody is at are left for the next round.

use std::cell::Cell;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

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
    schema::account_requests,
};

/// Lets go of requests that nobody answered in thirty days (spec 1): their applicants are told to ask again.
///
/// # Errors
/// When the database can't be had.
pub fn expire_unanswered(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    let mut left = Vec::new();
    loop {
        let at_hand = Cell::new(None);
        let outcome = db.transact(|tx| {
            at_hand.set(unanswered(tx, &left, now)?);
            at_hand.get().map_or(Ok(()), |id| expire(tx, id, now))
        });
        match (at_hand.get(), outcome) {
            (None, outcome) => return outcome,
            (Some(_), Ok(())) => {}
            (Some(id), Err(error)) => {
                tracing::error!(account_request = id, %error, "left for the next round");
                left.push(id);
            }
        }
    }
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
