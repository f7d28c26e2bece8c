//! Reading delegations: one's own alone.

use diesel::{prelude::*, sql_types::BigInt};

use self::delegations_in_force as in_force;
use super::model::Delegation;
use crate::{
    accounts::{self, queries::Person},
    db::sql::statement,
    error::AppResult,
    policy::Actor,
    schema::approval_delegations,
};

diesel::table! {
    /// Of the view: who decides for whom today.
    delegations_in_force (delegator_id, delegate_id) {
        delegator_id -> Int8,
        delegate_id -> Int8,
    }
}

/// How many of one's past ones are shown.
const SHOWN: i64 = 20;

const COLUMNS: &str =
    "SELECT g.id, g.delegator_id, p.display_name AS delegator, g.delegate_id, u.display_name AS delegate,
        g.first_day, g.last_day, g.ended_at, g.version
    FROM approval_delegations g JOIN users p ON p.id = g.delegator_id JOIN users u ON u.id = g.delegate_id";

/// The latest of those that `who` named.
///
/// # Errors
/// When the database can't be had.
pub fn named_by(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Delegation>> {
    let query = statement(format!("{COLUMNS} WHERE g.delegator_id = $1 ORDER BY g.first_day DESC, g.id DESC LIMIT $2"));
    Ok(query.bind::<BigInt, _>(who.id).bind::<BigInt, _>(SHOWN).load(c)?)
}

/// One that `who` named.
///
/// # Errors
/// 404 when there is none, or none of theirs.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Delegation> {
    let query = statement(format!("{COLUMNS} WHERE g.id = $1 AND g.delegator_id = $2"));
    Ok(query.bind::<BigInt, _>(id).bind::<BigInt, _>(who.id).get_result(c)?)
}

/// [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Delegation> {
    let it = approval_delegations::table.find(id).select(approval_delegations::id);
    it.for_no_key_update().first::<i64>(tx)?;
    find(tx, who, id)
}

/// Whom `who` may name: their department's active accounts but their own, and but those that decide nothing.
///
/// # Errors
/// When the database can't be had.
pub fn eligible(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Person>> {
    let mut they = accounts::queries::colleagues(c, who.department.id)?;
    they.retain(|person| person.id != who.id);
    Ok(they)
}

/// Those who stand in today for any of `deciders`.
///
/// # Errors
/// When the database can't be had.
pub fn delegates_of(c: &mut PgConnection, deciders: &[i64]) -> AppResult<Vec<i64>> {
    Ok(in_force::table
        .filter(in_force::delegator_id.eq_any(deciders.to_vec()))
        .select(in_force::delegate_id)
        .distinct()
        .order(in_force::delegate_id)
        .load(c)?)
}
