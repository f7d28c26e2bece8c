use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Nullable},
};

use super::Entry;
use crate::{
    bills::month::Month,
    db::sql::{fragment, statement},
    error::AppResult,
    web::list::{COUNTED, Cursor},
};

pub(super) const ENTRIES: &str =
    "SELECT e.id, e.month, d.name AS department, p.name AS project, g.name AS region, e.product, e.description,
        e.units, e.price, lower(e.period) AS first_day, upper(e.period) - 1 AS last_day, r.number AS request,
        EXISTS (SELECT FROM bills b WHERE b.month = e.month AND b.department_id = e.department_id
                AND b.state NOT IN ('draft', 'rejected')) AS is_sent
    FROM bill_entries e JOIN departments d ON d.id = e.department_id JOIN projects p ON p.id = e.project_id
    JOIN regions g ON g.id = e.region_id LEFT JOIN resource_requests r ON r.id = e.request_id";

/// Those of a month, or of all, the newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, month: Option<Month>, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Entry>> {
    let (beyond, order) = match cursor.map(|cursor| cursor.back) {
        Some(true) => ("e.id > $2", "ASC"),
        _ => ("e.id < $2", "DESC"),
    };
    let found = statement(format!(
        "{ENTRIES} WHERE ($1 IS NULL OR e.month = $1) AND ($2 IS NULL OR {beyond}) ORDER BY e.id {order} LIMIT $3"
    ));
    Ok(found
        .bind::<Nullable<Date>, _>(month.map(Month::first_day))
        .bind::<Nullable<BigInt>, _>(cursor.map(|cursor| cursor.id))
        .bind::<BigInt, _>(most)
        .load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, month: Option<Month>) -> AppResult<i64> {
    let few = fragment::<BigInt>(format!(
        "(SELECT count(*) FROM (SELECT FROM bill_entries e WHERE $1 OR e.month = $2 LIMIT {COUNTED}) AS few)"
    ));
    let few = few.bind::<Bool, _>(month.is_none()).bind::<Nullable<Date>, _>(month.map(Month::first_day));
    Ok(diesel::select(few).get_result(c)?)
}

/// # Errors
/// 404 when there is none.
pub(super) fn find(c: &mut PgConnection, id: i64) -> AppResult<Entry> {
    Ok(statement(format!("{ENTRIES} WHERE e.id = $1")).bind::<BigInt, _>(id).get_result(c)?)
}
