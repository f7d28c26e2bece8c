//! People as other rooms name and choose them. Nothing here is secret: who asks has the ids from
//! records in their sight.

use diesel::prelude::*;
use serde::Deserialize;

use crate::{
    error::AppResult,
    policy::{Action, Grant, Role, Sector, needed_grant, scope},
    schema::{user_grants, user_roles, users},
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

/// Who is told what a department must know or decide about something that `filer` once asked for: the filer; once they
/// can't answer for it any more, who administers the department or its tickets; if nobody does, who administers
/// accounts and must find somebody.
///
/// # Errors
/// When the database can't be had.
pub fn who_answers_for(c: &mut PgConnection, filer: i64, department: i64) -> AppResult<Vec<i64>> {
    let administer = user_roles::table
        .filter(user_roles::role.eq_any([Role::DeptAdmin, Role::BigdataAdmin, Role::PlcAdmin].map(Role::code)))
        .select(user_roles::user_id);
    let granted =
        |grant: Grant| user_grants::table.filter(user_grants::permission.eq(grant.code())).select(user_grants::user_id);
    let there = users::table.filter(users::department_id.eq(department)).filter(users::disabled_at.is_null());
    let answering = users::id
        .eq_any(administer)
        .or(users::id.eq_any(granted(Grant::TicketAdmin)))
        .or(users::id.eq(filer).and(users::id.eq_any(granted(Grant::TicketGroupOperator))));
    let they: Vec<i64> = there.filter(answering).order(users::id).select(users::id).load(c)?;
    if they.contains(&filer) {
        Ok(vec![filer])
    } else if they.is_empty() {
        holders_of(c, &[Role::PlatformAdmin, Role::SecurityAdmin])
    } else {
        Ok(they)
    }
}

/// The active accounts of a department, but those that administer or read the log and decide nothing (spec 1, "Roles").
///
/// # Errors
/// When the database can't be had.
pub fn colleagues(c: &mut PgConnection, department: i64) -> AppResult<Vec<Person>> {
    let apart: Vec<&str> = Role::ALL.into_iter().filter(|role| role.is_separate_power()).map(Role::code).collect();
    let powers = user_roles::table.filter(user_roles::role.eq_any(apart)).select(user_roles::user_id);
    let there = users::table.filter(users::department_id.eq(department)).filter(users::disabled_at.is_null());
    let they = there.filter(users::id.ne_all(powers)).order((users::display_name, users::id));
    Ok(they.select(Person::as_select()).load(c)?)
}

/// The ids of the active accounts whose roles and grants let them do `action` for every department of `sector`.
///
/// # Errors
/// When the database can't be had.
pub fn who_may(c: &mut PgConnection, action: Action, sector: Sector) -> AppResult<Vec<i64>> {
    let reaches = |role: &Role| scope(*role, action).reaches(sector);
    let able: Vec<Role> = Role::ALL.into_iter().filter(reaches).collect();
    let (granted, plain): (Vec<Role>, Vec<Role>) =
        able.into_iter().partition(|role| needed_grant(*role, action).is_some());
    let of = |roles: Vec<Role>| {
        let codes: Vec<&str> = roles.into_iter().map(Role::code).collect();
        user_roles::table.filter(user_roles::role.eq_any(codes)).select(user_roles::user_id)
    };
    // One grant stands behind approving, whoever's it is.
    let holders =
        user_grants::table.filter(user_grants::permission.eq(Grant::Approve.code())).select(user_grants::user_id);
    let may = users::id.eq_any(of(plain)).or(users::id.eq_any(of(granted)).and(users::id.eq_any(holders)));
    Ok(users::table.filter(users::disabled_at.is_null()).filter(may).order(users::id).select(users::id).load(c)?)
}
