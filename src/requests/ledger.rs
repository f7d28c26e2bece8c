//! How long each party held a request, in working time (spec 3, "SLA"): read from its submissions and decisions.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    model::Request,
    queries::{Decision, Revision, Sheet},
    review::Review,
    state::State,
};
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
pub fn turns(request: &Request, sheet: &Sheet, calendar: &Calendar, now: DateTime<Utc>) -> Vec<Turn> {
    let mut states = stood(request, &sheet.revisions, &sheet.decisions);
    states.sort_by_key(|(at, _)| *at);
    let ends: Vec<Option<DateTime<Utc>>> =
        states.iter().skip(1).map(|(at, _)| Some(*at)).chain([request.ended_at]).collect();
    let turns = states.into_iter().zip(ends).map(|((since, state), until)| {
        let worked = calendar.elapsed(since, until.unwrap_or(now));
        Turn { party: party(state), state, since, until, worked }
    });
    turns.collect()
}

/// Since when it stood in which state.
fn stood(request: &Request, revisions: &[Revision], decisions: &[Decision]) -> Vec<(DateTime<Utc>, State)> {
    let mut found = Vec::new();
    let mut begun = 0;
    for revision in revisions.iter().filter(|revision| revision.round > 0) {
        // Later ones of a round change what is asked for, and nobody's move.
        if revision.round > begun {
            begun = revision.round;
            found.extend(request.flow.first().map(|first| (revision.submitted_at, first.state())));
        }
    }
    for decision in decisions {
        let approved = request.flow.after(decision.step).unwrap_or(State::Delivering);
        let next = if decision.is_approved { approved } else { State::Rejected };
        found.push((decision.decided_at, next));
    }
    found
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
