//! People as other rooms name and choose them. Nothing here is secret: who asks has the ids from
//! records in their sight.

use diesel::prelude::*;
use serde::Deserialize;

use crate::{
    error::AppResult,
    policy::Role,
    schema::{user_roles, users},
};

/// Somebody to choose, as assignee.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Deserialize)]
#[diesel(table_name = users)]
pub struct Person {
    pub id: i64,
    pub display_name: String,
}

/// The active engineers who handle tickets.
///
/// # Errors
/// When the database can't be had.
pub fn operators(c: &mut PgConnection) -> AppResult<Vec<Person>> {
    let engineers = user_roles::table.filter(user_roles::role.eq(Role::OpsEngineer.code())).select(user_roles::user_id);
    let active = users::table.filter(users::id.eq_any(engineers)).filter(users::disabled_at.is_null());
    Ok(active.order((users::display_name, users::id)).select(Person::as_select()).load(c)?)
}

/// The ids of the active holders of any of these roles: whom to tell.
///
/// # Errors
/// When the database can't be had.
pub fn holders_of(c: &mut PgConnection, roles: &[Role]) -> AppResult<Vec<i64>> {
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    let holders = user_roles::table
        .inner_join(users::table)
        .filter(user_roles::role.eq_any(codes))
        .filter(users::disabled_at.is_null())
        .order(users::id)
        .select(users::id)
        .distinct();
    Ok(holders.load(c)?)
}
