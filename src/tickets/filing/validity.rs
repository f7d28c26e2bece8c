//! Until when (spec 2, `validity`, `valid_until`).

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::row_reading::Guarded;
use crate::{calendar, network::period::Period, text::Text, tickets::details::MappingDetails, web::form::Errors};

/// Reads a day however it is written with numbers: `2026-12-31`, `2026/12/31`, in full width.
pub fn parse_day(typed: &str) -> Result<NaiveDate, Text> {
    let narrow: String = typed.trim().chars().filter_map(narrow).collect();
    let day = NaiveDate::parse_from_str(&narrow, "%Y-%m-%d").ok();
    day.filter(|day| narrow.len() <= 10 && (1_000..=9_999).contains(&chrono::Datelike::year(day)))
        .ok_or_else(|| "ticket-valid-until-invalid".into())
}

fn narrow(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => narrow(char::from_u32(u32::from(c) - 0xFEE0)?),
        // Slashes, stops, and the signs for year and month; the one for day ends it.
        '/' | '.' | '\u{5E74}' | '\u{6708}' => Some('-'),
        '\u{65E5}' => None,
        c => Some(c),
    }
}

/// What a period must keep to.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub now: DateTime<Utc>,
    /// Where what it prolongs ends.
    pub renewed: Option<DateTime<Utc>>,
    /// For how many days a guarded row may stay.
    pub most_days: u64,
}

impl Bounds {
    /// The day that a last day must come after: today, or the last one of what is prolonged.
    fn after(self) -> NaiveDate {
        let renewed = self.renewed.and_then(|ends| calendar::date_of(ends).pred_opt());
        renewed.unwrap_or_else(|| calendar::date_of(self.now))
    }

    fn too_early(self) -> Text {
        match self.renewed {
            Some(_) => Text::new("ticket-valid-until-renewed").with("day", self.after()),
            None => Text::new("ticket-valid-until-past").with("today", self.after()),
        }
    }
}

/// The period asked for. `guarded` rows need an end, and a near one.
pub fn read(
    details: &MappingDetails,
    guarded: Option<&Guarded>,
    bounds: Bounds,
    errors: &mut Errors,
) -> Option<Period> {
    match (details.validity.as_str(), guarded) {
        ("unlimited", None) => Some(Period::without_end(bounds.now)),
        ("unlimited", Some(guarded)) => {
            errors.add("validity", guarded.because("ticket-validity-high-risk").with("days", bounds.most_days));
            None
        }
        ("until", _) => errors
            .take("valid_until", last_day(details, guarded, bounds))
            .and_then(|day| Period::through(bounds.now, day)),
        _ => {
            errors.add("validity", "ticket-validity-missing");
            None
        }
    }
}

fn last_day(details: &MappingDetails, guarded: Option<&Guarded>, bounds: Bounds) -> Result<NaiveDate, Text> {
    if details.valid_until.is_empty() {
        return Err("ticket-valid-until-missing".into());
    }
    let (day, after) = (parse_day(&details.valid_until)?, bounds.after());
    if day <= after {
        return Err(bounds.too_early());
    }
    match (guarded, after.checked_add_days(Days::new(bounds.most_days))) {
        (Some(guarded), Some(latest)) if day > latest => {
            Err(guarded.because("ticket-valid-until-too-late").with("days", bounds.most_days).with("latest", latest))
        }
        _ => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for typed in ["2026-12-01", " 2026/12/1 ", "２０２６－１２－０１", "2026年12月1日", "2026.12.1"] {
            assert_eq!(parse_day(typed).ok(), NaiveDate::from_ymd_opt(2026, 12, 1), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in ["", "2026-02-30", "tomorrow", "12-01-2026", "+262142-12-31", "2026-12-01T00:00", "0001-01-01"] {
            assert_eq!(parse_day(typed), Err("ticket-valid-until-invalid".into()), "{typed}");
        }
    }
}
