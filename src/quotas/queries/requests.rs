//! Quota requests, from what the asker may see.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText},
};
use uuid::Uuid;

use super::balances::MEASURE;
use crate::{
    attachments::Attachment,
    calendar,
    db::sql::{Bindings, statement},
    error::AppResult,
    policy::{Action, Actor, Sector},
    quotas::{
        request::{QuotaRequest, Row},
        seat::Seat,
        state::State,
    },
    schema::{attachments as files, quota_requests},
    web::list::{COUNTED, Cursor, by_state::Filter},
};

const COLUMNS: &str = "q.id, q.number, q.state, q.applicant_id, u.display_name AS applicant, q.department_id, d.name AS department, d.sector,
    q.parent_id, p.name AS parent, p.special IS NOT DISTINCT FROM 'province' AS is_at_root, q.reason, q.filed_at,
    (SELECT f.number FROM quota_requests f WHERE f.id = q.for_request_id) AS for_request,
    q.decided_at, (SELECT b.display_name FROM users b WHERE b.id = q.decided_by_id) AS decided_by, q.opinion, q.ended_at, q.version,
    (SELECT count(*) FROM quota_request_rows w WHERE w.request_id = q.id) AS metrics,
    (SELECT a.number FROM quota_requests a WHERE a.for_request_id = q.id ORDER BY a.id DESC LIMIT 1) AS upward,
    EXISTS (SELECT FROM quota_deciders(q.department_id, q.parent_id) holder WHERE holder <> q.applicant_id) AS is_decided";
const TABLES: &str =
    "quota_requests q JOIN users u ON u.id = q.applicant_id JOIN departments d ON d.id = q.department_id
    JOIN departments p ON p.id = q.parent_id";

/// Which of them a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of one's own department.
    Own,
    /// Those of direct children, which one decides about.
    ToDecide,
}

/// The condition under which `who` sees one, as far as `whose` asks for it.
fn seen(who: &Actor, whose: Whose, bindings: &mut Bindings<'static>) -> String {
    let seat = Seat::of(who);
    let department = bindings.add::<BigInt, _>(seat.department);
    match whose {
        Whose::Own => format!("q.department_id = {department}"),
        Whose::ToDecide => {
            let sector = bindings.add::<Nullable<SqlText>, _>(seat.sector.map(Sector::code));
            format!("(q.parent_id = {department} OR p.special = 'province' AND d.sector = {sector})")
        }
    }
}

/// Whatever one may do with it: one's own department's, and those that one decides about.
fn visible(who: &Actor, bindings: &mut Bindings<'static>) -> String {
    let mut either = Vec::new();
    if who.may(Action::RequestQuotas) {
        either.push(seen(who, Whose::Own, bindings));
    }
    if who.may(Action::ApproveQuotas) {
        either.push(seen(who, Whose::ToDecide, bindings));
    }
    if either.is_empty() { "false".to_owned() } else { format!("({})", either.join(" OR ")) }
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<QuotaRequest> {
    let mut bindings = Bindings::default();
    let (visible, number) = (visible(who, &mut bindings), bindings.add::<SqlText, _>(number.to_owned()));
    let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE q.number = {number} AND {visible}");
    Ok(bindings.into_statement(query).get_result(c)?)
}

/// The same, and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, number: &str) -> AppResult<QuotaRequest> {
    let row = quota_requests::table.filter(quota_requests::number.eq(number)).select(quota_requests::id);
    row.for_no_key_update().first::<i64>(tx)?;
    find(tx, who, number)
}

/// That one, held already.
///
/// # Errors
/// 404 when there is none.
pub fn by_id(c: &mut PgConnection, id: i64) -> AppResult<QuotaRequest> {
    let query = statement(format!("SELECT {COLUMNS} FROM {TABLES} WHERE q.id = $1"));
    Ok(query.bind::<BigInt, _>(id).get_result(c)?)
}

