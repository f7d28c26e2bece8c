//! A year of the calendar, and what shall become of it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::{
    calendar::{Arrangement, Calendar, Day, DayKind},
    outbox::Record,
    web::i18n::Lang,
};

/// What the timeline and the audit log call a year.
pub const RECORD_KIND: &str = "calendar";

/// Years that can be planned; the table's check is the same.
pub const YEARS: std::ops::RangeInclusive<i32> = 2025..=2100;

/// A day that differs from what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub date: NaiveDate,
    pub kind: DayKind,
    pub name: String,
    pub provisional: bool,
}

/// A year as it is kept; one that nobody planned has nothing.
#[derive(Clone, Debug)]
pub struct Year {
    pub number: i32,
    pub published: bool,
    /// 0 for one that isn't kept yet.
    pub version: i32,
    /// By their dates.
    pub days: Vec<Named>,
}

/// A day as it shall be; no kind: as the week says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub date: NaiveDate,
    pub kind: Option<DayKind>,
    pub name: String,
}

/// What shall become of a year, or of some of its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub year: i32,
    pub whole: bool,
    pub published: bool,
    pub days: Vec<Planned>,
}

impl Year {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.number)
    }

    /// How many there are.
    #[must_use]
    pub fn working_days(&self) -> usize {
        let days = self.days.iter().map(|day| Day { date: day.date, kind: day.kind, provisional: day.provisional });
        Calendar::new(days, self.published.then_some(self.number)).working_days_of(self.number)
    }

    #[must_use]
    pub fn at(&self, date: NaiveDate) -> Option<&Named> {
        self.days.iter().find(|day| day.date == date)
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.number.into(), number: self.number.to_string(), path: self.path() }
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub const fn state(&self) -> (&'static str, &'static str, &'static str) {
        if self.published {
            ("ok", "published", "calendar-published")
        } else {
            ("warn", "provisional", "calendar-provisional")
        }
    }

    /// What the audit log keeps of it: the days that differ from `other`, and whether it is published.
    #[must_use]
    pub fn facts_beside(&self, other: &Self) -> Value {
        let mut facts = Map::new();
        for day in self.days.iter().filter(|day| !other.days.contains(day)) {
            facts.insert(day.date.to_string(), format!("{} {}", day.kind.code(), day.name).into());
        }
        if self.published != other.published {
            facts.insert("published".to_owned(), self.published.into());
        }
        Value::Object(facts)
    }
}

#[must_use]
pub fn path_of(year: i32) -> String {
    format!("{}?year={year}", super::PATH)
}

impl Plan {
    #[must_use]
    pub fn arrangement(&self) -> Arrangement {
        Arrangement {
            year: self.year,
            whole: self.whole,
            published: self.published,
            days: self.days.iter().map(|day| (day.date, day.kind)).collect(),
        }
    }

    /// As it can be read again, in its reader's words.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> String {
        let mut lines = String::new();
        for Planned { date, kind, name } in &self.days {
            // Writing to a String can't fail.
            let kind = kind.map_or_else(|| PLAIN.to_owned(), |kind| lang.say(&kind.label()));
            let _ = writeln!(lines, "{date} {kind} {name}");
        }
        lines
    }
}

/// How a day without anything of its own is written.
pub const PLAIN: &str = "plain";
