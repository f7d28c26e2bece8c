//! The operators' target time, in words.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    calendar::{Calendar, Due, left_in_words as in_words},
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
