//! What the calendar is seeded with: the State Council's arrangements of 2025 and 2026, and the
//! statutory days of 2027, whose arrangement isn't published (spec 0, "Working days").

use chrono::{Datelike, NaiveDate};

use super::{Day, DayKind};

/// A day of the seed with the name it has in the table.
#[derive(Clone, Copy, Debug)]
pub struct Seeded {
    pub day: Day,
    pub name: &'static str,
}

/// From a date to a date, off under one name.
struct Holiday(NaiveDate, NaiveDate, &'static str);

const HOLIDAYS: [Holiday; 20] = [
    Holiday(date(2025, 1, 1), date(2025, 1, 1), "元旦"),
    Holiday(date(2025, 1, 28), date(2025, 2, 4), "春节"),
    Holiday(date(2025, 4, 4), date(2025, 4, 6), "清明节"),
    Holiday(date(2025, 5, 1), date(2025, 5, 5), "劳动节"),
    Holiday(date(2025, 5, 31), date(2025, 6, 2), "端午节"),
    Holiday(date(2025, 10, 1), date(2025, 10, 8), "国庆节、中秋节"),
    Holiday(date(2026, 1, 1), date(2026, 1, 3), "元旦"),
    Holiday(date(2026, 2, 15), date(2026, 2, 23), "春节"),
    Holiday(date(2026, 4, 4), date(2026, 4, 6), "清明节"),
    Holiday(date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
    Holiday(date(2026, 6, 19), date(2026, 6, 21), "端午节"),
    Holiday(date(2026, 9, 25), date(2026, 9, 27), "中秋节"),
    Holiday(date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
    Holiday(date(2027, 1, 1), date(2027, 1, 1), "元旦"),
    Holiday(date(2027, 2, 5), date(2027, 2, 8), "春节"),
    Holiday(date(2027, 4, 5), date(2027, 4, 5), "清明节"),
    Holiday(date(2027, 5, 1), date(2027, 5, 2), "劳动节"),
    Holiday(date(2027, 6, 9), date(2027, 6, 9), "端午节"),
    Holiday(date(2027, 9, 15), date(2027, 9, 15), "中秋节"),
    Holiday(date(2027, 10, 1), date(2027, 10, 3), "国庆节"),
];

const MAKE_UP_DAYS: [NaiveDate; 11] = [
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
];

const MAKE_UP: &str = "调休上班";

/// The seeded years, and whether their arrangement is published.
#[must_use]
pub fn seed_years() -> [(i32, bool); 3] {
    [(2025, true), (2026, true), (2027, false)]
}

/// The seeded days in the order of their dates.
#[must_use]
pub fn seed() -> Vec<Seeded> {
    let off = HOLIDAYS.iter().flat_map(|Holiday(first, last, name)| {
        first.iter_days().take_while(move |day| day <= last).map(move |day| seeded(day, DayKind::Off, name))
    });
    let worked = MAKE_UP_DAYS.iter().map(|day| seeded(*day, DayKind::MakeUp, MAKE_UP));
    let mut days: Vec<Seeded> = off.chain(worked).collect();
    days.sort_by_key(|seeded| seeded.day.date);
    days
}

fn seeded(date: NaiveDate, kind: DayKind, name: &'static str) -> Seeded {
    Seeded { day: Day { date, kind, provisional: !seed_years().contains(&(date.year(), true)) }, name }
}

#[expect(clippy::expect_used, reason = "a wrong date fails the build: the tables above are constants")]
const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the calendar has this date")
}
