//! The calendar as administrators keep it.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Calendar, Day};
use crate::{
    error::AppResult,
    schema::{calendar_days, calendar_years},
};

/// All that is known of working days now.
///
/// # Errors
/// When the database can't be had.
pub fn read(c: &mut PgConnection) -> AppResult<Calendar> {
    let published = calendar_years::table.filter(calendar_years::published).select(calendar_years::year);
    let published: Vec<i32> = published.load(c)?;
    let days: Vec<(NaiveDate, String, bool)> =
        calendar_days::table.select((calendar_days::date, calendar_days::kind, calendar_days::provisional)).load(c)?;
    let days = days.into_iter().map(|(date, kind, provisional)| {
        let kind = kind.parse().map_err(|error: super::UnknownDayKind| anyhow::Error::new(error))?;
        Ok(Day { date, kind, provisional })
    });
    Ok(Calendar::new(days.collect::<AppResult<Vec<_>>>()?, published))
}
