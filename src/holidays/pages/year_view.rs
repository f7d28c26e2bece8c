//! A year as it is drawn: months of weeks of days.

use chrono::{Datelike, NaiveDate};

use crate::{
    calendar::DayKind,
    holidays::model::{Named, Year},
    text::Text,
};

/// One day of a month.
#[derive(Clone, Debug)]
pub struct Cell {
    pub date: NaiveDate,
    pub day: u32,
    /// How it is marked: `off`, `work`, `rest` or nothing, with `may` where that is provisional.
    pub class: &'static str,
    /// What is said of it.
    pub says: Text,
}

#[derive(Clone, Debug)]
pub struct Month {
    pub number: u32,
    /// From Monday to Sunday; none outside the month.
    pub weeks: Vec<[Option<Cell>; 7]>,
}

/// All twelve of them.
#[must_use]
pub fn months(year: &Year) -> Vec<Month> {
    (1..=12).filter_map(|number| month(year, number)).collect()
}

fn month(year: &Year, number: u32) -> Option<Month> {
    let first = NaiveDate::from_ymd_opt(year.number, number, 1)?;
    let mut weeks: Vec<[Option<Cell>; 7]> = Vec::new();
    for date in first.iter_days().take_while(|date| date.month() == number) {
        let place = date.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || place == 0 {
            weeks.push([const { None }; 7]);
        }
        if let Some(week) = weeks.last_mut() {
            week[place] = Some(cell(year.at(date), date));
        }
    }
    Some(Month { number, weeks })
}

fn cell(named: Option<&Named>, date: NaiveDate) -> Cell {
    let is_weekend = date.weekday().num_days_from_monday() > 4;
    let (class, says) = match named {
        Some(day) => {
            let class = match (day.kind, day.provisional) {
                (DayKind::Off, false) => "off",
                (DayKind::Off, true) => "off may",
                (DayKind::MakeUp, false) => "work",
                (DayKind::MakeUp, true) => "work may",
            };
            let key = if day.provisional { "calendar-cell-provisional" } else { "calendar-cell-named" };
            (class, Text::new(key).with("date", date).with("kind", day.kind.label()).with("name", day.name.as_str()))
        }
        None if is_weekend => ("rest", Text::new("calendar-cell-weekend").with("date", date)),
        None => ("", Text::new("calendar-cell-plain").with("date", date)),
    };
    Cell { date, day: date.day(), class, says }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_twelve_months_whose_weeks_begin_on_monday() {
        let date = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
        let named = Named { date, kind: DayKind::Off, name: "春节".to_owned(), provisional: true };
        let year = Year { number: 2027, published: false, version: 1, days: vec![named] };
        let months = months(&year);
        let days = |month: &Month| month.weeks.iter().flatten().flatten().count();
        assert_eq!(months.iter().map(days).sum::<usize>(), 365);
        let february = &months[1];
        assert_eq!(february.weeks[0][0].as_ref().map(|cell| cell.day), Some(1));
        assert_eq!(february.weeks[0][4].as_ref().map(|cell| cell.class), Some("off may"));
        assert_eq!(february.weeks[0][5].as_ref().map(|cell| cell.class), Some("rest"));
        assert_eq!(february.weeks[1][0].as_ref().map(|cell| cell.class), Some(""));
    }
}
