//! Whom a project may name as its contact and its owner.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Text},
};

use crate::{db::sql::statement, error::AppResult};

/// An account to choose.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Person {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub display_name: String,
    #[diesel(sql_type = Text)]
    pub username: String,
    /// The department they belong to, unless it is the project's own.
    #[diesel(sql_type = Text)]
    pub unit: String,
    /// Chosen before, and no more to be chosen anew.
    #[diesel(sql_type = Bool)]
    pub is_gone: bool,
}

/// The active accounts of a department and its units, its own first; and those of `also`, who are named already.
///
/// # Errors
/// When the database can't be had.
pub fn people(c: &mut PgConnection, department: i64, also: &[i64]) -> AppResult<Vec<Person>> {
    let found = statement(
        "SELECT u.id, u.display_name, u.username, CASE WHEN d.id = $1 THEN '' ELSE d.name END AS unit,
                u.disabled_at IS NOT NULL OR NOT d.id = ANY(top.subtree) AS is_gone
         FROM departments top
         JOIN departments d ON d.id = ANY(top.subtree) OR EXISTS (
             SELECT FROM users a WHERE a.department_id = d.id AND a.id = ANY($2))
         JOIN users u ON u.department_id = d.id
         WHERE top.id = $1 AND (u.disabled_at IS NULL AND d.id = ANY(top.subtree) OR u.id = ANY($2))
         ORDER BY d.id <> $1, d.id, u.id",
    );
    Ok(found.bind::<BigInt, _>(department).bind::<Array<BigInt>, _>(also.to_vec()).load(c)?)
}

/// Those of `wanted` who may be chosen: active accounts of the department and its units.
///
/// # Errors
/// When the database can't be had.
pub fn eligible(c: &mut PgConnection, department: i64, wanted: &[i64]) -> AppResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = BigInt)]
        id: i64,
    }
    let found: Vec<Found> = statement(
        "SELECT u.id FROM users u JOIN departments top ON u.department_id = ANY(top.subtree)
         WHERE top.id = $1 AND u.id = ANY($2) AND u.disabled_at IS NULL",
    )
    .bind::<BigInt, _>(department)
    .bind::<Array<BigInt>, _>(wanted.to_vec())
    .load(c)?;
    Ok(found.into_iter().map(|found| found.id).collect())
}
