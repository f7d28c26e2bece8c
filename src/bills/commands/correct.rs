//! What operators make of a line that is wrong, before it goes out.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Text as SqlText, Timestamptz},
};

use super::{fresh, make_edition};
use crate::{
    bills::{
        events,
        form::Correction,
        line::Line,
        model::Bill,
        queries,
        workflow::{Event, next},
    },
    db::sql::statement,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    text::Text,
    web::form::Errors,
};

/// Sets what a line costs, and why; it stays so when the month is made again.
///
/// # Errors
/// 404, 403; 409 for a bill that is sent; 422 at `amount` and `reason`.
pub fn correct(
    tx: &mut PgConnection,
    who: &Actor,
    (bill, line): (i64, i64),
    seen: Option<i32>,
    correction: Result<Correction, Errors>,
    now: DateTime<Utc>,
) -> AppResult<Bill> {
    let (before, line) = begin(tx, who, bill, line, seen)?;
    let Correction { amount, reason } = correction.map_err(AppError::Invalid)?;
    statement(
        "INSERT INTO bill_corrections (bill_id, key, amount, reason, corrected_by_id, corrected_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (bill_id, key) DO UPDATE SET amount = excluded.amount, reason = excluded.reason,
             corrected_by_id = excluded.corrected_by_id, corrected_at = excluded.corrected_at",
    )
    .bind::<BigInt, _>(before.id)
    .bind::<SqlText, _>(line.key.clone())
    .bind::<BigInt, _>(amount.0)
    .bind::<SqlText, _>(reason.clone())
    .bind::<BigInt, _>(who.id)
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    let said = Text::new("bill-line-corrected").with("from", line.amount().to_string()).with("to", amount.to_string());
    end(tx, who, &before, said.with("name", named(&line)), &reason)
}

/// Takes a correction back.
///
/// # Errors
/// 404, 403, 409.
pub fn uncorrect(tx: &mut PgConnection, who: &Actor, (bill, line): (i64, i64), seen: Option<i32>) -> AppResult<Bill> {
    let (before, line) = begin(tx, who, bill, line, seen)?;
    statement("DELETE FROM bill_corrections WHERE bill_id = $1 AND key = $2")
        .bind::<BigInt, _>(before.id)
        .bind::<SqlText, _>(line.key.clone())
        .execute(tx)?;
    end(tx, who, &before, Text::new("bill-line-uncorrected").with("name", named(&line)), "")
}

fn named(line: &Line) -> String {
    if line.resource.is_empty() {
        line.component(crate::web::i18n::Lang::default()).to_owned()
    } else {
        line.resource.clone()
    }
}

fn begin(tx: &mut PgConnection, who: &Actor, bill: i64, line: i64, seen: Option<i32>) -> AppResult<(Bill, Line)> {
    let bill = queries::lock(tx, who, bill)?;
    let line = queries::line(tx, (bill.id, bill.edition_for(who)), line)?;
    if !who.may(Action::RunBilling) {
        return Err(AppError::forbidden());
    }
    fresh(&bill, seen)?;
    next(bill.state(), Event::Make).map_err(AppError::NotNow)?;
    Ok((bill, line))
}

fn end(tx: &mut PgConnection, who: &Actor, before: &Bill, said: Text, why: &str) -> AppResult<Bill> {
    make_edition(tx, before.id)?;
    statement("UPDATE bills SET version = version + 1 WHERE id = $1").bind::<BigInt, _>(before.id).execute(tx)?;
    let after = queries::by_id(tx, before.id)?;
    events::tell_corrected(tx, who, before, &after, said, why)?;
    Ok(after)
}
