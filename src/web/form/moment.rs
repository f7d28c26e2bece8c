//! A date with a time, as a browser posts it: by Shanghai's clocks.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::half_width;
use crate::calendar::start_of;

const FORMATS: [&str; 2] = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];

/// `2026-12-01T09:00`, or with a space, or a date alone: its beginning.
#[must_use]
pub fn moment(typed: &str) -> Option<DateTime<Utc>> {
    let typed: String = typed
        .trim()
        .chars()
        .map(half_width)
        .map(|c| match c {
            'T' => ' ',
            '/' => '-',
            c => c,
        })
        .collect();
    if let Some(day) = crate::web::list::day(&typed) {
        return Some(start_of(day));
    }
    let there = FORMATS.iter().find_map(|format| NaiveDateTime::parse_from_str(&typed, format).ok())?;
    crate::web::list::day(&there.date().to_string())
        .map(|day| start_of(day) + (there - there.date().and_time(chrono::NaiveTime::MIN)))
}

/// The same as a control shows it.
#[must_use]
pub fn local(at: DateTime<Utc>) -> String {
    (at + TimeDelta::hours(8)).format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_by_shanghais_clocks_and_shown_so() {
        for (typed, shown) in [
            ("2026-12-01T09:00", "2026-12-01T09:00"),
            (" 2026-12-01 09:00 ", "2026-12-01T09:00"),
            ("2026-12-01", "2026-12-01T00:00"),
            ("2026/12/01 09:00", "2026-12-01T09:00"),
            ("２０２６-12-01 23:59", "2026-12-01T23:59"),
        ] {
            assert_eq!(moment(typed).map(local).as_deref(), Some(shown), "{typed}");
        }
        for typed in ["", "tomorrow", "2026-13-01T09:00", "2026-12-01T25:00", "99999-01-01T00:00"] {
            assert_eq!(moment(typed), None, "{typed}");
        }
    }
}
