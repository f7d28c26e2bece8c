//! The verbs of quotas, each inside one transaction. The database keeps what is allocated, used and pending in balance.

mod allocate;
mod decide;
mod file;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text},
};

pub use allocate::{Totals, allocate, set_totals};
pub use decide::{approve, decides, reject, withdraw, withdraws};
pub use file::{Wanted, file};

pub use super::form::Amount;
use crate::{db::sql::statement, error::AppResult, policy::Actor};

/// Says for this transaction who changes quotas, why, and by which request: the ledger keeps it.
fn note(tx: &mut PgConnection, who: &Actor, request: &str, reason: &str) -> AppResult<()> {
    statement(
        "SELECT set_config('yunwu.quota_actor', CASE $1 WHEN 0 THEN '' ELSE $1::text END, true),
                set_config('yunwu.quota_request', $2, true), set_config('yunwu.quota_reason', $3, true)",
    )
    .bind::<BigInt, _>(who.id)
    .bind::<Text, _>(request.to_owned())
    .bind::<Text, _>(reason.to_owned())
    .execute(tx)?;
    Ok(())
}
