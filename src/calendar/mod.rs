//! Working days (spec 0, "Working days"): weekends and the State Council's holidays are off, its
//! make-up days are worked.
//!
//! A [`Calendar`] is a value: whoever needs one reads the rows once and asks it. Dates are those of
//! Asia/Shanghai. A *published* year is one whose arrangement the State Council has announced; what
//! falls in any other is *provisional*.

mod arrangement;
mod moved;
mod rows;
mod table;
mod words;
mod working_days;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};

use crate::text::Text;
pub use arrangement::Arrangement;
pub use moved::{Moved, Shift, shifts};
pub use rows::read;
pub use table::{Seeded, seed, seed_years};
pub use words::{amount, left_in_words};
pub use working_days::{date_of, start_of};

/// A date on which the week alone doesn't say whether people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub kind: DayKind,
    /// Statutory, but the year's arrangement isn't published yet.
    pub provisional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Off,
    /// A weekend day worked for a holiday.
    MakeUp,
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub at: DateTime<Utc>,
    /// It falls in a year whose arrangement isn't published, and may move.
    pub provisional: bool,
}

/// What is known of working days.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, Day>,
    published: BTreeSet<i32>,
}

impl Calendar {
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = Day>, published_years: impl IntoIterator<Item = i32>) -> Self {
        Self {
            days: days.into_iter().map(|day| (day.date, day)).collect(),
            published: published_years.into_iter().collect(),
        }
    }

    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        match self.days.get(&date).map(|day| day.kind) {
            Some(DayKind::Off) => false,
            Some(DayKind::MakeUp) => true,
            None => is_weekday(date) && (self.is_published(date.year()) || !is_fixed_holiday(date)),
        }
    }

    /// Whether the arrangement of that date may still change.
    #[must_use]
    pub fn is_provisional(&self, date: NaiveDate) -> bool {
        !self.is_published(date.year()) || self.days.get(&date).is_some_and(|day| day.provisional)
    }

    #[must_use]
    pub fn is_published(&self, year: i32) -> bool {
        self.published.contains(&year)
    }

    pub fn published_years(&self) -> impl Iterator<Item = i32> + '_ {
        self.published.iter().copied()
    }
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The statutory days that bear the same date each year. Those of the lunar calendar are rows, entered
/// as soon as a year is due in.
fn is_fixed_holiday(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (1, 1) | (5, 1..=2) | (10, 1..=3))
}

impl DayKind {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::MakeUp => "make_up",
        }
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::Off => "calendar-day-off",
            Self::MakeUp => "calendar-day-make-up",
        })
    }
}

/// A stored code that is no kind of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDayKind(pub String);

impl std::fmt::Display for UnknownDayKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no kind of day has the code {:?}", self.0)
    }
}

impl std::error::Error for UnknownDayKind {}

impl FromStr for DayKind {
    type Err = UnknownDayKind;

    fn from_str(code: &str) -> Result<Self, UnknownDayKind> {
        match code {
            "off" => Ok(Self::Off),
            "make_up" => Ok(Self::MakeUp),
            unknown => Err(UnknownDayKind(unknown.to_owned())),
        }
    }
}

impl Due {
    /// As it is shown, marked if it is provisional.
    #[must_use]
    pub fn label(&self) -> Text {
        Text::new(self.key()).with("time", self.at)
    }

    /// The same of what is due at the end of a day, as that day.
    #[must_use]
    pub fn last_day(&self) -> Text {
        Text::new(self.key()).with("time", date_of(self.at - TimeDelta::seconds(1)))
    }

    fn key(&self) -> &'static str {
        if self.provisional { "calendar-due-provisional" } else { "calendar-due" }
    }
}
