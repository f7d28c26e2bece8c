//! What a step makes of a ticket itself; what it does to ports and secrets is the commands' part.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    model::Ticket,
    state::State,
    workflow::{Becomes, Effect, Step},
};
use crate::calendar::Calendar;

/// Working days after which a resolved ticket completes by itself (spec 2, "States").
pub const RATING_PERIOD: u32 = 7;

impl Ticket {
    /// Takes the step: its state, its clock, its times, and `actor` where who acts becomes the assignee.
    pub fn advance(&mut self, step: &Step, actor: i64, calendar: &Calendar, now: DateTime<Utc>) {
        match step.becomes {
            Becomes::State(state) => self.enter(state, now),
            Becomes::Hidden => self.hidden_at = Some(now),
            Becomes::Gone => {}
        }
        for effect in &step.effects {
            match effect {
                Effect::StartClock => self.start_clock(calendar, now),
                Effect::StopClock => self.stop_clock(calendar, now),
                Effect::StartRatingPeriod => {
                    self.completes_at = Some(calendar.add_working_days(now, RATING_PERIOD).at);
                }
                Effect::AssignActor => self.assignee_id = Some(actor),
                Effect::CountUrge => {
                    self.urges += 1;
                    self.urged_at = Some(now);
                }
                Effect::HoldPorts
                | Effect::ReleaseHolds
                | Effect::OpenMappings
                | Effect::CancelMappings
                | Effect::EraseSecrets
                | Effect::EndAuthorisations
                | Effect::AssignNamed => {}
            }
        }
    }

    fn enter(&mut self, state: State, now: DateTime<Utc>) {
        if state == self.state {
            return;
        }
        self.state = state;
        self.completes_at = None;
        self.reminded = false;
        if state == State::Pending {
            self.submitted_at = Some(now);
        }
        self.ended_at = state.is_final().then_some(now);
    }

    fn start_clock(&mut self, calendar: &Calendar, now: DateTime<Utc>) {
        let due = calendar.due(now, TimeDelta::seconds(self.clock_left_seconds));
        self.clock_since = Some(now);
        self.due_at = Some(due.at);
        self.due_provisional = due.provisional;
    }

    /// What is left of the target stands still; it may be less than nothing.
    fn stop_clock(&mut self, calendar: &Calendar, now: DateTime<Utc>) {
        if let Some(since) = self.clock_since.take() {
            self.clock_left_seconds -= calendar.elapsed(since, now).num_seconds();
        }
        self.due_at = None;
        self.due_provisional = false;
    }
}
