//! Due times that another arrangement of working days moves.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{Due, date_of};
use crate::{
    outbox::{Event, Record},
    text::Text,
};

/// A due time, before and after.
#[derive(Clone, Debug)]
pub struct Moved {
    pub record: Record,
    pub before: DateTime<Utc>,
    pub after: Due,
}

/// So many due times go from a date to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub before: NaiveDate,
    pub after: NaiveDate,
    pub count: usize,
}

impl Moved {
    /// What its record's timeline and the audit log say of it.
    #[must_use]
    pub fn event(&self, action: &'static str, resource: &'static str) -> Event {
        Event::new(action, resource, self.record.clone())
            .changed(Some(json!({ "due_at": self.before })), Some(json!({ "due_at": self.after.at })))
            .on_timeline(Text::new("calendar-line-moved").with("before", self.before).with("after", self.after.at))
    }
}

/// By their dates: which go where, the earliest first.
#[must_use]
pub fn shifts<'a>(moved: impl IntoIterator<Item = &'a Moved>) -> Vec<Shift> {
    let mut counted: BTreeMap<(NaiveDate, NaiveDate), usize> = BTreeMap::new();
    for it in moved {
        // The end of a day is the first moment of the next one.
        let day = |at: DateTime<Utc>| date_of(at - chrono::TimeDelta::seconds(1));
        *counted.entry((day(it.before), day(it.after.at))).or_default() += 1;
    }
    counted.into_iter().map(|((before, after), count)| Shift { before, after, count }).collect()
}
