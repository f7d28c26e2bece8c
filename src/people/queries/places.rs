//! Where people sit, and who answers for those who sit there.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Text as SqlText},
};

use crate::{
    db::sql::statement,
    error::AppResult,
    people::model::seat,
    policy::{Role, RoleKind},
    schema::{departments, ticket_groups},
};

/// A department that somebody can be of.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Seat {
    pub id: i64,
    pub name: String,
    pub code: String,
    pub special: String,
}

impl Seat {
    /// What roles its people can have.
    #[must_use]
    pub fn kind(&self) -> RoleKind {
        seat(&self.special)
    }
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let special: crate::db::sql::Sql<'static, SqlText> =
        crate::db::sql::fragment::<SqlText>("coalesce(departments.special, '')");
    (departments::id, departments::name, departments::code, special)
}

/// The departments in use, as the tree was grown.
///
/// # Errors
/// When the database can't be had.
pub fn seats(c: &mut PgConnection) -> AppResult<Vec<Seat>> {
    let in_use = departments::table.filter(departments::disabled_at.is_null());
    Ok(in_use.order(departments::id).select(columns()).load(c)?)
}

/// That department, in use or not.
///
/// # Errors
/// 404 when there is none.
pub fn seat_of(c: &mut PgConnection, department: i64) -> AppResult<Seat> {
    Ok(departments::table.find(department).select(columns()).first(c)?)
}

/// A ticket group with a name; a department's own has none.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Group {
    pub id: i64,
    pub department_id: i64,
    pub department: String,
    pub name: String,
}

/// # Errors
/// When the database can't be had.
pub fn groups(c: &mut PgConnection) -> AppResult<Vec<Group>> {
    let named = ticket_groups::table.inner_join(departments::table).filter(ticket_groups::name.ne(""));
    let named = named.filter(ticket_groups::disabled_at.is_null());
    let columns = (ticket_groups::id, ticket_groups::department_id, departments::name, ticket_groups::name);
    Ok(named.order((departments::id, ticket_groups::name)).select(columns).load(c)?)
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The active administrators of a department; of the nearest one above it that has any, if it has none itself
/// (spec 1, "Departments and regions").
///
/// # Errors
/// When the database can't be had.
pub fn administrators_of(c: &mut PgConnection, department: i64) -> AppResult<Vec<i64>> {
    let roles = [Role::DeptAdmin, Role::BigdataAdmin, Role::PlcAdmin].map(|role| role.code().to_owned());
    let found: Vec<Id> = statement(
        "WITH RECURSIVE above AS (
             SELECT id, parent_id, 0 AS distance FROM departments WHERE id = $1
             UNION ALL
             SELECT d.id, d.parent_id, a.distance + 1 FROM above a JOIN departments d ON d.id = a.parent_id
         ), theirs AS (
             SELECT u.id, a.distance FROM above a JOIN users u ON u.department_id = a.id AND u.disabled_at IS NULL
             WHERE EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role = ANY($2))
         )
         SELECT id FROM theirs WHERE distance = (SELECT min(distance) FROM theirs) ORDER BY id",
    )
    .bind::<BigInt, _>(department)
    .bind::<Array<SqlText>, _>(roles.to_vec())
    .load(c)?;
    Ok(found.into_iter().map(|it| it.id).collect())
}
