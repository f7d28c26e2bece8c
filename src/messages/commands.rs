//! Reading as a verb. It leaves no trace in the audit log: nothing of the records changes.

use diesel::{dsl::now, prelude::*};

use super::{model::Message, queries};
use crate::{
    error::{AppError, AppResult},
    policy::Actor,
    schema::messages,
};

/// Opens a message; returns it as it was before, so that one sees whether it was new.
///
/// # Errors
/// 404 when there is none, or it is somebody else's.
pub fn open(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Message> {
    let message = queries::find(tx, who, id)?;
    if !message.is_read() {
        mark(tx, who, &[id])?;
    }
    Ok(message)
}

/// Marks these as read; returns how many were new.
///
/// # Errors
/// 404 when one of them is nobody's, or somebody else's; then none is marked.
pub fn read(tx: &mut PgConnection, who: &Actor, ids: &[i64]) -> AppResult<usize> {
    let mut wanted = ids.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let known: i64 = queries::own(who).filter(messages::id.eq_any(&wanted)).count().get_result(tx)?;
    if usize::try_from(known) != Ok(wanted.len()) {
        return Err(AppError::NotFound);
    }
    mark(tx, who, &wanted)
}

fn mark(tx: &mut PgConnection, who: &Actor, ids: &[i64]) -> AppResult<usize> {
    let unread = messages::table
        .filter(messages::recipient_id.eq(who.id))
        .filter(messages::id.eq_any(ids))
        .filter(messages::read_at.is_null());
    Ok(diesel::update(unread).set(messages::read_at.eq(now)).execute(tx)?)
}

/// Marks all of them as read; returns how many were new.
///
/// # Errors
/// When the database can't be had.
pub fn read_all(tx: &mut PgConnection, who: &Actor) -> AppResult<usize> {
    let unread = messages::table.filter(messages::recipient_id.eq(who.id)).filter(messages::read_at.is_null());
    Ok(diesel::update(unread).set(messages::read_at.eq(now)).execute(tx)?)
}
