//! What follows from what, and whose move it is (spec 5, "A department's bill", "Roll-ups").

use super::{
    model::{Bill, Kind},
    state::State::{self, Confirmed, Draft, Rejected, Sent, Waiting},
};
use crate::{
    policy::{Action, Actor},
    text::Text,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The lines of its next edition are made anew.
    Make,
    Send,
    Confirm,
    Reject,
    /// A rejected roll-up names it.
    Return,
    /// Of a roll-up that was ready: one that it adds up isn't confirmed any more.
    Wait,
}

/// Where `event` leads; every other pair is refused.
///
/// # Errors
/// Why not now.
pub fn next(state: State, event: Event) -> Result<State, Text> {
    match (state, event) {
        (Draft, Event::Make) => Ok(Draft),
        (Rejected, Event::Make) | (Sent, Event::Reject) | (Confirmed, Event::Return) => Ok(Rejected),
        (Draft | Rejected | Waiting, Event::Send) => Ok(Sent),
        (Sent, Event::Confirm) => Ok(Confirmed),
        (Sent | Confirmed, Event::Wait) => Ok(Waiting),
        (Draft | Waiting, Event::Confirm | Event::Reject) => Err("bill-not-sent".into()),
        (Confirmed, Event::Confirm | Event::Reject) => Err("bill-confirmed-already".into()),
        (Rejected, Event::Confirm | Event::Reject) => Err("bill-rejected-already".into()),
        (Sent | Confirmed | Waiting, Event::Make) | (Sent | Confirmed, Event::Send) => Err("bill-sent-already".into()),
        (Draft | Waiting | Sent | Rejected, Event::Return) | (Draft | Waiting | Rejected, Event::Wait) => {
            Err("bill-not-confirmed".into())
        }
    }
}

/// Whether it is this person's to answer, in whatever state.
#[must_use]
pub fn answers(who: &Actor, bill: &Bill) -> bool {
    match (bill.kind(), bill.department_id) {
        (Kind::Department, Some(department)) => who.may_in(Action::FeedBillsBack, department, bill.sector()),
        (Kind::Department, None) => false,
        (Kind::PoliticalLegal, _) => who.may(Action::AnswerPoliticalLegalTotal),
        (Kind::Cloud, _) => who.may(Action::AnswerCloudTotal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_leads_somewhere_from_the_states_that_know_it_and_nowhere_from_the_rest() {
        // In the order of `State::ALL`: draft, waiting, sent, confirmed, rejected.
        for (event, led) in [
            (Event::Make, [Some(Draft), None, None, None, Some(Rejected)]),
            (Event::Send, [Some(Sent), Some(Sent), None, None, Some(Sent)]),
            (Event::Confirm, [None, None, Some(Confirmed), None, None]),
            (Event::Reject, [None, None, Some(Rejected), None, None]),
            (Event::Return, [None, None, None, Some(Rejected), None]),
            (Event::Wait, [None, None, Some(Waiting), Some(Waiting), None]),
        ] {
            assert_eq!(State::ALL.map(|state| next(state, event).ok()), led, "{event:?}");
        }
    }

    #[test]
    fn every_state_is_found_by_its_code() {
        for state in State::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert!("gone".parse::<State>().is_err());
    }
}
