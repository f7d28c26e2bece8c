//! The operators' queue.

use diesel::{dsl::exists, prelude::*};

use super::state::State;
use crate::{
    error::AppResult,
    policy::{Actor, Role},
    schema::{tickets, user_roles, users},
};

/// Someone a ticket can go to.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Operator {
    pub id: i64,
    pub name: String,
}

/// The pending ticket that is due first, kept from others until the transaction ends. Not one that
/// they filed themselves, nor one assigned to somebody else.
///
/// # Errors
/// When the database can't be had.
pub fn next_for(tx: &mut PgConnection, who: &Actor) -> AppResult<Option<String>> {
    let open_to_them = tickets::table
        .filter(tickets::state.eq(State::Pending.code()))
        .filter(tickets::filer_id.ne(who.id))
        .filter(tickets::assignee_id.is_null().or(tickets::assignee_id.eq(who.id)));
    let first = open_to_them.order((tickets::due_at, tickets::id)).select(tickets::number);
    Ok(first.for_no_key_update().skip_locked().first(tx).optional()?)
}

/// Every active operator, by name.
///
/// # Errors
/// When the database can't be had.
pub fn operators(c: &mut PgConnection) -> AppResult<Vec<Operator>> {
    Ok(active().order(users::id).select((users::id, users::display_name)).load(c)?)
}

/// That operator, if there is one and they are active.
///
/// # Errors
/// When the database can't be had.
pub fn operator(c: &mut PgConnection, id: i64) -> AppResult<Option<Operator>> {
    Ok(active().filter(users::id.eq(id)).select((users::id, users::display_name)).first(c).optional()?)
}

#[diesel::dsl::auto_type]
fn active() -> _ {
    let engineer: &'static str = Role::OpsEngineer.code();
    let engineers = user_roles::table.filter(user_roles::user_id.eq(users::id)).filter(user_roles::role.eq(engineer));
    users::table.filter(users::disabled_at.is_null()).filter(exists(engineers))
}
