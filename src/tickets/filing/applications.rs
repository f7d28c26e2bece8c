//! The applications one files for (spec 2, "Applications").

use diesel::prelude::*;

use crate::{
    error::AppResult,
    policy::Actor,
    schema::{applications, departments},
};

#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Application {
    pub id: i64,
    pub name: String,
    pub department_id: i64,
    pub department: String,
}

/// Those of one's department and its units that still take tickets.
///
/// # Errors
/// When the database can't be had.
pub fn open_to(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Application>> {
    Ok(applications::table
        .inner_join(departments::table)
        .filter(applications::state.eq("active"))
        .filter(applications::department_id.eq_any(&who.department.subtree))
        .order((applications::department_id.ne(who.department.id), departments::name, applications::name))
        .select((applications::id, applications::name, departments::id, departments::name))
        .load(c)?)
}
