//! When people hear of an end, and when they are asked about what has none (spec 2, "Expiry").
//!
//! Dates alone, those of Shanghai: whatever has a last day, or none, can be asked about so.

use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

use super::normalise::refuse;
use crate::{calendar::start_of, text::Text};

/// Days before the last one on which people are told, the nearest first.
pub const REMINDERS: [i16; 3] = [1, 7, 30];
/// The earliest reminder: what ends within this many days ends soon.
pub const SOON: i64 = 30;
/// Months after which one is asked whether what has no end is still needed.
const RECERTIFIED_FOR: Months = Months::new(12);
/// Days after which one who hasn't answered is asked again.
const ASKED_AGAIN_AFTER: u64 = 30;

/// Why a mapping ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    PeriodOver,
    /// Its ticket, open again, was closed.
    TicketClosed,
    /// Its department said so when it was asked.
    NotNeeded,
    /// The host that it led to, or from, was returned.
    HostRetired,
    /// Its department needed it no longer, before its end.
    Cancelled,
}

impl EndReason {
    const ALL: [Self; 5] = [Self::PeriodOver, Self::TicketClosed, Self::NotNeeded, Self::HostRetired, Self::Cancelled];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PeriodOver => "period_over",
            Self::TicketClosed => "ticket_closed",
            Self::NotNeeded => "not_needed",
            Self::HostRetired => "host_retired",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PeriodOver => "network-end-period-over",
            Self::TicketClosed => "network-end-ticket-closed",
            Self::NotNeeded => "network-end-not-needed",
            Self::HostRetired => "network-end-host-retired",
            Self::Cancelled => "network-end-cancelled",
        }
    }
}

impl FromStr for EndReason {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        let reason = Self::ALL.into_iter().find(|reason| reason.code() == code);
        reason.ok_or_else(|| refuse("network-end-unknown", code))
    }
}

/// Whole days until `last_day`; none left on that day itself.
#[must_use]
pub fn days_left(last_day: NaiveDate, today: NaiveDate) -> i64 {
    (last_day - today).num_days()
}

/// Which reminder is due today: the nearest alone, each once, and none whose day was over when the
/// port was opened.
#[must_use]
pub fn reminder_due(last_day: NaiveDate, opened: NaiveDate, today: NaiveDate, told: Option<i16>) -> Option<i16> {
    let left = days_left(last_day, today);
    let nearest = REMINDERS.into_iter().find(|days| (0..=i64::from(*days)).contains(&left))?;
    let was_to_come = days_left(last_day, opened) > i64::from(nearest);
    (was_to_come && told.is_none_or(|told| told > nearest)).then_some(nearest)
}

/// The day on which what ends this month is over.
#[must_use]
pub fn first_of_next_month(today: NaiveDate) -> NaiveDate {
    let first = today.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    first.unwrap_or(today)
}

/// Whether a year has gone by since somebody last said that it is needed.
#[must_use]
pub fn is_recertification_due(since: NaiveDate, today: NaiveDate) -> bool {
    since.checked_add_months(RECERTIFIED_FOR).is_some_and(|due| due <= today)
}

/// Whether to ask today whether it is still needed; `asked` is when that was last done, unanswered.
#[must_use]
pub fn asks_for_recertification(since: NaiveDate, asked: Option<NaiveDate>, today: NaiveDate) -> bool {
    let again = |asked: NaiveDate| asked.checked_add_days(Days::new(ASKED_AGAIN_AFTER)).is_some_and(|on| on <= today);
    is_recertification_due(since, today) && asked.is_none_or(again)
}

/// The same day a year earlier: answers of a round are those since then.
#[must_use]
pub fn year_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(RECERTIFIED_FOR).unwrap_or(today)
}

