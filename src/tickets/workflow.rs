//! What follows from what (spec 2, "States"): a ticket's situation and an event decide the next
//! state and what must happen with it. What isn't listed is refused.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    action::Action::{
        self, Accept, Ask, Assign, Close, Confirm, Delete, Edit, Message, Reopen, Reply, Resolve, Return, Submit, Urge,
    },
    party::{Party, may},
    state::State::{self, Closed, Completed, Draft, Pending, Processing, Resolved, Returned, WaitingReply},
};
use crate::text::Text;

use Event::{Act, TimeOut};

/// How long one waits before urging again.
pub const URGE_PAUSE: TimeDelta = TimeDelta::minutes(30);

/// What decides about a ticket's next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    pub state: State,
    pub filer: i64,
    pub assignee: Option<i64>,
    pub urged_at: Option<DateTime<Utc>>,
    /// What was asked for has been opened, and stays so while the ticket is open again.
    pub opened: bool,
    /// When a resolved ticket completes by itself.
    pub completes_at: Option<DateTime<Utc>>,
    /// It has left its department's lists.
    pub hidden: bool,
}

/// What happens to a ticket: somebody acts, or time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    Act(Action),
    /// Seven working days went by without a rating.
    TimeOut,
}

/// What an event comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub becomes: Becomes,
    /// In the order in which they are done.
    pub effects: Vec<Effect>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Becomes {
    State(State),
    /// Deleted before it was anyone else's matter.
    Gone,
    /// Ended as it is, and no longer in the department's lists.
    Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The ports asked for are held, or the step fails.
    HoldPorts,
    ReleaseHolds,
    /// Holds become active mappings; machines are made, changed or retired.
    OpenMappings,
    /// What was opened ends, and removing it becomes the operators' work.
    CancelMappings,
    /// The operators' target time runs, with what is left of it.
    StartClock,
    /// It stands still and keeps what is left.
    StopClock,
    /// Seven working days begin, after which the ticket completes by itself.
    StartRatingPeriod,
    /// Secret messages and authorisations' passwords go.
    EraseSecrets,
    /// Nobody waits for an authorisation, and none is in force.
    EndAuthorisations,
    /// Who acts becomes the assignee.
    AssignActor,
    /// Who was named becomes the assignee, if [`Situation::can_be_assigned`].
    AssignNamed,
    CountUrge,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The ticket isn't in a state for that.
    NotNow(Text),
    /// It was urged less than [`URGE_PAUSE`] ago.
    TooSoon(Text),
}

impl Refusal {
    #[must_use]
    pub fn into_text(self) -> Text {
        match self {
            Self::NotNow(text) | Self::TooSoon(text) => text,
        }
    }
}

impl Situation {
    /// Whether the ticket can go to that operator: not to its filer, and not to who has it.
    pub fn can_be_assigned(&self, operator: i64) -> Result<(), Text> {
        if operator == self.filer {
            Err("ticket-assignee-is-filer".into())
        } else if self.assignee == Some(operator) {
            Err("ticket-assignee-is-the-same".into())
        } else {
            Ok(())
        }
    }
}

/// The step that `event` leads to; every pair that isn't listed is refused.
#[allow(clippy::match_same_arms, reason = "lines are the spec's, in its order")]
pub fn next(ticket: &Situation, event: Event, now: DateTime<Utc>) -> Result<Step, Refusal> {
    match (ticket.state, event) {
        (from @ (Draft | Returned), Act(Edit)) => to(from, []),
        (Draft | Returned, Act(Submit)) => to(Pending, [Effect::HoldPorts, Effect::StartClock]),
        (Draft | Returned, Act(Delete)) => leave(Becomes::Gone, []),
        (Completed | Closed, Act(Delete)) if ticket.hidden => Err(Refusal::NotNow("ticket-hidden-already".into())),
        (Completed | Closed, Act(Delete)) => leave(Becomes::Hidden, []),

        (Pending, Act(Accept)) => to(Processing, [Effect::AssignActor]),
        (from @ (Pending | Processing | WaitingReply), Act(Assign)) => to(from, [Effect::AssignNamed]),
        (Processing, Act(Ask)) => to(WaitingReply, [Effect::StopClock]),
        (WaitingReply, Act(Reply)) => to(Processing, [Effect::StartClock]),
        (Processing, Act(Return)) if ticket.opened => Err(Refusal::NotNow("ticket-not-returned-once-opened".into())),
        (Pending | Processing, Act(Return)) => {
            to(Returned, [Effect::ReleaseHolds, Effect::StopClock, Effect::EndAuthorisations])
        }
        (Processing, Act(Resolve)) if ticket.opened => to(Resolved, [Effect::StopClock, Effect::StartRatingPeriod]),
        (Processing, Act(Resolve)) => {
            to(Resolved, [Effect::OpenMappings, Effect::StopClock, Effect::StartRatingPeriod])
        }

        (Resolved, Act(Confirm)) => to(Completed, [Effect::EraseSecrets]),
        (Resolved, Act(Reopen)) => to(Processing, [Effect::StartClock]),
        (Resolved, TimeOut) if ticket.completes_at.is_some_and(|due| due <= now) => {
            to(Completed, [Effect::EraseSecrets])
        }

        (Pending | Processing | WaitingReply, Act(Close)) if ticket.opened => {
            to(Closed, [Effect::CancelMappings, Effect::ReleaseHolds, Effect::StopClock, Effect::EraseSecrets])
        }
        (Pending | Processing | WaitingReply, Act(Close)) => {
            to(Closed, [Effect::ReleaseHolds, Effect::StopClock, Effect::EraseSecrets])
        }

        (from @ (Pending | Processing), Act(Urge)) => urge(ticket, from, now),
        (from @ (Returned | Pending | Processing | WaitingReply | Resolved), Act(Message)) => to(from, []),

        (from, Act(action)) => Err(not_now(from, action)),
        (from, TimeOut) => Err(Refusal::NotNow(Text::new("ticket-not-completing").with("state", from.name()))),
    }
}

/// What this person can do with the ticket now: the buttons of its page.
#[must_use]
pub fn open_actions(ticket: &Situation, who: &Party, now: DateTime<Utc>) -> Vec<Action> {
    let is_theirs = |action: &Action| may(*action, ticket.state, who);
    let is_possible = |action: &Action| next(ticket, Act(*action), now).is_ok();
    Action::ALL.into_iter().filter(|action| is_theirs(action) && is_possible(action)).collect()
}

fn to<const N: usize>(state: State, effects: [Effect; N]) -> Result<Step, Refusal> {
    leave(Becomes::State(state), effects)
}

#[allow(clippy::unnecessary_wraps, reason = "every line of the table is a result")]
fn leave<const N: usize>(becomes: Becomes, effects: [Effect; N]) -> Result<Step, Refusal> {
    Ok(Step { becomes, effects: effects.into() })
}

fn urge(ticket: &Situation, from: State, now: DateTime<Utc>) -> Result<Step, Refusal> {
    match ticket.urged_at.map(|last| last + URGE_PAUSE) {
        Some(again) if now < again => Err(Refusal::TooSoon(Text::new("ticket-urged-already").with("again", again))),
        _ => to(from, [Effect::CountUrge]),
    }
}

fn not_now(from: State, action: Action) -> Refusal {
    let text = Text::new("ticket-not-now").with("action", action.name()).with("state", from.name());
    Refusal::NotNow(text.with("outlook", from.outlook()))
}

#[cfg(test)]
mod product;
#[cfg(test)]
mod tests;
