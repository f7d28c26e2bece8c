//! What bills add up to.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Nullable, Text as SqlText},
};

use crate::{
    bills::{line::Share, month::Month},
    db::sql::statement,
    error::AppResult,
    policy::Sector,
};

/// Of `bill_sums s` of `bills b` of `departments d`, by region, by project and by product, the largest first.
fn grouped(condition: &str) -> String {
    format!(
        "SELECT CASE WHEN grouping(g.id) = 0 THEN 'region' WHEN grouping(p.id) = 0 THEN 'project' ELSE 'product' END AS part,
                coalesce(g.id::text, p.id::text, s.product) AS id, coalesce(g.name, p.name, '') AS name,
                sum(s.amount)::bigint AS amount, sum(s.lines)::bigint AS lines, sum(s.flagged)::bigint AS flagged
         FROM bills b JOIN departments d ON d.id = b.department_id JOIN bill_sums s ON s.bill_id = b.id
         JOIN regions g ON g.id = s.region_id JOIN projects p ON p.id = s.project_id
         WHERE {condition}
         GROUP BY GROUPING SETS ((g.id, g.name), (p.id, p.name), (s.product)) ORDER BY amount DESC, name, id"
    )
}

/// What an edition adds up to.
///
/// # Errors
/// When the database can't be had.
pub fn shares(c: &mut PgConnection, (bill, round): (i64, i32)) -> AppResult<Vec<Share>> {
    let shares = statement(grouped("b.id = $1 AND s.round = $2"));
    Ok(shares.bind::<BigInt, _>(bill).bind::<Integer, _>(round).load(c)?)
}

/// What was sent of a month to all departments, or to those of a sector.
///
/// # Errors
/// When the database can't be had.
pub fn shares_of_month(c: &mut PgConnection, month: Month, sector: Option<Sector>) -> AppResult<Vec<Share>> {
    let shares = statement(grouped("b.month = $1 AND s.round = b.round AND ($2 IS NULL OR d.sector = $2)"));
    let shares = shares.bind::<Date, _>(month.first_day()).bind::<Nullable<SqlText>, _>(sector.map(Sector::code));
    Ok(shares.load(c)?)
}
