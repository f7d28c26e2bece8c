//! The prices that the example's operations manager has scheduled.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use diesel::PgConnection;

use crate::{
    calendar,
    error::AppResult,
    money::Money,
    policy::Actor,
    prices::{self, Wanted},
};

/// Cheaper or dearer from the next year on, in 分.
const NEXT_YEAR: [(&str, i64); 3] = [("ebs.cloud_ssd", 90), ("oss.lrs", 11), ("eip.bandwidth", 2_500)];

/// # Errors
/// When the command refuses.
pub fn schedule(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let tomorrow = calendar::date_of(now) + Days::new(1);
    let from = NaiveDate::from_ymd_opt(tomorrow.year() + 1, 1, 1).unwrap_or(tomorrow);
    for (component, fen) in NEXT_YEAR {
        prices::commands::set(tx, who, component, None, Wanted { amount: Money(fen), from }, now)?;
    }
    Ok(())
}
