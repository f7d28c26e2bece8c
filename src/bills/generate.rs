//! A month is made from usage and prices (spec 5, "Metering"): by statements over whole departments, each department in a
//! transaction of its own, so that memory stays flat and whoever answers a bill waits for one department at most. What is
//! left to do is kept, so that another process goes on where one was killed.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Date, Nullable, Timestamptz},
};
use serde_json::json;

use super::{
    commands::open,
    model::Kind,
    month::Month,
    queries::{self, RUN_COLUMNS, Run},
    workflow::{Event as Step, next},
};
use crate::{
    db::{sql::statement, without_time_limit},
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::{Action, Actor},
};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// What is left to do begins with it.
#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
}

#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = BigInt)]
    lines: i64,
}

/// Notes that the bills of `month` that aren't sent are to be made: of these departments, or of all when none is named. One
/// that is asked for while the month is being made joins what is left.
///
/// # Errors
/// 403; 409 for a month that isn't over, and when there is nothing to make.
pub fn ask(
    tx: &mut PgConnection,
    who: &Actor,
    month: Month,
    departments: &[i64],
    now: DateTime<Utc>,
) -> AppResult<Run> {
    if who.stored_id().is_some() && !who.may(Action::RunBilling) {
        return Err(AppError::forbidden());
    }
    if month >= Month::current(now) {
        return Err(AppError::NotNow("bill-month-not-over".into()));
    }
    queries::lock_month(tx, month)?;
    without_time_limit(tx)?;
    let found = to_make(tx, month, departments)?;
    if found.is_empty() {
        return Err(AppError::NotNow("bill-nothing-to-make".into()));
    }
    let run = statement(format!(
        "INSERT INTO bill_runs (month, asked_by_id, asked_at, departments, count) VALUES ($1, $2, $3, $4, cardinality($4))
         ON CONFLICT (month) WHERE ended_at IS NULL DO UPDATE SET
             departments = bill_runs.departments || ARRAY(SELECT unnest($4) EXCEPT SELECT unnest(bill_runs.departments)),
             count = bill_runs.count + cardinality(ARRAY(SELECT unnest($4) EXCEPT SELECT unnest(bill_runs.departments)))
         RETURNING {RUN_COLUMNS}"
    ));
    Ok(run
        .bind::<Date, _>(month.first_day())
        .bind::<Nullable<BigInt>, _>(who.stored_id())
        .bind::<Timestamptz, _>(now)
        .bind::<Array<BigInt>, _>(found)
        .get_result(tx)?)
}

/// The departments that used something in that month, or have a bill of it.
fn to_make(tx: &mut PgConnection, month: Month, departments: &[i64]) -> AppResult<Vec<i64>> {
    let found = statement(
        "SELECT d.id FROM departments d
         WHERE (d.id = ANY($2) OR $3) AND (
             EXISTS (SELECT FROM bills b WHERE b.month = $1 AND b.department_id = d.id)
             OR EXISTS (SELECT FROM bill_entries e WHERE e.month = $1 AND e.department_id = d.id)
             OR EXISTS (SELECT FROM resources r JOIN usage_segments s ON s.resource_id = r.id
                        WHERE r.department_id = d.id AND s.period && daterange($1, ($1 + interval '1 month')::date)))
         ORDER BY d.id",
    );
    let found: Vec<Id> = found
        .bind::<Date, _>(month.first_day())
        .bind::<Array<BigInt>, _>(departments.to_vec())
        .bind::<Bool, _>(departments.is_empty())
        .load(tx)?;
    Ok(found.into_iter().map(|department| department.id).collect())
}

/// Makes one department of the oldest run that nobody is at; whether there was anything to do. Whoever asks again and again
/// makes everything.
///
/// # Errors
/// When the database can't be had.
pub fn make_next(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<bool> {
    let run = statement(format!(
        "SELECT {RUN_COLUMNS} FROM bill_runs WHERE ended_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
    ));
    let Some(run) = run.get_result::<Run>(tx).optional()? else { return Ok(false) };
    without_time_limit(tx)?;
    queries::lock_month(tx, run.month())?;
    let first = statement("SELECT departments[1] AS id FROM bill_runs WHERE id = $1").bind::<BigInt, _>(run.id);
    let First { id: first } = first.get_result(tx)?;
    let Some(department) = first else {
        end(tx, &run, now)?;
        return Ok(true);
    };
    let made = make(tx, run.month(), department, now)?;
    statement(
        "UPDATE bill_runs SET departments = departments[2:], bills = bills + $2::bigint, kept = kept + 1 - $2::bigint, lines = lines + $3
         WHERE id = $1",
    )
    .bind::<BigInt, _>(run.id)
    .bind::<BigInt, _>(i64::from(made.is_some()))
    .bind::<BigInt, _>(made.unwrap_or_default())
    .execute(tx)?;
    Ok(true)
}

fn end(tx: &mut PgConnection, run: &Run, now: DateTime<Utc>) -> AppResult<()> {
    statement("UPDATE bill_runs SET ended_at = $2 WHERE id = $1")
        .bind::<BigInt, _>(run.id)
        .bind::<Timestamptz, _>(now)
        .execute(tx)?;
    let month = run.month().to_string();
    let record =
        Record { kind: "billing", id: run.id, path: format!("/bills/generate?month={month}"), number: month.clone() };
    let facts = json!({ "month": month, "bills": run.bills, "lines": run.lines, "kept": run.kept });
    outbox::tell(tx, &Actor::system(), &Event::new("generateBills", "billing", record).changed(None, Some(facts)))
}

/// How many lines a department's bill has now; none when it was sent already.
fn make(tx: &mut PgConnection, month: Month, department: i64, now: DateTime<Utc>) -> AppResult<Option<i64>> {
    open(tx, month, Kind::Department, Some(department), now)?;
    let Some(bill) = queries::of_department(tx, month, department)? else { return Ok(None) };
    if next(bill.state(), Step::Make).is_err() {
        return Ok(None);
    }
    let made = statement("SELECT make_edition($1) AS lines").bind::<BigInt, _>(bill.id);
    let Made { lines } = made.get_result(tx)?;
    statement("UPDATE bills SET version = version + 1 WHERE id = $1").bind::<BigInt, _>(bill.id).execute(tx)?;
    if lines == 0 && bill.round == 0 {
        forget(tx, bill.id)?;
    }
    Ok(Some(lines))
}

/// A department without resources gets no bill (spec 5, "Roll-ups").
fn forget(tx: &mut PgConnection, bill: i64) -> AppResult<()> {
    for table in ["bill_corrections WHERE bill_id", "bill_editions WHERE bill_id", "bills WHERE id"] {
        statement(format!("DELETE FROM {table} = $1")).bind::<BigInt, _>(bill).execute(tx)?;
    }
    Ok(())
}
