//! What is typed of the calendar.

use chrono::{Datelike, NaiveDate};

use super::{
    arrangement,
    model::{PLAIN, Plan, Planned, YEARS, Year},
};
use crate::{
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields},
        i18n::Lang,
    },
};

/// A year's arrangement, or the days that a plan is confirmed with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArrangementForm {
    pub year: String,
    pub lines: String,
    /// Ticked: the State Council has announced it.
    pub published: String,
    /// Set where only these days change.
    pub some: String,
}

impl FromFields for ArrangementForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            year: fields.text("year"),
            lines: fields.text("lines"),
            published: fields.text("published"),
            some: fields.text("some"),
        }
    }
}

impl ArrangementForm {
    /// A plan, as somebody who reads `lang` would have typed it.
    #[must_use]
    pub fn of(plan: &Plan, lang: Lang) -> Self {
        let ticked = |it: bool| if it { "on".to_owned() } else { String::new() };
        Self {
            year: plan.year.to_string(),
            lines: plan.lines(lang),
            published: ticked(plan.published),
            some: ticked(!plan.whole),
        }
    }

    /// The year that is meant.
    ///
    /// # Errors
    /// That it can't be planned.
    pub fn year(&self) -> Result<i32, Text> {
        let year = self.year.trim().parse().ok().filter(|year| YEARS.contains(year));
        year.ok_or_else(|| {
            Text::new("calendar-year-wrong")
                .with("first", YEARS.start().to_string())
                .with("last", YEARS.end().to_string())
        })
    }

    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Plan, Errors> {
        let year = errors.take("year", self.year());
        let whole = self.some.is_empty();
        let days = year.and_then(|year| match arrangement::read(&self.lines, year, !whole) {
            Ok(days) => Some(days),
            Err(wrong) => {
                for why in wrong {
                    errors.add("lines", why);
                }
                None
            }
        });
        errors.finish(|| Some(Plan { year: year?, whole, published: !self.published.is_empty(), days: days? }))
    }
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayForm {
    pub kind: String,
    pub name: String,
}

impl FromFields for DayForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { kind: fields.text("kind"), name: fields.text("name") }
    }
}

impl DayForm {
    /// As the year has that day.
    #[must_use]
    pub fn of(year: &Year, date: NaiveDate) -> Self {
        year.at(date).map_or_else(
            || Self { kind: PLAIN.to_owned(), name: String::new() },
            |day| Self { kind: day.kind.code().to_owned(), name: day.name.clone() },
        )
    }

    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, date: NaiveDate, published: bool, mut errors: Errors) -> Result<Plan, Errors> {
        let kind = match self.kind.as_str() {
            PLAIN => Ok(None),
            "" => Err(Text::new("calendar-kind-missing")),
            code => code.parse().map(Some).map_err(|_| "calendar-kind-missing".into()),
        };
        let kind = kind.and_then(|kind| arrangement::refuse_impossible(date, date.year(), kind).map(|()| kind));
        let kind = errors.take("kind", kind);
        let name = errors.take("name", arrangement::name(&self.name, kind.flatten()));
        errors.finish(|| {
            let kind = kind?;
            let name = if kind.is_some() { name? } else { String::new() };
            Some(Plan { year: date.year(), whole: false, published, days: vec![Planned { date, kind, name }] })
        })
    }
}
