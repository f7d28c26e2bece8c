//! Arithmetic with working days. Time is an argument; midnight is Shanghai's.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Calendar, Due};

/// China keeps one time without summer time; a fixed offset makes every date begin exactly once.
const SHANGHAI: FixedOffset = FixedOffset::east_opt(8 * 60 * 60).expect("eight hours are within a day");
const WHOLE_DAY: TimeDelta = TimeDelta::days(1);

impl Calendar {
    /// The `n`th working day after a date, which itself isn't counted; the date itself for none.
    #[must_use]
    pub fn nth_working_day(&self, after: NaiveDate, n: u32) -> NaiveDate {
        let Some(wanted) = n.checked_sub(1) else { return after };
        let later = after.iter_days().skip(1);
        later.filter(|date| self.is_working_day(*date)).nth(wanted as usize).unwrap_or(NaiveDate::MAX)
    }

    /// The end of the `n`th working day after the day of `from`: "within 7 working days, counted from
    /// the day after".
    #[must_use]
    pub fn add_working_days(&self, from: DateTime<Utc>, n: u32) -> Due {
        let last = self.nth_working_day(date_of(from), n);
        Due { at: end_of(last), provisional: self.is_provisional(last) }
    }

    /// When a target time will have run out that runs only through working dates, 24 hours each
    /// (spec 2, "States"). Nothing remaining is due at once.
    #[must_use]
    pub fn due(&self, from: DateTime<Utc>, remaining: TimeDelta) -> Due {
        if remaining <= TimeDelta::zero() {
            return Due { at: from, provisional: self.is_provisional(date_of(from)) };
        }
        let mut left = remaining;
        for date in date_of(from).iter_days().filter(|date| self.is_working_day(*date)) {
            let begin = start_of(date).max(from);
            let in_this_date = end_of(date) - begin;
            if left <= in_this_date {
                return Due { at: begin + left, provisional: self.is_provisional(date) };
            }
            left -= in_this_date;
        }
        Due { at: DateTime::<Utc>::MAX_UTC, provisional: true }
    }

    /// How much of the time between was working time: what a target time has used up.
    #[must_use]
    pub fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> TimeDelta {
        date_of(from)
            .iter_days()
            .take_while(|date| start_of(*date) < to)
            .filter(|date| self.is_working_day(*date))
            .map(|date| end_of(date).min(to) - start_of(date).max(from))
            .sum::<TimeDelta>()
            .max(TimeDelta::zero())
    }
}

/// The date a moment falls on in Shanghai.
#[must_use]
pub fn date_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&SHANGHAI).date_naive()
}

/// The moment a date begins in Shanghai.
#[must_use]
pub fn start_of(date: NaiveDate) -> DateTime<Utc> {
    (date.and_time(NaiveTime::MIN) - SHANGHAI).and_utc()
}

fn end_of(date: NaiveDate) -> DateTime<Utc> {
    start_of(date) + WHOLE_DAY
}
