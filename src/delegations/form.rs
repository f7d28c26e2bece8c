//! The form of a delegation.

use chrono::{Days, NaiveDate};

use super::model::Delegation;
use crate::{
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields},
        list,
    },
};

/// Days of one delegation: who is away for longer gives the right to decide to somebody else.
pub const LONGEST: u64 = 366;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct DelegationForm {
    /// An id.
    pub delegate: String,
    pub first_day: String,
    pub last_day: String,
}

/// As it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub delegate: i64,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

impl Wanted {
    /// As `delegation` is.
    #[must_use]
    pub fn of(delegation: &Delegation) -> Self {
        let Delegation { delegate_id, first_day, last_day, .. } = delegation;
        Self { delegate: *delegate_id, first_day: *first_day, last_day: *last_day }
    }
}

impl FromFields for DelegationForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            delegate: fields.text("delegate"),
            first_day: fields.text("first_day"),
            last_day: fields.text("last_day"),
        }
    }
}

impl DelegationForm {
    /// As `delegation` is.
    #[must_use]
    pub fn of(delegation: &Delegation) -> Self {
        Self {
            delegate: delegation.delegate_id.to_string(),
            first_day: delegation.first_day.to_string(),
            last_day: delegation.last_day.to_string(),
        }
    }

    /// `earliest` is the first day that may be named: today, or the day on which it has begun.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors, earliest: NaiveDate, today: NaiveDate) -> Result<Wanted, Errors> {
        let delegate = errors.take("delegate", self.delegate.parse().map_err(|_| "delegation-delegate-missing"));
        let first_day = errors.take("first_day", first_day(&self.first_day, earliest));
        let last_day = errors.take("last_day", last_day(&self.last_day, first_day, today));
        errors.finish(|| Some(Wanted { delegate: delegate?, first_day: first_day?, last_day: last_day? }))
    }
}

fn day(typed: &str) -> Result<NaiveDate, Text> {
    list::day(typed.trim()).ok_or_else(|| "delegation-day-missing".into())
}

fn first_day(typed: &str, earliest: NaiveDate) -> Result<NaiveDate, Text> {
    match day(typed)? {
        past if past < earliest => Err(Text::new("delegation-first-day-past").with("earliest", earliest)),
        first => Ok(first),
    }
}

fn last_day(typed: &str, first: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Text> {
    let last = day(typed)?;
    if first.is_some_and(|first| last < first) {
        return Err("delegation-last-day-before-first".into());
    }
    if last < today {
        return Err("delegation-last-day-past".into());
    }
    let latest = first.and_then(|first| first.checked_add_days(Days::new(LONGEST - 1)));
    if latest.is_some_and(|latest| last > latest) {
        return Err(Text::new("delegation-too-long").with("most", LONGEST));
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_today_at_the_earliest_and_lasts_a_day_to_a_year() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        for (first_day, last_day, refused) in [
            ("2026-12-03", "2026-12-03", ""),
            ("2026-12-05", "2026-12-31", ""),
            ("2026-12-03", "2027-12-03", ""),
            ("2026-12-03", "2027-12-04", "last_day: delegation-too-long"),
            ("2026-12-02", "2026-12-04", "first_day: delegation-first-day-past"),
            ("2026-12-05", "2026-12-04", "last_day: delegation-last-day-before-first"),
            ("", "2026-12-04", "first_day: delegation-day-missing"),
            ("2026-12-03", "2026-02-30", "last_day: delegation-day-missing"),
        ] {
            let form = DelegationForm { delegate: "7".into(), first_day: first_day.into(), last_day: last_day.into() };
            let told = form.parse(Errors::default(), today, today).err();
            let told: Vec<String> =
                told.iter().flat_map(Errors::iter).map(|(at, why)| format!("{at}: {}", why.key)).collect();
            assert_eq!(told.join(" "), refused, "{first_day} {last_day}");
        }
    }

    #[test]
    fn one_that_has_begun_keeps_its_first_day_and_ends_today_at_the_earliest() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let form = |last_day: &str| DelegationForm {
            delegate: "7".into(),
            first_day: "2026-12-01".into(),
            last_day: last_day.into(),
        };
        assert!(form("2026-12-03").parse(Errors::default(), day(1), day(3)).is_ok());
        let refused = form("2026-12-02").parse(Errors::default(), day(1), day(3)).unwrap_err();
        assert_eq!(refused.at("last_day")[0].key, "delegation-last-day-past");
    }
}
