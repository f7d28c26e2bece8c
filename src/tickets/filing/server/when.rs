//! Moments of a maintenance window, in Shanghai (spec 2, `server-change`).

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::{
    calendar::start_of,
    text::Text,
    tickets::filing::validity::parse_day,
    web::form::{Errors, half_width},
};

/// Reads a moment however it is written with numbers: `2026-12-01T22:00`, `2026/12/1 22:00`, in full width.
///
/// # Errors
/// For what is none.
pub fn parse_moment(typed: &str) -> Result<DateTime<Utc>, Text> {
    let typed: String = typed.trim().chars().map(half_width).collect();
    let parts = typed.split_once('T').or_else(|| typed.trim().rsplit_once(char::is_whitespace));
    let read = parts.and_then(|(day, time)| {
        let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
        let day = parse_day(day).ok()?;
        Some(start_of(day) + (time - NaiveTime::MIN))
    });
    read.ok_or_else(|| "ticket-window-invalid".into())
}

/// As a field holds it: `2026-12-01T22:00`.
#[must_use]
pub fn in_field(moment: DateTime<Utc>) -> String {
    // China keeps one time without summer time.
    (moment + TimeDelta::hours(8)).format("%Y-%m-%dT%H:%M").to_string()
}

/// The window, which is still to come and ends after it begins.
pub fn read_window(from: &str, until: &str, now: DateTime<Utc>, errors: &mut Errors) -> Option<[DateTime<Utc>; 2]> {
    let missing = |typed: &str, key: &'static str| if typed.is_empty() { Err(key.into()) } else { parse_moment(typed) };
    let from = errors.take("window_from", missing(from, "ticket-window-from-missing"));
    let until = errors.take("window_until", missing(until, "ticket-window-until-missing"));
    if let Some(from) = from.filter(|from| *from <= now) {
        errors.add("window_from", Text::new("ticket-window-past").with("from", from).with("now", now));
        return None;
    }
    let (from, until) = (from?, until?);
    if until <= from {
        errors.add("window_until", Text::new("ticket-window-ends-before-it-begins").with("from", from));
        return None;
    }
    Some([from, until])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_is_read_however_it_is_written() {
        for typed in [
            "2026-12-01T22:00",
            " 2026-12-01 22:00 ",
            "2026/12/1 22:00",
            "２０２６－１２－０１　２２：００",
            "2026年12月1日 22:00",
            "2026-12-01T22:00:00",
        ] {
            assert_eq!(parse_moment(typed), Ok(at("2026-12-01T14:00:00Z")), "{typed}");
        }
        assert_eq!(in_field(at("2026-12-01T14:00:00Z")), "2026-12-01T22:00");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for typed in ["", "2026-12-01", "22:00", "2026-12-01T25:00", "2026-13-01T10:00", "tonight 22:00", "T"] {
            assert_eq!(parse_moment(typed), Err("ticket-window-invalid".into()), "{typed}");
        }
    }

    #[test]
    fn a_window_is_to_come_and_ends_after_it_begins() {
        let now = at("2026-12-01T14:00:00Z");
        for (from, until, field, key) in [
            ("", "2026-12-02T02:00", "window_from", "ticket-window-from-missing"),
            ("2026-12-01T23:00", "", "window_until", "ticket-window-until-missing"),
            ("2026-12-01T22:00", "2026-12-02T02:00", "window_from", "ticket-window-past"),
            ("2026-12-01T23:00", "2026-12-01T23:00", "window_until", "ticket-window-ends-before-it-begins"),
            ("2026-12-01T23:00", "soon", "window_until", "ticket-window-invalid"),
        ] {
            let mut errors = Errors::default();
            assert_eq!(read_window(from, until, now, &mut errors), None, "{from} {until}");
            assert_eq!(errors.at(field).first().map(|why| why.key.as_ref()), Some(key), "{from} {until}");
        }
        let mut errors = Errors::default();
        assert!(read_window("2026-12-01T22:01", "2026-12-01T22:02", now, &mut errors).is_some());
        assert!(errors.is_empty());
    }
}
