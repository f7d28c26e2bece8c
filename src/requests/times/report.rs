//! What the report tells.

use chrono::TimeDelta;

use crate::requests::state::State;

/// The states in which a request waits for somebody, in the order of its way.
pub const STEPS: [State; 5] =
    [State::FirstReview, State::SecondReview, State::PlcReview, State::Delivering, State::Rejected];

/// How one step was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Turns that ended in the period.
    pub ended: i64,
    /// Of them, those that ended before the request was due.
    pub in_time: i64,
    /// Working time: half of them took no longer, nine of ten no longer, and none.
    pub median: TimeDelta,
    pub ninth: TimeDelta,
    pub longest: TimeDelta,
    /// Requests that stand in it now and are past their time.
    pub overdue: i64,
}

/// The steps of all requests, or of one department's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps([Times; STEPS.len()]);

/// A department with anything to tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: i64,
    pub name: String,
    pub steps: Steps,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub all: Steps,
    /// Those with most to tell of first.
    pub departments: Vec<Department>,
}

impl Steps {
    /// Each with its times, in the order of the way.
    pub fn each(&self) -> impl Iterator<Item = (State, &Times)> {
        STEPS.into_iter().zip(&self.0)
    }

    /// With what is known of `step` beside what was: what ended, or what is overdue.
    pub fn add(&mut self, step: State, more: Times) {
        for (_, times) in STEPS.into_iter().zip(&mut self.0).filter(|(it, _)| *it == step) {
            *times = Times {
                ended: times.ended + more.ended,
                in_time: times.in_time + more.in_time,
                median: times.median + more.median,
                ninth: times.ninth + more.ninth,
                longest: times.longest + more.longest,
                overdue: times.overdue + more.overdue,
            };
        }
    }

    /// The requests that were delivered: nothing else ends that step.
    #[must_use]
    pub fn delivery(&self) -> Times {
        self.each().find(|(step, _)| *step == State::Delivering).map(|(_, times)| *times).unwrap_or_default()
    }

    #[must_use]
    pub fn overdue(&self) -> i64 {
        self.0.iter().map(|times| times.overdue).sum()
    }

    #[must_use]
    pub fn ended(&self) -> i64 {
        self.0.iter().map(|times| times.ended).sum()
    }
}

impl Department {
    #[must_use]
    pub fn new(id: i64, name: String) -> Self {
        Self { id, name, steps: Steps::default() }
    }
}

impl Times {
    /// How many of a hundred ended in time, to a tenth, never more than there were; nothing where nothing ended.
    #[must_use]
    pub fn in_time_percent(&self) -> Option<String> {
        let tenths = (self.in_time * 1000).checked_div(self.ended)?;
        Some(format!("{}.{}%", tenths / 10, tenths % 10))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_said_only_where_all_were_in_time() {
        let percent = |in_time, ended| Times { ended, in_time, ..Times::default() }.in_time_percent();
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(0, 7).as_deref(), Some("0.0%"));
        assert_eq!(percent(2, 3).as_deref(), Some("66.6%"));
        assert_eq!(percent(9_999, 10_000).as_deref(), Some("99.9%"));
        assert_eq!(percent(3, 3).as_deref(), Some("100.0%"));
    }
}
