//! Looking at the log stands in the log.

use diesel::PgConnection;
use serde_json::{Value, to_value};

use super::{filter::Filter, standing::Found};
use crate::{
    audit::{self, Entry},
    error::AppResult,
    policy::Actor,
};

/// # Errors
/// When the database refuses.
pub fn note_reading(tx: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<()> {
    note(tx, who, "readAuditLog", filter.audited().as_ref())
}

/// # Errors
/// When the database refuses.
pub fn note_export(tx: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<()> {
    note(tx, who, "exportAuditLog", filter.audited().as_ref())
}

/// Notes who went through the chain, and what they found.
///
/// # Errors
/// When the database refuses.
pub fn note_verification(tx: &mut PgConnection, who: &Actor, found: &Found) -> AppResult<()> {
    note(tx, who, "verifyAuditLog", Some(&to_value(found)?))
}

fn note(tx: &mut PgConnection, who: &Actor, action: &str, after: Option<&Value>) -> AppResult<()> {
    audit::record(tx, who, Entry { action, resource_type: "audit_log", resource_id: "", before: None, after })
}
