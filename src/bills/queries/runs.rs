//! How far months are made.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Nullable, Timestamptz},
};

use crate::{bills::month::Month, db::sql::statement, error::AppResult, text::Text};

#[derive(Clone, Debug, QueryableByName)]
pub struct Run {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub asked_by_id: Option<i64>,
    #[diesel(sql_type = Timestamptz)]
    pub asked_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
    /// Of how many departments.
    #[diesel(sql_type = Integer)]
    pub count: i32,
    #[diesel(sql_type = Integer)]
    pub left: i32,
    #[diesel(sql_type = Integer)]
    pub bills: i32,
    /// Departments whose bill was sent already.
    #[diesel(sql_type = Integer)]
    pub kept: i32,
    #[diesel(sql_type = BigInt)]
    pub lines: i64,
}

impl Run {
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.month)
    }

    #[must_use]
    pub fn done(&self) -> i32 {
        self.count - self.left
    }

    /// How far it is, or what became of it.
    #[must_use]
    pub fn said(&self) -> Text {
        if self.ended_at.is_none() {
            return Text::new("bill-progress-of").with("done", self.done()).with("count", self.count);
        }
        Text::new("bill-generated").with("bills", self.bills).with("lines", self.lines).with("kept", self.kept)
    }
}

pub const COLUMNS: &str =
    "id, month, asked_by_id, asked_at, ended_at, count, cardinality(departments) AS \"left\", bills, kept, lines";

/// That one, as it stands.
///
/// # Errors
/// 404 when there is none.
pub fn run(c: &mut PgConnection, id: i64) -> AppResult<Run> {
    Ok(statement(format!("SELECT {COLUMNS} FROM bill_runs WHERE id = $1")).bind::<BigInt, _>(id).get_result(c)?)
}

/// A month's last run.
///
/// # Errors
/// When the database can't be had.
pub fn latest(c: &mut PgConnection, month: Month) -> AppResult<Option<Run>> {
    let run = statement(format!("SELECT {COLUMNS} FROM bill_runs WHERE month = $1 ORDER BY id DESC LIMIT 1"));
    Ok(run.bind::<Date, _>(month.first_day()).get_result(c).optional()?)
}
