//! The calendar as administrators keep it.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{Bool, Date, Integer, Nullable, Text},
};

use super::{Calendar, Day};
use crate::{db::sql::statement, error::AppResult};

/// All that is known of working days now.
///
/// # Errors
/// When the database can't be had.
pub fn read(c: &mut PgConnection) -> AppResult<Calendar> {
    let rows: Vec<Row> = statement(
        "SELECT date, kind, provisional, NULL::integer AS published FROM calendar_days
         UNION ALL SELECT NULL, NULL, false, year FROM calendar_years WHERE published",
    )
    .load(c)?;
    let published: Vec<i32> = rows.iter().filter_map(|row| row.published).collect();
    let days = rows.iter().filter_map(|row| Some((row.date?, row.kind.as_deref()?, row.provisional)));
    let days = days.map(|(date, kind, provisional)| {
        let kind = kind.parse().map_err(|error: super::UnknownDayKind| anyhow::Error::new(error))?;
        Ok(Day { date, kind, provisional })
    });
    Ok(Calendar::new(days.collect::<AppResult<Vec<_>>>()?, published))
}

/// A day that differs from what its weekday says, or a year whose arrangement is published.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Date>)]
    date: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Bool)]
    provisional: bool,
    #[diesel(sql_type = Nullable<Integer>)]
    published: Option<i32>,
}
