//! What departments have.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};

use crate::{
    db::sql::statement,
    error::AppResult,
    policy::Actor,
    quotas::{
        balance::{Balance, Measure},
        seat::Seat,
    },
    schema::departments,
};

/// The columns of a [`Measure`], of `regions r` and `quota_metrics m`.
pub(super) const MEASURE: &str =
    "r.id AS region_id, r.name AS region, r.kind AS region_kind, m.code AS metric, m.name, m.name_en,
    m.unit, m.unit_en";
const NUMBERS: &str =
    "coalesce(b.total, 0) AS total, coalesce(b.allocated, 0) AS allocated, coalesce(b.used, 0) AS used,
    coalesce(b.pending, 0) AS pending";

/// What that department has, region by region; what it has nothing of is left out.
///
/// # Errors
/// When the database can't be had.
pub fn of_department(c: &mut PgConnection, department: i64) -> AppResult<Vec<Balance>> {
    let its = statement(format!(
        "SELECT {MEASURE}, {NUMBERS} FROM quota_balances b JOIN regions r ON r.id = b.region_id JOIN quota_metrics m ON m.code = b.metric
         WHERE b.department_id = $1 AND b.total > 0 ORDER BY r.id, m.place"
    ));
    Ok(its.bind::<BigInt, _>(department).load(c)?)
}

/// The same with everything that it could have, in regions that are in use.
///
/// # Errors
/// When the database can't be had.
pub fn all_of(c: &mut PgConnection, department: i64) -> AppResult<Vec<Balance>> {
    let its = statement(format!(
        "SELECT {MEASURE}, {NUMBERS} FROM regions r CROSS JOIN quota_metrics m
         LEFT JOIN quota_balances b ON b.region_id = r.id AND b.metric = m.code AND b.department_id = $1
         WHERE r.disabled_at IS NULL OR b.total > 0 ORDER BY r.id, m.place"
    ));
    Ok(its.bind::<BigInt, _>(department).load(c)?)
}

/// All that quotas are counted in.
///
/// # Errors
/// When the database can't be had.
pub fn measures(c: &mut PgConnection) -> AppResult<Vec<Measure>> {
    let all = statement(format!(
        "SELECT {MEASURE} FROM regions r CROSS JOIN quota_metrics m WHERE r.disabled_at IS NULL ORDER BY r.id, m.place"
    ));
    Ok(all.load(c)?)
}

/// The departments that `who` hands quota on to, by name, with each one's parent.
///
/// # Errors
/// When the database can't be had.
pub fn seat_of(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<(i64, String, i64)>> {
    let children = Seat::of(who).children().order((departments::parent_id, departments::id));
    let rows: Vec<(i64, String, Option<i64>)> =
        children.select((departments::id, departments::name, departments::parent_id)).load(c)?;
    Ok(rows.into_iter().filter_map(|(id, name, parent)| Some((id, name, parent?))).collect())
}

/// Whom that department asks for more, by name; none for the root.
///
/// # Errors
/// When the database can't be had.
pub fn parent_of(c: &mut PgConnection, department: i64) -> AppResult<Option<String>> {
    #[derive(QueryableByName)]
    struct Parent {
        #[diesel(sql_type = SqlText)]
        name: String,
    }
    let parent = statement("SELECT p.name FROM departments d JOIN departments p ON p.id = d.parent_id WHERE d.id = $1");
    let parent: Option<Parent> = parent.bind::<BigInt, _>(department).get_result(c).optional()?;
    Ok(parent.map(|parent| parent.name))
}

/// The root, with what there is in all.
///
/// # Errors
/// 404 where there are no departments yet.
pub fn root(c: &mut PgConnection) -> AppResult<(i64, String)> {
    let root = departments::table.filter(departments::special.eq("province"));
    Ok(root.select((departments::id, departments::name)).first(c)?)
}
