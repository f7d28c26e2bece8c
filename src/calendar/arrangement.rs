//! Another arrangement of days off and make-up days, before it is in force.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{Calendar, Day, DayKind};

/// What shall be of one year, or of some of its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    pub year: i32,
    /// The year is this and nothing else; else only these days change.
    pub whole: bool,
    /// The State Council has announced it.
    pub published: bool,
    /// None: as the week says.
    pub days: Vec<(NaiveDate, Option<DayKind>)>,
}

impl Calendar {
    /// The calendar with that arrangement in it.
    #[must_use]
    pub fn arranged(&self, to: &Arrangement) -> Self {
        let mut days = self.days.clone();
        if to.whole {
            days.retain(|date, _| date.year() != to.year);
        }
        for (date, kind) in &to.days {
            match kind {
                Some(kind) => days.insert(*date, Day { date: *date, kind: *kind, provisional: !to.published }),
                None => days.remove(date),
            };
        }
        let others: BTreeSet<i32> = self.published.iter().copied().filter(|year| *year != to.year).collect();
        let published = others.into_iter().chain(to.published.then_some(to.year)).collect();
        Self { days, published }
    }

    /// How many working days a year has.
    #[must_use]
    pub fn working_days_of(&self, year: i32) -> usize {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        first.iter_days().take_while(|day| day.year() == year).filter(|day| self.is_working_day(*day)).count()
    }
}
