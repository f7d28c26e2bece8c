use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Date, Nullable, Text as SqlText},
};

use crate::{
    bills::{model::Kind, month::Month, state::State},
    calendar::date_of,
    db::sql::statement,
    error::AppResult,
};

/// A bill of that kind, unless there is one, with a number of its own: `ZD`, the date in Shanghai, and at least four digits
/// (spec 0, "Numbers").
///
/// # Errors
/// When the database refuses.
pub fn open(
    tx: &mut PgConnection,
    month: Month,
    kind: Kind,
    department: Option<i64>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let state = if kind == Kind::Department { State::Draft } else { State::Waiting };
    statement(
        "INSERT INTO bills (number, month, kind, department_id, state)
         SELECT 'ZD' || $1 || lpad(n::text, greatest(4, length(n::text)), '0'), $2, $3, $4, $5 FROM nextval('bill_numbers') AS n
         WHERE NOT EXISTS (SELECT FROM bills WHERE month = $2 AND kind = $3 AND department_id IS NOT DISTINCT FROM $4)",
    )
    .bind::<SqlText, _>(date_of(now).format("%Y%m%d").to_string())
    .bind::<Date, _>(month.first_day())
    .bind::<SqlText, _>(kind.code())
    .bind::<Nullable<BigInt>, _>(department)
    .bind::<SqlText, _>(state.code())
    .execute(tx)?;
    Ok(())
}
