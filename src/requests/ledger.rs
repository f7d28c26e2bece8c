//! How long each party held a request, in working time (spec 3, "SLA").

use chrono::{DateTime, TimeDelta, Utc};

use super::{model::Request, review::Review, state::State, turns::Ended};
use crate::calendar::Calendar;

/// Somebody had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// A key.
    pub party: &'static str,
    /// What it stood in.
    pub state: State,
    pub since: DateTime<Utc>,
    /// None while it lasts.
    pub until: Option<DateTime<Utc>>,
    pub worked: TimeDelta,
}

/// Each turn in its order, while it was anybody's.
#[must_use]
pub fn turns(request: &Request, ended: &[Ended], calendar: &Calendar, now: DateTime<Utc>) -> Vec<Turn> {
    let runs = request.submitted_at.is_some() && !request.state.is_final();
    let running = runs.then(|| Turn {
        party: party(request.state),
        state: request.state,
        since: request.state_since,
        until: None,
        worked: calendar.elapsed(request.state_since, now),
    });
    let ended = ended.iter().map(|turn| Turn {
        party: party(turn.state),
        state: turn.state,
        since: turn.since,
        until: Some(turn.until),
        worked: turn.worked(),
    });
    ended.chain(running).collect()
}

/// Whose move a state is.
#[must_use]
pub fn party(state: State) -> &'static str {
    match state.review() {
        Some(review) => review.party(),
        None if state == State::Delivering => Review::First.party(),
        None => "request-party-applicant",
    }
}

/// How long each party had it in all, in the order in which they first had it.
#[must_use]
pub fn totals(turns: &[Turn]) -> Vec<(&'static str, TimeDelta)> {
    let mut totals: Vec<(&'static str, TimeDelta)> = Vec::new();
    for turn in turns {
        match totals.iter_mut().find(|(party, _)| *party == turn.party) {
            Some((_, total)) => *total += turn.worked,
            None => totals.push((turn.party, turn.worked)),
        }
    }
    totals
}
