//! Of which days the report tells.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::Deserialize;

use crate::{
    calendar::start_of,
    text::Text,
    web::{form::Errors, list},
};

/// The page's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub from: String,
    pub to: String,
}

/// From a day to a day in Shanghai, both with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// How many months it tells of where nothing is said.
const USUAL: Months = Months::new(3);
/// And at most: the turns of a period are sorted each time.
const MOST: Months = Months::new(12);

impl Asked {
    /// What isn't said ends today, and began three months earlier.
    ///
    /// # Errors
    /// At the day that isn't one, or doesn't fit the other.
    pub fn period(&self, today: NaiveDate) -> Result<Period, Errors> {
        let mut errors = Errors::default();
        let to = errors.take("to", day(&self.to, || Some(today)));
        let from = errors.take("from", day(&self.from, || to.unwrap_or(today).checked_sub_months(USUAL)));
        if let (Some(from), Some(to)) = (from, to) {
            if from > to {
                errors.add("to", "request-times-ends-before");
            } else if from.checked_add_months(MOST).is_some_and(|last| last < to) {
                errors.add("from", Text::new("request-times-too-long").with("months", MOST.as_u32()));
            }
        }
        errors.finish(|| Some(Period { from: from?, to: to? }))
    }
}

fn day(typed: &str, usual: impl FnOnce() -> Option<NaiveDate>) -> Result<NaiveDate, &'static str> {
    let found = if typed.trim().is_empty() { usual() } else { list::day(typed.trim()) };
    found.ok_or("request-times-no-day")
}

impl Period {
    /// The moments it begins with and ends before.
    #[must_use]
    pub fn moments(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (start_of(self.from), start_of(self.to.succ_opt().unwrap_or(NaiveDate::MAX)))
    }

    #[must_use]
    pub fn address(self, path: &str) -> String {
        list::link(&list::address(path, &[("from", &self.from.to_string()), ("to", &self.to.to_string())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> Result<String, String> {
        let today = "2026-11-30".parse().unwrap();
        let period = Asked { from: from.into(), to: to.into() }.period(today);
        period.map(|it| format!("{} {}", it.from, it.to)).map_err(|errors| {
            let first = errors.iter().next().map(|(field, why)| format!("{field}: {}", why.key));
            first.unwrap_or_default()
        })
    }

    #[test]
    fn what_is_not_said_is_the_last_three_months() {
        assert_eq!(asked("", ""), Ok("2026-08-30 2026-11-30".into()));
        assert_eq!(asked("2026-11-01", " "), Ok("2026-11-01 2026-11-30".into()));
        assert_eq!(asked("", "2026-05-31"), Ok("2026-02-28 2026-05-31".into()));
        assert_eq!(asked("2026-11-30", "2026-11-30"), Ok("2026-11-30 2026-11-30".into()));
    }

    #[test]
    fn what_is_no_period_is_told_at_its_day() {
        assert_eq!(asked("yesterday", ""), Err("from: request-times-no-day".into()));
        assert_eq!(asked("", "2026-02-30"), Err("to: request-times-no-day".into()));
        assert_eq!(asked("2026-11-02", "2026-11-01"), Err("to: request-times-ends-before".into()));
        assert_eq!(asked("2026-12-01", ""), Err("to: request-times-ends-before".into()));
        assert_eq!(asked("2025-11-30", "2026-11-30"), Ok("2025-11-30 2026-11-30".into()));
        assert_eq!(asked("2025-11-29", "2026-11-30"), Err("from: request-times-too-long".into()));
    }

    #[test]
    fn a_period_lasts_from_the_first_midnight_in_shanghai_to_the_one_after_its_last_day() {
        let day = "2026-11-30".parse().unwrap();
        let (first, end) = Period { from: day, to: day }.moments();
        assert_eq!(first.to_rfc3339(), "2026-11-29T16:00:00+00:00");
        assert_eq!(end.to_rfc3339(), "2026-11-30T16:00:00+00:00");
    }
}
