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
    diesel::insert_into(audit_entries::table).values(NewEntry::of(who, entry)).execute(tx)?;
    Ok(())
}

/// The same for several, by one statement.
///
/// # Errors
/// As [`record`].
pub fn record_all<'a>(
    tx: &mut PgConnection,
    who: &Actor,
    entries: impl IntoIterator<Item = Entry<'a>>,
) -> AppResult<()> {
    let rows: Vec<NewEntry<'_>> = entries.into_iter().map(|entry| NewEntry::of(who, entry)).collect();
    diesel::insert_into(audit_entries::table).values(rows).execute(tx)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
struct NewEntry<'a> {
    actor_id: Option<i64>,
    actor_name: &'a str,
    address: &'a str,
    request_id: &'a str,
    action: &'a str,
    resource_type: &'a str,
    resource_id: &'a str,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
}

impl<'a> NewEntry<'a> {
    fn of(who: &'a Actor, entry: Entry<'a>) -> Self {
        Self {
            actor_id: who.stored_id(),
            actor_name: &who.username,
            address: &who.origin.address,
            request_id: &who.origin.request_id,
            action: entry.action,
            resource_type: entry.resource_type,
            resource_id: entry.resource_id,
            before: entry.before,
            after: entry.after,
        }
    }
}
