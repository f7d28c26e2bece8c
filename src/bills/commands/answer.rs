//! What a department says of its bill, and the special departments of what all of them come to.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Text as SqlText, Timestamptz},
};

use super::{
    fresh, make_edition, others_open,
    roll_up::{adds_up, missing, roll_up},
    step,
};
use crate::{
    bills::{
        form::Objection,
        model::Bill,
        queries,
        workflow::{Event, answers, next},
    },
    db::sql::statement,
    error::{AppError, AppResult},
    policy::Actor,
    web::form::Errors,
};

/// 确认账单: it is right.
///
/// # Errors
/// 404; 403 for anybody but administrators of its department, or who answers the roll-up; 409, naming who is missing.
pub fn confirm(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>, now: DateTime<Utc>) -> AppResult<Bill> {
    let bill = begin(tx, who, id, seen, Event::Confirm)?;
    answer(tx, who, &bill, "", now)?;
    let after = step(tx, who, &bill, Event::Confirm, "", now)?;
    roll_up(tx, bill.month(), now)?;
    Ok(after)
}

/// 驳回: it is wrong, all of it or these lines; of a roll-up, the bills of these departments, which go back.
///
/// # Errors
/// As [`confirm`], and 422 at `reason`, `lines` and `departments`.
pub fn reject(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    objection: Result<Objection, Errors>,
    now: DateTime<Utc>,
) -> AppResult<Bill> {
    let bill = begin(tx, who, id, seen, Event::Reject)?;
    let Objection { reason, lines, departments } = objection.map_err(AppError::Invalid)?;
    answer(tx, who, &bill, &reason, now)?;
    let after = step(tx, who, &bill, Event::Reject, &reason, now)?;
    if bill.is_roll_up() {
        give_back(tx, who, &bill, &departments, &reason, now)?;
    } else {
        mark(tx, &bill, &lines, &reason)?;
        make_edition(tx, bill.id)?;
    }
    roll_up(tx, bill.month(), now)?;
    Ok(after)
}

/// The bill, which nobody else changes now, if that is its reader's to say and can be said.
fn begin(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>, event: Event) -> AppResult<Bill> {
    let bill = queries::lock(tx, who, id)?;
    if !answers(who, &bill) {
        return Err(AppError::forbidden());
    }
    fresh(&bill, seen)?;
    if bill.is_roll_up() {
        let bills = queries::of_month(tx, bill.month())?;
        let names = missing(tx, &bills, bill.month(), bill.kind())?;
        if let Some(open) = others_open(names) {
            return Err(AppError::NotNow(open));
        }
    }
    next(bill.state(), event).map_err(AppError::NotNow)?;
    Ok(bill)
}

fn answer(tx: &mut PgConnection, who: &Actor, bill: &Bill, reason: &str, now: DateTime<Utc>) -> AppResult<()> {
    statement(
        "UPDATE bill_editions SET answered_at = $3, answered_by_id = $4, reason = $5 WHERE bill_id = $1 AND round = $2",
    )
    .bind::<BigInt, _>(bill.id)
    .bind::<diesel::sql_types::Integer, _>(bill.round)
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(who.id)
    .bind::<SqlText, _>(reason.to_owned())
    .execute(tx)?;
    Ok(())
}

/// Notes at each of these lines why it is wrong. What was confirmed before isn't asked again.
fn mark(tx: &mut PgConnection, bill: &Bill, lines: &[i64], reason: &str) -> AppResult<()> {
    let marked = statement(
        "UPDATE bill_lines SET rejected = $4 WHERE bill_id = $1 AND round = $2 AND id = ANY($3) AND NOT is_settled",
    )
    .bind::<BigInt, _>(bill.id)
    .bind::<diesel::sql_types::Integer, _>(bill.round)
    .bind::<Array<BigInt>, _>(lines.to_vec())
    .bind::<SqlText, _>(reason.to_owned())
    .execute(tx)?;
    if marked == lines.len() { Ok(()) } else { Err(AppError::at("lines", "bill-lines-unknown")) }
}

/// The bills of these departments go back to operators.
fn give_back(
    tx: &mut PgConnection,
    who: &Actor,
    total: &Bill,
    departments: &[i64],
    reason: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    if departments.is_empty() {
        return Err(AppError::at("departments", "bill-departments-missing"));
    }
    for department in departments {
        let bill = queries::of_department(tx, total.month(), *department)?.filter(|bill| adds_up(total.kind(), bill));
        let Some(bill) = bill else { return Err(AppError::at("departments", "bill-departments-unknown")) };
        // What its department had confirmed, whoever gives it back now.
        answer(tx, who, &bill, reason, now)?;
        step(tx, who, &bill, Event::Return, reason, now)?;
        make_edition(tx, bill.id)?;
    }
    Ok(())
}