/// Its lines, with what the department has by now and what the parent could hand on.
///
/// # Errors
/// When the database can't be had.
pub fn rows(c: &mut PgConnection, request: i64) -> AppResult<Vec<Row>> {
    let its = statement(format!(
        "SELECT {MEASURE}, w.amount, w.total_before, coalesce(b.total, 0) AS total,
                coalesce(p.total - p.allocated - p.used - p.pending, 0) AS parent_remaining
         FROM quota_request_rows w JOIN quota_requests q ON q.id = w.request_id
         JOIN regions r ON r.id = w.region_id JOIN quota_metrics m ON m.code = w.metric
         LEFT JOIN quota_balances b ON (b.department_id, b.region_id, b.metric) = (q.department_id, w.region_id, w.metric)
         LEFT JOIN quota_balances p ON (p.department_id, p.region_id, p.metric) = (q.parent_id, w.region_id, w.metric)
         WHERE w.request_id = $1 ORDER BY r.id, m.place"
    ));
    Ok(its.bind::<BigInt, _>(request).load(c)?)
}

/// What it carries.
///
/// # Errors
/// When the database can't be had.
pub fn file(c: &mut PgConnection, request: i64) -> AppResult<Vec<Attachment>> {
    Ok(files::table.filter(files::quota_request_id.eq(request)).select(Attachment::as_select()).load(c)?)
}

/// One file that it carries.
///
/// # Errors
/// 404 for a file of another one.
pub fn find_file(c: &mut PgConnection, request: i64, id: Uuid) -> AppResult<Attachment> {
    let its = files::table.filter(files::quota_request_id.eq(request)).filter(files::id.eq(id));
    Ok(its.select(Attachment::as_select()).first(c)?)
}

/// `PE`, the date in Shanghai, and at least four digits; never given twice (spec 0, "Numbers").
#[must_use]
pub fn number_of(nth: i64, at: DateTime<Utc>) -> String {
    format!("PE{}{nth:04}", calendar::date_of(at).format("%Y%m%d"))
}

/// Who decides about a department's requests to that parent: in use, with the grant, and not `applicant`.
///
/// # Errors
/// When the database can't be had.
pub fn decided_by(c: &mut PgConnection, department: i64, parent: i64, applicant: i64) -> AppResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Holder {
        #[diesel(sql_type = BigInt)]
        id: i64,
    }
    let holders =
        statement("SELECT holder AS id FROM quota_deciders($1, $2) AS holder WHERE holder <> $3 ORDER BY holder");
    let holders = holders.bind::<BigInt, _>(department).bind::<BigInt, _>(parent).bind::<BigInt, _>(applicant);
    let holders: Vec<Holder> = holders.load(c)?;
    Ok(holders.into_iter().map(|holder| holder.id).collect())
}

fn found(who: &Actor, whose: Whose, filter: &Filter<State>, bindings: &mut Bindings<'static>) -> String {
    let mut conditions = vec![seen(who, whose, bindings)];
    if let Some(state) = filter.state {
        conditions.push(format!("q.state = {}", bindings.add::<SqlText, _>(state.code())));
    }
    if !filter.q.is_empty() {
        let words = bindings.add::<SqlText, _>(filter.q.clone());
        conditions.push(format!("q.search @@ (SELECT search_query({words}))"));
    }
    conditions.join(" AND ")
}

/// Newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    whose: Whose,
    filter: &Filter<State>,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<QuotaRequest>> {
    let mut bindings = Bindings::default();
    let mut conditions = found(who, whose, filter, &mut bindings);
    let (sign, order) = if cursor.is_some_and(|cursor| cursor.back) { (">", "ASC") } else { ("<", "DESC") };
    if let Some(cursor) = cursor {
        conditions = format!("{conditions} AND q.id {sign} {}", bindings.add::<BigInt, _>(cursor.id));
    }
    let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE {conditions} ORDER BY q.id {order} LIMIT {most}");
    Ok(bindings.into_statement(query).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, whose: Whose, filter: &Filter<State>) -> AppResult<i64> {
    let mut bindings = Bindings::default();
    let conditions = found(who, whose, filter, &mut bindings);
    let query = format!("(SELECT count(*) FROM (SELECT FROM {TABLES} WHERE {conditions} LIMIT {COUNTED}) AS few)");
    Ok(diesel::select(bindings.into_fragment::<BigInt>(query)).get_result(c)?)
}
