//! Times as people type them, and the hours in which somebody can be reached (spec 2, `contact_hours`).

use std::fmt;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::filing::parse_day;
use crate::{calendar, network::normalise::elements, text::Text, web::form::half_width};

/// When the filer can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactHours {
    Any,
    Between(NaiveTime, NaiveTime),
}

/// As stored, and as posted.
pub const ANY: &str = "any";
/// What people write for it; nothing at all means the same.
const ANY_WORDS: [&str; 6] = [ANY, "anytime", "随时", "不限", "任意时间", "任何时间"];

impl ContactHours {
    /// # Errors
    /// Says how hours are written, or that they end before they begin.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let word: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        if word.is_empty() || ANY_WORDS.contains(&word.to_lowercase().as_str()) {
            return Ok(Self::Any);
        }
        let invalid = || Text::new("support-hours-invalid");
        let dashed = typed.replace(['至', '到'], "-");
        let [range] = elements(&dashed).try_into().map_err(|_| invalid())?;
        let (from, until) = range.split_once('-').ok_or_else(invalid)?;
        let (from, until) = parse_time(from).zip(parse_time(until)).ok_or_else(invalid)?;
        if until <= from {
            return Err("support-hours-backwards".into());
        }
        Ok(Self::Between(from, until))
    }
}

/// The normalised form: what is stored.
impl fmt::Display for ContactHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str(ANY),
            Self::Between(from, until) => write!(f, "{}-{}", from.format("%H:%M"), until.format("%H:%M")),
        }
    }
}

/// `9:05`, `09:05` or `09:05:30`, of which the seconds are left out.
fn parse_time(typed: &str) -> Option<NaiveTime> {
    let numbers: Vec<u32> = typed.trim().split(':').map(digits).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [hour, minute] | [hour, minute, 0..=59] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        _ => None,
    }
}

fn digits(part: &str) -> Option<u32> {
    let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok())?
}

/// A day and a time in Shanghai, however they are written: `2026-11-22 14:05`, as a browser posts it, as a spreadsheet
/// has it.
///
/// # Errors
/// `missing` where nothing is typed; how a moment is written.
pub fn moment(typed: &str, missing: &'static str) -> Result<DateTime<Utc>, Text> {
    if typed.trim().is_empty() {
        return Err(missing.into());
    }
    parse_moment(typed).ok_or_else(|| "ticket-moment-invalid".into())
}

fn parse_moment(typed: &str) -> Option<DateTime<Utc>> {
    let blanks = |c: char| if c.is_whitespace() { ' ' } else { half_width(c) };
    let narrow: String = typed.trim().chars().map(blanks).collect();
    let (day, time) = narrow.rsplit_once(['T', ' ', '日'])?;
    let time = parse_time(time)?.signed_duration_since(NaiveTime::MIN);
    Some(calendar::start_of(parse_day(day).ok()?) + time)
}

/// As a control for days and times reads it: `2026-11-22T14:05`, in Shanghai.
#[must_use]
pub fn control_moment(at: DateTime<Utc>) -> String {
    let day = calendar::date_of(at);
    let time = NaiveTime::MIN + (at - calendar::start_of(day)).max(TimeDelta::zero());
    format!("{day}T{}", time.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_however_they_are_written() {
        for (typed, read) in [
            ("", "any"),
            (" any ", "any"),
            ("Any time", "any"),
            ("随时", "any"),
            ("不限", "any"),
            ("09:00-18:00", "09:00-18:00"),
            ("9:00-18:00", "09:00-18:00"),
            ("０９：００－１８：００", "09:00-18:00"),
            ("09：00—18：00", "09:00-18:00"),
            ("09:00 ～ 18:00", "09:00-18:00"),
            ("9:00至18:30", "09:00-18:30"),
            ("8:30 到 12:00\t", "08:30-12:00"),
            ("00:00-23:59", "00:00-23:59"),
        ] {
            assert_eq!(ContactHours::parse(typed).map(|it| it.to_string()), Ok(read.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_are_no_hours_is_refused() {
        for typed in
            ["白天", "9-18", "09:00", "24:00-25:00", "09:60-18:00", "09:00-", "09:00-12:00-18:00", "1:2:3:4-5:6"]
        {
            assert_eq!(ContactHours::parse(typed), Err("support-hours-invalid".into()), "{typed}");
        }
        for typed in ["18:00-09:00", "09:00-09:00"] {
            assert_eq!(ContactHours::parse(typed), Err("support-hours-backwards".into()), "{typed}");
        }
    }

    #[test]
    fn two_ranges_are_not_one() {
        assert!(ContactHours::parse("09:00-12:00；14:00-18:00").is_err());
    }

    #[test]
    fn a_moment_is_read_however_it_is_written() {
        let moment = "2026-11-22T06:05:00Z".parse().ok();
        for typed in [
            "2026-11-22T14:05",
            "2026-11-22 14:05",
            " 2026/11/22 14:05:00 ",
            "２０２６－１１－２２　１４：０５",
            "2026年11月22日 14:05",
            "2026年11月22日14:05",
        ] {
            assert_eq!(parse_moment(typed), moment, "{typed}");
        }
        for typed in ["", "2026-11-22", "14:05", "2026-11-22 25:00", "2026-02-30 14:05", "tomorrow 14:05"] {
            assert_eq!(parse_moment(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_control_shows_the_moment_it_posted() {
        for typed in ["2026-11-22T14:05", "2026-11-22T00:00", "2026-11-22T23:59"] {
            assert_eq!(parse_moment(typed).map(control_moment).as_deref(), Some(typed));
        }
    }
}
