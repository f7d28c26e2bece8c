//! The operators' target time, in words.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    calendar::{Calendar, Due},
    text::Text,
    tickets::model::Ticket,
};

/// How the target stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// How it is marked: "" in time, `warn` within a working day, `bad` overdue.
    pub family: &'static str,
    pub left: Text,
    /// Until when, while the clock runs.
    pub due: Option<Text>,
}

impl TimeLeft {
    /// None before the ticket is the operators', and after it has ended.
    #[must_use]
    pub fn of(ticket: &Ticket, calendar: &Calendar, now: DateTime<Utc>) -> Option<Self> {
        let whole = TimeDelta::seconds(ticket.clock_left_seconds);
        match (ticket.clock_since, ticket.due_at) {
            (Some(since), Some(at)) => {
                let left = whole - calendar.elapsed(since, now);
                let due = Due { at, provisional: ticket.due_provisional };
                Some(Self { family: family(left), left: in_words(left), due: Some(due.label()) })
            }
            _ if ticket.submitted_at.is_some() && !ticket.state.is_final() => {
                let left = Text::new("ticket-clock-stands").with("left", in_words(whole));
                Some(Self { family: "", left, due: None })
            }
            _ => None,
        }
    }
}

fn family(left: TimeDelta) -> &'static str {
    match left {
        left if left <= TimeDelta::zero() => "bad",
        left if left <= TimeDelta::days(1) => "warn",
        _ => "",
    }
}

fn in_words(left: TimeDelta) -> Text {
    Text::new(if left < TimeDelta::zero() { "ticket-overdue-by" } else { "ticket-time-left" })
        .with("time", amount(left))
}

/// Working time, whole dates of 24 hours.
pub(super) fn amount(time: TimeDelta) -> Text {
    let (days, hours, minutes) = (time.num_days().abs(), time.num_hours().abs() % 24, time.num_minutes().abs() % 60);
    match (days, hours) {
        (0, 0) => Text::new("ticket-minutes").with("minutes", minutes),
        (0, hours) => Text::new("ticket-hours").with("hours", hours).with("minutes", minutes),
        (days, hours) => Text::new("ticket-days").with("days", days).with("hours", hours),
    }
}
