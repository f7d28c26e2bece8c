//! What time does to authorisations by itself. Safe to run twice, and in two processes: each ticket's are locked and
//! looked at anew.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    commands::end,
    queries,
    workflow::{Event, next},
};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    tickets::queries as tickets,
};

/// Ends what is over, and erases its passwords.
///
/// # Errors
/// When the database can't be had.
pub fn expire(db: &Db) -> AppResult<()> {
    expire_at(db, Utc::now())
}

/// # Errors
/// As [`expire`].
pub fn expire_at(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    for ticket in queries::over(&mut *db.connection()?, now)? {
        // One that can't be done is left for the next round, and doesn't hold up the others.
        if let Err(error) = db.transact(|tx| expire_one(tx, ticket, now)) {
            tracing::error!(ticket, %error, "authorisations left for the next round");
        }
    }
    Ok(())
}

/// All of it in the caller's transaction, as at `now`.
///
/// # Errors
/// When the database refuses.
pub fn catch_up(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    queries::over(tx, now)?.into_iter().try_for_each(|ticket| expire_one(tx, ticket, now))
}

/// What of that ticket is over.
fn expire_one(tx: &mut PgConnection, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ticket = match tickets::lock_by_id(tx, ticket) {
        Err(AppError::NotFound) => return Ok(()),
        found => found?,
    };
    for it in queries::lock_open(tx, ticket.id)? {
        if let Ok(state) = next(&it, Event::TimeOut, now) {
            end(tx, &Actor::system(), &ticket, &it, state, now)?;
        }
    }
    Ok(())
}
