//! Who did what, when, from where (spec 8, audit). Append-only: the table's triggers refuse the rest.

use diesel::prelude::*;

use crate::{error::AppResult, outbox::Event, policy::Actor, schema::audit_entries};

/// Writes the entry of `event`, in the change's own transaction.
///
/// # Errors
/// When the database refuses.
pub fn record(tx: &mut PgConnection, who: &Actor, event: &Event) -> AppResult<()> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::actor_id.eq(who.stored_id()),
            audit_entries::actor_name.eq(&who.username),
            audit_entries::address.eq(&who.origin.address),
            audit_entries::request_id.eq(&who.origin.request_id),
            audit_entries::action.eq(event.action),
            audit_entries::resource_type.eq(event.resource),
            audit_entries::resource_id.eq(&event.record.number),
            audit_entries::before.eq(&event.before),
            audit_entries::after.eq(&event.after),
        ))
        .execute(tx)?;
    Ok(())
}