/// The moments before which a mapping must have been needed, and asked about, for
/// [`asks_for_recertification`] to say yes today.
#[must_use]
pub fn asked_about_before(today: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let year_ago = year_before(today);
    // The 29th of February comes round a day early.
    let latest = year_ago.succ_opt().filter(|day| is_recertification_due(*day, today)).unwrap_or(year_ago);
    let asked = today.checked_sub_days(Days::new(ASKED_AGAIN_AFTER)).unwrap_or(today);
    let after = |day: NaiveDate| start_of(day.succ_opt().unwrap_or(day));
    (after(latest), after(asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date_of;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn people_are_told_thirty_seven_and_one_days_before_the_end_each_once() {
        let cases = [
            // (today, told already, due)
            ("2026-11-29", None, None),
            ("2026-11-30", None, Some(30)),
            ("2026-11-30", Some(30), None),
            ("2026-12-22", Some(30), None),
            ("2026-12-23", Some(30), Some(7)),
            ("2026-12-23", Some(7), None),
            ("2026-12-28", Some(7), None),
            ("2026-12-29", Some(7), Some(1)),
            ("2026-12-29", Some(1), None),
            ("2026-12-30", Some(1), None),
            ("2026-12-31", None, None),
            // Nobody was at work for weeks: the nearest one is enough.
            ("2026-12-10", None, Some(30)),
            ("2026-12-25", None, Some(7)),
            ("2026-12-29", Some(30), Some(1)),
            // The last day itself.
            ("2026-12-30", None, Some(1)),
        ];
        for (today, told, due) in cases {
            let found = reminder_due(day("2026-12-30"), day("2026-06-01"), day(today), told);
            assert_eq!(found, due, "{today} after {told:?}");
        }
    }

    #[test]
    fn a_reminder_whose_day_was_over_when_the_port_was_opened_is_not_made_up_for() {
        let cases = [
            // (opened, today, due)
            ("2026-11-29", "2026-11-30", Some(30)),
            ("2026-11-30", "2026-11-30", None),
            ("2026-12-10", "2026-12-10", None),
            ("2026-12-10", "2026-12-22", None),
            ("2026-12-10", "2026-12-23", Some(7)),
            ("2026-12-23", "2026-12-24", None),
            ("2026-12-23", "2026-12-29", Some(1)),
            ("2026-12-29", "2026-12-29", None),
            ("2026-12-30", "2026-12-30", None),
        ];
        for (opened, today, due) in cases {
            assert_eq!(reminder_due(day("2026-12-30"), day(opened), day(today), None), due, "{opened}, {today}");
        }
    }

    #[test]
    fn a_month_is_over_on_the_first_of_the_next() {
        for (today, over) in [
            ("2026-11-01", "2026-12-01"),
            ("2026-11-30", "2026-12-01"),
            ("2026-12-31", "2027-01-01"),
            ("2028-01-31", "2028-02-01"),
        ] {
            assert_eq!(first_of_next_month(day(today)), day(over), "{today}");
        }
    }

    #[test]
    fn days_change_at_midnight_in_shanghai() {
        let moment = |text: &str| date_of(text.parse().unwrap());
        for (now, due) in [("2026-12-22T15:59:59Z", None), ("2026-12-22T16:00:00Z", Some(7))] {
            assert_eq!(reminder_due(day("2026-12-30"), day("2026-06-01"), moment(now), Some(30)), due, "{now}");
        }
    }

    #[test]
    fn one_is_asked_after_a_year_and_every_thirty_days_until_one_answers() {
        let cases = [
            // (needed since, asked, today, asks)
            ("2025-11-22", None, "2026-11-21", false),
            ("2025-11-22", None, "2026-11-22", true),
            ("2025-11-22", Some("2026-11-22"), "2026-11-22", false),
            ("2025-11-22", Some("2026-11-22"), "2026-12-21", false),
            ("2025-11-22", Some("2026-11-22"), "2026-12-22", true),
            ("2024-02-29", None, "2025-02-27", false),
            ("2024-02-29", None, "2025-02-28", true),
        ];
        for (since, asked, today, asks) in cases {
            let (since, asked, today) = (day(since), asked.map(day), day(today));
            assert_eq!(asks_for_recertification(since, asked, today), asks, "{since} {asked:?} {today}");
        }
    }

    #[test]
    fn the_moments_looked_for_are_those_of_what_is_to_be_asked_about() {
        for today in day("2024-02-01").iter_days().take(1_500) {
            let (since, asked) = asked_about_before(today);
            for ago in 360..370 {
                let opened = today - Days::new(ago);
                assert_eq!(start_of(opened) < since, is_recertification_due(opened, today), "{opened} {today}");
            }
            let again = |days: u64| start_of(today - Days::new(days)) < asked;
            assert_eq!((again(30), again(29)), (true, false), "{today}");
        }
    }
}
