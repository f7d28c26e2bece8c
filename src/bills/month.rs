//! Months of bills: `2026-10`, in Shanghai.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

use crate::{calendar::date_of, text::Text};

/// A month, as its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The one that this day is in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// The one that runs.
    #[must_use]
    pub fn current(now: DateTime<Utc>) -> Self {
        Self::of(date_of(now))
    }

    /// So many months ago.
    #[must_use]
    pub fn back(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().0.checked_sub_days(Days::new(1)).unwrap_or(self.0)
    }

    /// Each from this one to `last`, at most `most` of them: the later ones.
    #[must_use]
    pub fn until(self, last: Self, most: u32) -> Vec<Self> {
        let mut months: Vec<Self> = std::iter::successors(Some(last), |month| Some(month.back(1)))
            .take(most as usize)
            .take_while(|it| *it >= self)
            .collect();
        months.reverse();
        months
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = Text;

    /// `2026-10`, also `2026-1`, `2026/10`, `202610` and `2026年10月`.
    fn from_str(typed: &str) -> Result<Self, Text> {
        let plain: String = typed.trim().chars().map(crate::web::form::half_width).collect();
        let plain = plain.trim_end_matches('月').replace(['年', '/', '.'], "-");
        let (year, month) = match plain.split_once('-') {
            Some(parts) => parts,
            None if plain.len() == 6 && plain.is_ascii() => plain.split_at(4),
            None => return Err("bill-month-wrong".into()),
        };
        let (year, month) = (year.parse().ok(), month.parse().ok());
        let first = year.zip(month).and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
        first.filter(|first| (2000..2100).contains(&first.year())).map(Self).ok_or_else(|| "bill-month-wrong".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(typed: &str) -> Month {
        typed.parse().unwrap()
    }

    #[test]
    fn a_month_is_read_however_it_is_written() {
        for typed in ["2026-02", "2026-2", " 2026/02 ", "202602", "２０２６年２月", "2026.2"] {
            assert_eq!(month(typed).to_string(), "2026-02", "{typed}");
        }
        for typed in ["", "2026", "2026-13", "02-2026", "二月", "1999-12", "2026-02-01"] {
            assert!(typed.parse::<Month>().is_err(), "{typed}");
        }
    }

    #[test]
    fn months_follow_one_another() {
        let january = month("2026-01");
        assert_eq!(january.back(1), month("2025-12"));
        assert_eq!(month("2024-02").last_day().to_string(), "2024-02-29");
        let shown = |months: Vec<Month>| months.iter().map(Month::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(month("2025-11").until(january, 12)), "2025-11 2025-12 2026-01");
        assert_eq!(shown(month("2025-01").until(january, 2)), "2025-12 2026-01");
        assert!(january.until(month("2025-12"), 5).is_empty());
    }
}
