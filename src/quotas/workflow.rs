//! What can happen to a quota request as it stands. Who may do it the policy and the tree say.

use super::state::State;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Passed; `enough` where the parent has what is asked for.
    Approve {
        enough: bool,
    },
    /// Also once it waits to be allocated: the parent's mind may change.
    Reject,
    Withdraw,
    /// The parent has enough by now.
    Allocate,
}

/// Where it leads.
///
/// # Errors
/// Why it can't happen now.
pub fn next(state: State, event: Event) -> Result<State, Text> {
    match (state, event) {
        (State::Pending, Event::Approve { enough: true }) | (State::Allocating, Event::Allocate) => Ok(State::Approved),
        (State::Pending, Event::Approve { enough: false }) => Ok(State::Allocating),
        (State::Pending | State::Allocating, Event::Reject) => Ok(State::Rejected),
        (State::Pending | State::Allocating, Event::Withdraw) => Ok(State::Withdrawn),
        (State::Allocating, Event::Approve { .. }) => Err("quota-passed-already".into()),
        (State::Pending, Event::Allocate) => Err("quota-not-passed".into()),
        (State::Approved, _) => Err("quota-ended-approved".into()),
        (State::Rejected, _) => Err("quota-ended-rejected".into()),
        (State::Withdrawn, _) => Err("quota-ended-withdrawn".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_event_leads_where_the_table_says() {
        use State::{Allocating, Approved, Pending, Rejected, Withdrawn};
        let events = [
            Event::Approve { enough: true },
            Event::Approve { enough: false },
            Event::Reject,
            Event::Withdraw,
            Event::Allocate,
        ];
        let table: [(State, [Option<State>; 5]); 5] = [
            (Pending, [Some(Approved), Some(Allocating), Some(Rejected), Some(Withdrawn), None]),
            (Allocating, [None, None, Some(Rejected), Some(Withdrawn), Some(Approved)]),
            (Approved, [None; 5]),
            (Rejected, [None; 5]),
            (Withdrawn, [None; 5]),
        ];
        for (state, becomes) in table {
            for (event, becomes) in events.into_iter().zip(becomes) {
                assert_eq!(next(state, event).ok(), becomes, "{state:?} {event:?}");
            }
        }
    }
}
