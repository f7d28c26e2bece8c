//! What the `nth` ticket is: where it belongs, how far it got, and when.

use std::net::Ipv4Addr;

use chrono::{DateTime, TimeDelta, Utc};

use super::places::{Department, PORTS_OF_AN_ADDRESS, Places};
use crate::tickets::{events::Happened, state::State};

/// Tickets are spread over so many days; only the last of them are still somebody's work.
const DAYS: i64 = 3 * 365;
/// One of so many has a long conversation.
const TALKATIVE: i64 = 50;

pub struct Plan<'a> {
    pub tickets: i64,
    pub first_id: i64,
    pub first_number: i64,
    pub places: &'a Places,
    pub now: DateTime<Utc>,
}

/// One ticket to be.
pub struct Planned<'a> {
    pub id: i64,
    pub number: i64,
    /// Which of its department's it is.
    pub nth: i64,
    pub department: &'a Department,
    /// Another one, to be reached.
    pub neighbour: &'a Department,
    pub operator: &'a (i64, String),
    pub state: State,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

impl<'a> Plan<'a> {
    pub fn ticket(&self, nth: i64) -> Planned<'a> {
        let departments = self.places.departments.len() as i64;
        let age = TimeDelta::days(DAYS) * i32::try_from(self.tickets - nth).unwrap_or(i32::MAX)
            / i32::try_from(self.tickets).unwrap_or(i32::MAX);
        let created_at = self.now - age;
        let state = state_of(nth / departments, (self.tickets - nth) * 100 <= self.tickets * 3);
        Planned {
            id: self.first_id + nth,
            number: self.first_number + nth,
            nth: nth / departments,
            department: self.department(nth),
            neighbour: self.department(nth + 7),
            operator: &self.places.operator,
            state,
            created_at,
            updated_at: (created_at + TimeDelta::hours(4 + nth % 90)).min(self.now),
            now: self.now,
        }
    }
}

impl<'a> Plan<'a> {
    fn department(&self, nth: i64) -> &'a Department {
        let nth = usize::try_from(nth).unwrap_or_default();
        &self.places.departments[nth % self.places.departments.len()]
    }
}

impl Planned<'_> {
    pub fn filer(&self) -> &(i64, String, String) {
        &self.department.people[usize::try_from(self.nth).unwrap_or_default() % self.department.people.len()]
    }

    pub fn application(&self) -> &(i64, String) {
        &self.department.applications
            [usize::try_from(self.nth).unwrap_or_default() % self.department.applications.len()]
    }

    pub fn is_handled(&self) -> bool {
        !matches!(self.state, State::Draft | State::Returned | State::Pending)
    }

    pub fn is_opened(&self) -> bool {
        matches!(self.state, State::Resolved | State::Completed)
    }

    /// What became of it, in order.
    pub fn course(&self) -> &'static [Happened] {
        use Happened::{Accepted, Asked, Closed, Confirmed, Created, Resolved, Returned, Submitted};
        match self.state {
            State::Draft => &[Created],
            State::Returned => &[Created, Submitted, Returned],
            State::Pending => &[Created, Submitted],
            State::Processing => &[Created, Submitted, Accepted],
            State::WaitingReply => &[Created, Submitted, Accepted, Asked],
            State::Resolved => &[Created, Submitted, Accepted, Resolved],
            State::Completed => &[Created, Submitted, Accepted, Resolved, Confirmed],
            State::Closed => &[Created, Submitted, Accepted, Closed],
        }
    }

    pub fn messages(&self) -> i64 {
        match self.state {
            State::Draft => 0,
            _ if self.nth % TALKATIVE == 0 => 15,
            _ => 2,
        }
    }

    pub fn host(&self) -> Ipv4Addr {
        self.department.host(self.nth)
    }

    pub fn pool_ip(&self) -> Ipv4Addr {
        self.department.pool_ip(self.nth)
    }

    pub fn protocol(&self) -> &'static str {
        if self.nth % 2 == 0 { "tcp" } else { "udp" }
    }

    pub fn public_port(&self) -> i32 {
        10_000 + i32::try_from(self.nth % PORTS_OF_AN_ADDRESS / 2).unwrap_or_default()
    }
}

const fn state_of(nth: i64, is_recent: bool) -> State {
    match (is_recent, nth % 16) {
        (true, 0..5) => State::Processing,
        (true, 5..9) => State::Pending,
        (true, 9..11) => State::WaitingReply,
        (true, 11..13) => State::Resolved,
        (true, 13) => State::Returned,
        (true, 14) => State::Draft,
        (false, 15) => State::Closed,
        _ => State::Completed,
    }
}
