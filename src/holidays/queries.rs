//! Years of the calendar.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Named, Year};
use crate::{
    calendar::UnknownDayKind,
    error::{AppError, AppResult},
    schema::{calendar_days as days, calendar_years as years},
};

/// The year as it is kept.
///
/// # Errors
/// When the database can't be had.
pub fn year(c: &mut PgConnection, year: i32) -> AppResult<Year> {
    let kept: Option<(bool, i32)> =
        years::table.find(year).select((years::published, years::version)).first(c).optional()?;
    let (first, next) = bounds(year);
    let of_year = days::table.filter(days::date.ge(first)).filter(days::date.lt(next)).order(days::date);
    let stored: Vec<(NaiveDate, String, String, bool)> =
        of_year.select((days::date, days::kind, days::name, days::provisional)).load(c)?;
    let named = stored.into_iter().map(|(date, kind, name, provisional)| {
        let kind = kind.parse().map_err(|error: UnknownDayKind| AppError::Ours(error.into()))?;
        Ok(Named { date, kind, name, provisional })
    });
    let (published, version) = kept.unwrap_or((false, 0));
    Ok(Year { number: year, published, version, days: named.collect::<AppResult<_>>()? })
}

/// The first day of it, and of the next one.
#[must_use]
pub fn bounds(year: i32) -> (NaiveDate, NaiveDate) {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    (first(year), first(year + 1))
}

/// The years that are kept.
///
/// # Errors
/// When the database can't be had.
pub fn years(c: &mut PgConnection) -> AppResult<Vec<i32>> {
    Ok(years::table.order(years::year).select(years::year).load(c)?)
}
