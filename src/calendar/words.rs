//! Working time in words: whole dates of 24 hours.

use chrono::TimeDelta;

use crate::text::Text;

/// What is left, or how long it is over.
#[must_use]
pub fn left_in_words(left: TimeDelta) -> Text {
    Text::new(if left < TimeDelta::zero() { "calendar-overdue-by" } else { "calendar-time-left" })
        .with("time", amount(left))
}

/// How much it is.
#[must_use]
pub fn amount(time: TimeDelta) -> Text {
    let (days, hours, minutes) = (time.num_days().abs(), time.num_hours().abs() % 24, time.num_minutes().abs() % 60);
    match (days, hours) {
        (0, 0) => Text::new("calendar-minutes").with("minutes", minutes),
        (0, hours) => Text::new("calendar-hours").with("hours", hours).with("minutes", minutes),
        (days, hours) => Text::new("calendar-days").with("days", days).with("hours", hours),
    }
}
