//! The lines of an edition.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Integer, Text as SqlText},
};

use crate::{
    bills::line::{Difference, Line},
    db::sql::{Bindings, statement},
    error::AppResult,
    web::list::{COUNTED, Cursor},
};

/// Which of an edition's lines are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    pub project: Option<i64>,
    pub region: Option<i64>,
    pub product: String,
    /// Only those to look at.
    pub flagged: bool,
}

const COLUMNS: &str = "l.id, l.key, l.resource_id, coalesce(s.name, '') AS resource, r.number AS request, p.name AS project,
    g.name AS region, l.product, coalesce(c.name, l.component) AS component, coalesce(c.name_en, l.component) AS component_en,
    coalesce(c.unit, '') AS unit, l.units, l.price, lower(l.period) AS first_day, upper(l.period) - 1 AS last_day,
    upper(l.period) - lower(l.period) AS days, l.days_in_month, coalesce(l.corrected_for, '') AS corrected_for,
    l.amount, l.is_new, l.has_ended, l.is_settled,
    coalesce(l.rejected, (SELECT o.rejected FROM bill_lines o
                          WHERE o.bill_id = l.bill_id AND o.round = l.round - 1 AND o.key = l.key)) AS rejected";
const TABLES: &str = "bill_lines l JOIN projects p ON p.id = l.project_id JOIN regions g ON g.id = l.region_id
    LEFT JOIN resources s ON s.id = l.resource_id LEFT JOIN resource_requests r ON r.id = l.request_id
    LEFT JOIN price_components c ON c.code = l.component";

fn found(bill: i64, round: i32, narrowed: &Narrowed, bindings: &mut Bindings<'static>) -> String {
    let mut conditions = vec![
        format!("l.bill_id = {}", bindings.add::<BigInt, _>(bill)),
        format!("l.round = {}", bindings.add::<Integer, _>(round)),
    ];
    if let Some(project) = narrowed.project {
        conditions.push(format!("l.project_id = {}", bindings.add::<BigInt, _>(project)));
    }
    if let Some(region) = narrowed.region {
        conditions.push(format!("l.region_id = {}", bindings.add::<BigInt, _>(region)));
    }
    if !narrowed.product.is_empty() {
        conditions.push(format!("l.product = {}", bindings.add::<SqlText, _>(narrowed.product.clone())));
    }
    if narrowed.flagged {
        conditions.push("(l.request_id IS NULL OR l.is_new OR l.price IS NULL OR l.rejected IS NOT NULL)".to_owned());
    }
    conditions.join(" AND ")
}

/// In the order in which they were made, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn lines(
    c: &mut PgConnection,
    (bill, round): (i64, i32),
    narrowed: &Narrowed,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Line>> {
    let mut bindings = Bindings::default();
    let mut conditions = found(bill, round, narrowed, &mut bindings);
    let (sign, order) = if cursor.is_some_and(|cursor| cursor.back) { ("<", "DESC") } else { (">", "ASC") };
    if let Some(cursor) = cursor {
        conditions = format!("{conditions} AND l.id {sign} {}", bindings.add::<BigInt, _>(cursor.id));
    }
    let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE {conditions} ORDER BY l.id {order} LIMIT {most}");
    Ok(bindings.into_statement(query).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, (bill, round): (i64, i32), narrowed: &Narrowed) -> AppResult<i64> {
    let mut bindings = Bindings::default();
    let conditions = found(bill, round, narrowed, &mut bindings);
    let query = format!("(SELECT count(*) FROM (SELECT FROM bill_lines l WHERE {conditions} LIMIT {COUNTED}) AS few)");
    Ok(diesel::select(bindings.into_fragment::<BigInt>(query)).get_result(c)?)
}

/// One line of an edition.
///
/// # Errors
/// 404 for a line of another one.
pub fn line(c: &mut PgConnection, (bill, round): (i64, i32), id: i64) -> AppResult<Line> {
    let query =
        statement(format!("SELECT {COLUMNS} FROM {TABLES} WHERE l.bill_id = $1 AND l.round = $2 AND l.id = $3"));
    Ok(query.bind::<BigInt, _>(bill).bind::<Integer, _>(round).bind::<BigInt, _>(id).get_result(c)?)
}

/// Where an edition differs from the one before: lines that came, went, or cost something else.
///
/// # Errors
/// When the database can't be had.
pub fn changes(c: &mut PgConnection, (bill, round): (i64, i32), most: i64) -> AppResult<Vec<Difference>> {
    let query = statement(
        "SELECT coalesce(s.name, '') AS resource, coalesce(c.name, n.component, o.component) AS component, p.name AS project,
                o.amount AS before, n.amount AS after, o.rejected,
                coalesce(n.corrected_for, '') AS corrected_for
         FROM (SELECT * FROM bill_lines WHERE bill_id = $1 AND round = $2 - 1) o
         FULL JOIN (SELECT * FROM bill_lines WHERE bill_id = $1 AND round = $2) n ON n.key = o.key
         JOIN projects p ON p.id = coalesce(n.project_id, o.project_id)
         LEFT JOIN resources s ON s.id = coalesce(n.resource_id, o.resource_id)
         LEFT JOIN price_components c ON c.code = coalesce(n.component, o.component)
         WHERE n.amount IS DISTINCT FROM o.amount OR o.rejected IS NOT NULL
         ORDER BY coalesce(n.id, o.id) LIMIT $3",
    );
    Ok(query.bind::<BigInt, _>(bill).bind::<Integer, _>(round).bind::<BigInt, _>(most).load(c)?)
}
