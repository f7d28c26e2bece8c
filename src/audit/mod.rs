//! Who did what, when, from where (spec 8, audit). Append-only: the table's triggers refuse the rest.

pub mod chain;

use diesel::prelude::*;
use serde_json::Value;

use crate::{error::AppResult, policy::Actor, schema::audit_entries};

/// What was done with which record, and what that changed.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub action: &'a str,
    pub resource_type: &'a str,
    pub resource_id: &'a str,
    pub before: Option<&'a Value>,
    pub after: Option<&'a Value>,
}

/// Writes the entry in the change's own transaction.
///
/// # Errors
/// When the database refuses.
pub fn record(tx: &mut PgConnection, who: &Actor, entry: Entry<'_>) -> AppResult<()> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::actor_id.eq(who.stored_id()),
            audit_entries::actor_name.eq(&who.username),
            audit_entries::address.eq(&who.origin.address),
            audit_entries::request_id.eq(&who.origin.request_id),
            audit_entries::action.eq(entry.action),
            audit_entries::resource_type.eq(entry.resource_type),
            audit_entries::resource_id.eq(entry.resource_id),
            audit_entries::before.eq(entry.before),
            audit_entries::after.eq(entry.after),
        ))
        .execute(tx)?;
    Ok(())
}
