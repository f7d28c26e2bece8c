//! Dates as people write them: `2027-02-05`, `2027/2/5`, `2027年2月5日`, `2月5日`; and from one to another.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// What may stand in a date, or between two.
pub fn is_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号') || is_between(c)
}

fn is_between(c: char) -> bool {
    matches!(c, '…' | '~' | '〜' | '至' | '到' | '—' | '–' | '－')
}

/// One date, or the first and the last of several; what isn't said is that of `year`, or of the first date.
pub fn read(written: &str, year: i32) -> Option<RangeInclusive<NaiveDate>> {
    let written = written.replace("...", "…").replace("..", "…");
    let mut parts = written.split(is_between).filter(|part| part.chars().any(|c| c.is_ascii_digit()));
    let first = date(parts.next()?, year, None)?;
    let last = match parts.next() {
        None => first,
        Some(part) => date(part, first.year(), Some(first.month()))?,
    };
    (parts.next().is_none() && first <= last).then_some(first..=last)
}

fn date(written: &str, year: i32, month: Option<u32>) -> Option<NaiveDate> {
    let numbers: Option<Vec<u32>> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match (numbers?.as_slice(), month) {
        ([year, month, day], _) => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        ([month, day], _) => NaiveDate::from_ymd_opt(year, *month, *day),
        ([day], Some(month)) => NaiveDate::from_ymd_opt(year, month, *day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (written, first, last) in [
            ("2027-02-05", "2027-02-05", "2027-02-05"),
            ("2027/2/5", "2027-02-05", "2027-02-05"),
            ("2027年2月5日", "2027-02-05", "2027-02-05"),
            ("2月5日", "2027-02-05", "2027-02-05"),
            ("02-05", "2027-02-05", "2027-02-05"),
            ("2027-02-05…2027-02-08", "2027-02-05", "2027-02-08"),
            ("2月5日至8日", "2027-02-05", "2027-02-08"),
            ("2月28日到3月2日", "2027-02-28", "2027-03-02"),
            ("2027-02-05..02-08", "2027-02-05", "2027-02-08"),
            ("2027.2.5~2.8", "2027-02-05", "2027-02-08"),
        ] {
            let range = read(written, 2027).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(
                (range.start().to_string().as_str(), range.end().to_string().as_str()),
                (first, last),
                "{written}"
            );
        }
        for written in ["", "5", "2027-13-01", "2027-02-30", "2027-02-08…2027-02-05", "1…2…3", "99999999999-1-1"]
        {
            assert!(read(written, 2027).is_none(), "{written}");
        }
    }
}
