//! Until when (spec 2, `validity`, `valid_until`).

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    calendar,
    network::period::Period,
    text::Text,
    tickets::details::{Term, UNLIMITED, UNTIL},
    web::form::Errors,
};

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
}

/// Why it must have an end.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What to say of none.
    pub no_end: Text,
    /// How many days away it may be, and what to say of a later one.
    pub near: Option<(u64, Text)>,
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

/// The period asked for.
pub fn read(term: &Term, demand: Option<&Demand>, bounds: Bounds, errors: &mut Errors) -> Option<Period> {
    match (term.validity.as_str(), demand) {
        (UNLIMITED, None) => Some(Period::without_end(bounds.now)),
        (UNLIMITED, Some(demand)) => {
            errors.add("validity", demand.no_end.clone());
            None
        }
        (UNTIL, _) => errors
            .take("valid_until", last_day(&term.valid_until, demand, bounds))
            .and_then(|day| Period::through(bounds.now, day)),
        _ => {
            errors.add("validity", "ticket-validity-missing");
            None
        }
    }
}

fn last_day(typed: &str, demand: Option<&Demand>, bounds: Bounds) -> Result<NaiveDate, Text> {
    if typed.is_empty() {
        return Err("ticket-valid-until-missing".into());
    }
    let (day, after) = (parse_day(typed)?, bounds.after());
    if day <= after {
        return Err(bounds.too_early());
    }
    let Some((days, says)) = demand.and_then(|demand| demand.near.clone()) else { return Ok(day) };
    match after.checked_add_days(Days::new(days)) {
        Some(latest) if day > latest => Err(says.with("latest", latest)),
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
