use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use super::{Calendar, DayKind, seed, seed_years, start_of};
use crate::text::Arg;

fn calendar() -> Calendar {
    let published = seed_years().into_iter().filter(|(_, published)| *published).map(|(year, _)| year);
    Calendar::new(seed().into_iter().map(|seeded| seeded.day), published)
}

fn date(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

/// A moment by Shanghai's clocks.
fn at(written: &str) -> DateTime<Utc> {
    let there = NaiveDateTime::parse_from_str(written, "%Y-%m-%d %H:%M").unwrap();
    there.and_utc() - TimeDelta::hours(8)
}

fn working_days_of(year: i32) -> usize {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first.iter_days().take_while(|day| day.year() == year).filter(|day| calendar().is_working_day(*day)).count()
}

#[test]
fn each_published_year_has_248_working_days() {
    assert_eq!(working_days_of(2025), 248);
    assert_eq!(working_days_of(2026), 248);
}

#[test]
fn every_day_of_the_seed_says_something_the_week_does_not_or_names_a_holiday() {
    for seeded in seed() {
        let worked = seeded.day.kind == DayKind::MakeUp;
        let weekend = seeded.day.date.weekday().number_from_monday() > 5;
        assert!(!worked || weekend, "{} is worked anyway", seeded.day.date);
        assert_eq!(calendar().is_working_day(seeded.day.date), worked);
        assert_eq!(seeded.day.provisional, seeded.day.date.year() == 2027);
    }
}

#[test]
fn no_date_is_seeded_twice() {
    let days = seed();
    assert!(days.is_sorted_by(|one, next| one.day.date < next.day.date));
    assert_eq!(days.len(), 28 + 5 + 33 + 6 + 13);
}

#[test]
fn holidays_are_off_make_up_days_worked_and_the_rest_goes_by_the_week() {
    for (written, works) in [
        ("2025-01-01", false),
        ("2025-01-26", true),
        ("2025-01-27", true),
        ("2025-01-28", false),
        ("2025-02-04", false),
        ("2025-02-08", true),
        ("2025-02-09", false),
        ("2025-10-08", false),
        ("2025-10-09", true),
        ("2025-10-11", true),
        ("2026-01-02", false),
        ("2026-01-04", true),
        ("2026-02-14", true),
        ("2026-02-23", false),
        ("2026-09-20", true),
        ("2026-10-08", true),
        ("2026-11-20", true),
        ("2026-11-21", false),
        ("2027-02-08", false),
        ("2027-02-09", true),
        ("2027-09-15", false),
    ] {
        assert_eq!(calendar().is_working_day(date(written)), works, "{written}");
    }
}

#[test]
fn an_unpublished_year_without_rows_has_its_fixed_holidays_and_is_provisional() {
    let calendar = calendar();
    for holiday in ["2029-01-01", "2029-05-01", "2029-05-02", "2029-10-01", "2029-10-03"] {
        assert!(!calendar.is_working_day(date(holiday)), "{holiday}");
    }
    assert!(calendar.is_working_day(date("2029-10-04")));
    assert!(calendar.is_provisional(date("2027-03-01")) && calendar.is_provisional(date("2029-03-01")));
    assert!(!calendar.is_provisional(date("2026-12-31")));
    assert_eq!(calendar.published_years().collect::<Vec<_>>(), [2025, 2026]);
}

#[test]
fn a_target_time_runs_through_whole_working_dates_only() {
    for (what, from, hours, due, provisional) in [
        ("within a day", "2026-11-23 09:00", 5, "2026-11-23 14:00", false),
        ("through nights", "2026-11-23 09:00", 72, "2026-11-26 09:00", false),
        ("over a weekend", "2026-11-19 14:05", 72, "2026-11-24 14:05", false),
        ("from a weekend", "2026-11-21 10:00", 24, "2026-11-24 00:00", false),
        ("from midnight", "2026-11-23 00:00", 24, "2026-11-24 00:00", false),
        ("up to the midnight before a weekend", "2026-11-20 00:00", 24, "2026-11-21 00:00", false),
        ("a minute past that midnight", "2026-11-20 00:01", 24, "2026-11-23 00:01", false),
        ("the last minute of a date", "2026-11-20 23:59", 1, "2026-11-23 00:59", false),
        ("over National Day, with a make-up Saturday after", "2026-09-30 18:00", 72, "2026-10-10 18:00", false),
        ("through a make-up Sunday", "2026-09-19 12:00", 48, "2026-09-22 00:00", false),
        ("over Spring Festival from the make-up Saturday", "2026-02-14 12:00", 24, "2026-02-24 12:00", false),
        ("over the end of a published year", "2025-12-31 12:00", 24, "2026-01-04 12:00", false),
        ("up to the very end of the published years", "2026-12-31 00:00", 24, "2027-01-01 00:00", false),
        ("into an unpublished year", "2026-12-31 12:00", 24, "2027-01-04 12:00", true),
        ("over statutory days of an unpublished year", "2027-02-04 12:00", 24, "2027-02-09 12:00", true),
        ("nothing remaining, on a weekend", "2026-11-21 10:00", 0, "2026-11-21 10:00", false),
        ("overdrawn", "2026-11-23 10:00", -4, "2026-11-23 10:00", false),
    ] {
        let answer = calendar().due(at(from), TimeDelta::hours(hours));
        assert_eq!((answer.at, answer.provisional), (at(due), provisional), "{what}");
    }
}

#[test]
fn time_used_up_is_working_time_alone() {
    for (what, from, to, hours) in [
        ("within a date", "2026-11-23 09:00", "2026-11-23 14:00", 5),
        ("over a weekend", "2026-11-20 12:00", "2026-11-23 12:00", 24),
        ("on a weekend", "2026-11-21 09:00", "2026-11-22 18:00", 0),
        ("on a make-up day", "2026-10-10 00:00", "2026-10-12 00:00", 24),
        ("over a holiday and a year's end", "2025-12-31 12:00", "2026-01-05 12:00", 48),
        ("no time at all", "2026-11-23 09:00", "2026-11-23 09:00", 0),
        ("backwards on one date", "2026-11-23 14:00", "2026-11-23 09:00", 0),
        ("backwards over dates", "2026-11-25 14:00", "2026-11-23 09:00", 0),
    ] {
        assert_eq!(calendar().elapsed(at(from), at(to)), TimeDelta::hours(hours), "{what}");
    }
}

#[test]
fn whatever_is_due_then_has_used_up_just_its_target() {
    let calendar = calendar();
    for hour in 0..24 * 60 {
        let from = at("2026-09-10 00:30") + TimeDelta::hours(hour);
        for target in [1, 24, 71, 7 * 24] {
            let due = calendar.due(from, TimeDelta::hours(target));
            assert_eq!(calendar.elapsed(from, due.at), TimeDelta::hours(target), "{from} {target}");
        }
    }
}

#[test]
fn pausing_and_resuming_takes_nothing_from_the_target() {
    let (calendar, target) = (calendar(), TimeDelta::hours(72));
    let used = calendar.elapsed(at("2026-11-23 09:00"), at("2026-11-24 15:00"));
    let resumed = calendar.due(at("2026-11-27 10:00"), target - used);
    assert_eq!(resumed.at, at("2026-12-01 04:00"));
}

#[test]
fn working_days_are_counted_from_the_day_after_to_the_end_of_the_last() {
    for (what, from, days, due, provisional) in [
        ("a plain week", "2026-11-16 14:05", 7, "2026-11-26 00:00", false),
        ("submitted on a weekend", "2026-11-21 10:00", 1, "2026-11-24 00:00", false),
        ("just before midnight", "2026-11-16 23:59", 1, "2026-11-18 00:00", false),
        ("just after midnight", "2026-11-17 00:00", 1, "2026-11-19 00:00", false),
        ("over National Day", "2026-09-30 09:00", 3, "2026-10-11 00:00", false),
        ("the last working day of the published years", "2026-12-30 09:00", 1, "2027-01-01 00:00", false),
        ("into an unpublished year", "2026-12-30 09:00", 2, "2027-01-05 00:00", true),
        ("none", "2026-11-16 14:05", 0, "2026-11-17 00:00", false),
    ] {
        let answer = calendar().add_working_days(at(from), days);
        assert_eq!((answer.at, answer.provisional), (at(due), provisional), "{what}");
    }
}

#[test]
fn the_end_of_time_is_reached_without_falling_over_it() {
    assert_eq!(calendar().nth_working_day(NaiveDate::MAX, 3), NaiveDate::MAX);
    assert_eq!(calendar().due(start_of(NaiveDate::MAX), TimeDelta::days(9)).at, DateTime::<Utc>::MAX_UTC);
}

#[test]
fn a_provisional_due_time_says_so() {
    let label = calendar().due(at("2026-12-31 12:00"), TimeDelta::hours(24)).label();
    assert_eq!(label.key, "calendar-due-provisional");
    assert_eq!(label.args["time"], Arg::Time(at("2027-01-04 12:00")));
}

#[test]
fn codes_of_kinds_are_read_back() {
    for kind in [DayKind::Off, DayKind::MakeUp] {
        assert_eq!(kind.code().parse(), Ok(kind));
    }
    assert!("holiday".parse::<DayKind>().is_err());
}
