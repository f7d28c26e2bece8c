//! How long a port stays mapped (spec 2, `validity`).

use std::ops::Bound;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::calendar::{date_of, start_of};

/// From a moment on, to the end of a day in Shanghai or without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    begins: DateTime<Utc>,
    /// The first moment after it.
    ends: Option<DateTime<Utc>>,
}

impl Period {
    #[must_use]
    pub const fn without_end(begins: DateTime<Utc>) -> Self {
        Self { begins, ends: None }
    }

    /// Through the whole of `last_day`. None if that day is over before the period begins.
    #[must_use]
    pub fn through(begins: DateTime<Utc>, last_day: NaiveDate) -> Option<Self> {
        let ends = start_of(last_day.checked_add_days(Days::new(1))?);
        (begins < ends).then_some(Self { begins, ends: Some(ends) })
    }

    #[must_use]
    pub const fn begins(self) -> DateTime<Utc> {
        self.begins
    }

    #[must_use]
    pub const fn ends(self) -> Option<DateTime<Utc>> {
        self.ends
    }

    /// The same with a later beginning.
    #[must_use]
    pub const fn beginning(self, begins: DateTime<Utc>) -> Self {
        Self { begins, ..self }
    }

    /// The last day on which it still holds; none if it has no end.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        date_of(self.ends?).pred_opt()
    }

    #[must_use]
    pub fn is_over(self, now: DateTime<Utc>) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let ends_after = |period: Self, moment| period.ends.is_none_or(|ends| ends > moment);
        ends_after(self, other.begins) && ends_after(other, self.begins)
    }
}

/// As the database stores it: `[begins,ends)`.
impl TryFrom<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)> for Period {
    type Error = anyhow::Error;

    fn try_from(stored: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)) -> anyhow::Result<Self> {
        match stored {
            (Bound::Included(begins), Bound::Excluded(ends)) => Ok(Self { begins, ends: Some(ends) }),
            (Bound::Included(begins), Bound::Unbounded) => Ok(Self::without_end(begins)),
            _ => anyhow::bail!("a stored period has neither of the two shapes: {stored:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_ends_with_its_last_day_in_shanghai() {
        let period = Period::through(moment("2026-11-01T00:00:00Z"), day("2026-11-30")).unwrap();
        assert_eq!(period.ends(), Some(moment("2026-11-30T16:00:00Z")));
        assert_eq!(period.last_day(), Some(day("2026-11-30")));
        assert!(!period.is_over(moment("2026-11-30T15:59:59Z")));
        assert!(period.is_over(moment("2026-11-30T16:00:00Z")));
    }

    #[test]
    fn a_period_can_not_end_before_it_begins() {
        assert_eq!(Period::through(moment("2026-11-30T16:00:00Z"), day("2026-11-30")), None);
        assert!(Period::through(moment("2026-11-30T15:00:00Z"), day("2026-11-30")).is_some());
    }

    #[test]
    fn a_renewal_follows_without_overlap() {
        let first = Period::through(moment("2026-11-01T00:00:00Z"), day("2026-11-30")).unwrap();
        let renewal = Period::without_end(moment("2026-11-30T16:00:00Z"));
        assert!(!first.overlaps(renewal) && !renewal.overlaps(first));
        assert!(first.overlaps(Period::without_end(moment("2026-11-30T15:59:59Z"))));
    }
}
