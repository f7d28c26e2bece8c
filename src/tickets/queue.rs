//! The operators' queue.

use diesel::prelude::*;

use super::state::State;
use crate::{error::AppResult, policy::Actor, schema::tickets};

/// The pending ticket that is due first, kept from others until the transaction ends. Not one that
/// they filed themselves, nor one assigned to somebody else.
///
/// # Errors
/// When the database can't be had.
pub fn next_for(tx: &mut PgConnection, who: &Actor) -> AppResult<Option<String>> {
    let open_to_them = tickets::table
        .filter(tickets::state.eq(State::Pending.code()))
        .filter(tickets::due_at.is_not_null())
        .filter(tickets::filer_id.ne(who.id))
        .filter(tickets::assignee_id.is_null().or(tickets::assignee_id.eq(who.id)));
    let first = open_to_them.order((tickets::due_at, tickets::id)).select(tickets::number);
    Ok(first.for_no_key_update().skip_locked().first(tx).optional()?)
}
