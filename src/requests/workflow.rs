//! What follows from what (spec 3, "States", "Changing"): where a request stands and an event decide what becomes of it.
//! What isn't listed is refused.

use super::{
    review::Flow,
    state::State::{self, Delivered, Delivering, Draft, FirstReview, PlcReview, Rejected, SecondReview, Withdrawn},
};
use crate::{
    policy::{Action, Actor, Filed},
    text::Text,
};

/// What decides about a request's next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    pub state: State,
    /// As it was when the request was submitted; before that, as it will be.
    pub flow: Flow,
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The form is kept, and nothing else.
    Save,
    /// For the first time, anew after a rejection, or changed while nobody has decided.
    Submit,
    Approve,
    Reject,
    Withdraw,
    /// Some of the machines are made, or the last of them.
    Deliver {
        all: bool,
    },
}

/// What an event comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub becomes: State,
    pub effects: &'static [Effect],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The flow begins, frozen as it is now.
    BeginRound,
    /// What is asked for is kept as approvers are shown it.
    Revise,
    /// Seven working days begin.
    StartClock,
    StopClock,
    /// The review's decision is kept.
    Decide,
    /// Machines become resources and hosts.
    Deliver,
    End,
}

use Effect::{BeginRound, Decide, Deliver, End, Revise, StartClock, StopClock};

/// The step that `event` leads to; every pair that isn't listed is refused.
///
/// # Errors
/// Why not.
#[allow(clippy::match_same_arms, reason = "lines are the spec's, in its order")]
pub fn next(request: &Situation, event: Event) -> Result<Move, Text> {
    let flow = &request.flow;
    match (request.state, event) {
        (from @ (Draft | Rejected), Event::Save) => to(from, &[]),
        (Draft | Rejected, Event::Submit) => match flow.first() {
            Some(first) => to(first.state(), &[BeginRound, Revise, StartClock]),
            None => Err("request-without-a-way".into()),
        },
        (from @ (FirstReview | SecondReview | PlcReview), Event::Submit) if flow.first() == from.review() => {
            to(from, &[Revise])
        }

        (from @ (FirstReview | SecondReview | PlcReview), event @ (Event::Approve | Event::Reject)) => {
            match from.review().and_then(|review| flow.after(review)) {
                None => Err("request-without-a-way".into()),
                Some(next) if event == Event::Approve => to(next, &[Decide]),
                Some(_) => to(Rejected, &[Decide, StopClock]),
            }
        }

        (Draft | FirstReview | SecondReview | PlcReview | Rejected, Event::Withdraw) => {
            to(Withdrawn, &[StopClock, End])
        }

        (Delivering, Event::Deliver { all: false }) => to(Delivering, &[Deliver]),
        (Delivering, Event::Deliver { all: true }) => to(Delivered, &[Deliver, StopClock, End]),

        (from, event) => Err(not_now(from, event)),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every line of the table is a result")]
fn to(becomes: State, effects: &'static [Effect]) -> Result<Move, Text> {
    Ok(Move { becomes, effects })
}

fn not_now(from: State, event: Event) -> Text {
    Text::new("request-not-now").with("event", Text::new(event.verb().name())).with("state", Text::new(from.label()))
}

/// What a person does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    Edit,
    Approve,
    Reject,
    Withdraw,
    Deliver,
}

impl Verb {
    pub const ALL: [Self; 5] = [Self::Approve, Self::Reject, Self::Deliver, Self::Edit, Self::Withdraw];

    /// The last part of its address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Deliver => "deliver",
        }
    }

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Edit => "request-verb-edit",
            Self::Approve => "request-verb-approve",
            Self::Reject => "request-verb-reject",
            Self::Withdraw => "request-verb-withdraw",
            Self::Deliver => "request-verb-deliver",
        }
    }

    /// The events that it may come to: one that is possible opens it.
    const fn events(self) -> &'static [Event] {
        match self {
            Self::Edit => &[Event::Save, Event::Submit],
            Self::Approve => &[Event::Approve],
            Self::Reject => &[Event::Reject],
            Self::Withdraw => &[Event::Withdraw],
            Self::Deliver => &[Event::Deliver { all: false }],
        }
    }
}

impl Event {
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::Save | Self::Submit => Verb::Edit,
            Self::Approve => Verb::Approve,
            Self::Reject => Verb::Reject,
            Self::Withdraw => Verb::Withdraw,
            Self::Deliver { .. } => Verb::Deliver,
        }
    }
}

/// Whether it is this person's at all, now or later: changing and withdrawing are who applied's alone, deciding is for
/// who may decide some step of the way.
#[must_use]
pub fn may(verb: Verb, request: &Situation, filed: &Filed, who: &Actor) -> bool {
    match verb {
        Verb::Edit | Verb::Withdraw => filed.by == who.id && who.may_in(Action::Apply, filed.department, filed.sector),
        Verb::Approve | Verb::Reject => request.flow.0.iter().any(|review| who.may_on(review.action(), filed)),
        Verb::Deliver => who.may_on(Action::Deliver, filed),
    }
}

/// Whether the review that is waited for is this person's to decide.
#[must_use]
pub fn is_their_review(request: &Situation, filed: &Filed, who: &Actor) -> bool {
    request.state.review().is_some_and(|review| who.may_on(review.action(), filed))
}

/// What this person can do with the request now: the buttons of its page.
#[must_use]
pub fn open(request: &Situation, filed: &Filed, who: &Actor) -> Vec<Verb> {
    let is_theirs = |verb: &Verb| match verb {
        Verb::Approve | Verb::Reject => is_their_review(request, filed, who),
        _ => may(*verb, request, filed, who),
    };
    let is_possible = |verb: &Verb| verb.events().iter().any(|event| next(request, *event).is_ok());
    Verb::ALL.into_iter().filter(|verb| is_theirs(verb) && is_possible(verb)).collect()
}

#[cfg(test)]
mod tests;
