use chrono::TimeDelta;

use super::*;
use crate::tickets::authorisations::model::Target;

const SIDES: [Side; 4] = [Side::Filer, Side::Assignee, Side::Asker, Side::Other];
const EVENTS: [Event; 8] = [
    Event::Do(Deed::Ask),
    Event::Do(Deed::Grant),
    Event::Do(Deed::Refuse),
    Event::Do(Deed::Revoke),
    Event::Do(Deed::Cancel),
    Event::Do(Deed::Read),
    Event::TimeOut,
    Event::TicketLeaves,
];

fn now() -> DateTime<Utc> {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

/// Valid from so many minutes from now, for an hour.
fn at(state: State, from: i64) -> Authorisation {
    let begins = now() + TimeDelta::minutes(from);
    let was_granted = matches!(state, Granted | Expired | Revoked);
    let valid = was_granted.then(|| Span { from: begins, until: begins + TimeDelta::hours(1) });
    Authorisation { id: 1, target: Target::Host, state, asked_by: 7, valid }
}

#[test]
fn every_state_with_every_event_before_within_and_after_its_period() {
    // to come, just begun, about to end, just over
    let periods = [1, 0, -59, -60];
    for state in State::ALL {
        for event in EVENTS {
            let outcomes = periods.map(|from| next(&at(state, from), event, now()).ok());
            let expected = match (state, event) {
                (Asked, Event::Do(Deed::Grant)) => [Some(Granted); 4],
                (Asked, Event::Do(Deed::Refuse)) => [Some(Refused); 4],
                (Asked, Event::Do(Deed::Cancel) | Event::TicketLeaves) => [Some(Cancelled); 4],
                (Granted, Event::Do(Deed::Revoke)) => [Some(Revoked); 4],
                (Granted, Event::Do(Deed::Read)) => [None, Some(Granted), Some(Granted), None],
                (Granted, Event::TimeOut) => [None, None, None, Some(Expired)],
                (Granted, Event::TicketLeaves) => [Some(Expired); 4],
                _ => [None; 4],
            };
            assert_eq!(outcomes, expected, "{state:?} {event:?}");
        }
    }
}

#[test]
fn every_deed_is_its_sides_alone() {
    for side in SIDES {
        let theirs: Vec<Deed> = Deed::ALL.into_iter().filter(|deed| may(*deed, side)).collect();
        let expected: &[Deed] = match side {
            Side::Filer => &[Deed::Grant, Deed::Refuse, Deed::Revoke],
            Side::Assignee => &[Deed::Ask, Deed::Cancel, Deed::Read],
            Side::Asker => &[Deed::Cancel],
            Side::Other => &[],
        };
        assert_eq!(theirs, expected, "{side:?}");
    }
}

#[test]
fn what_is_granted_serves_work_at_hand_and_taking_back_is_always_possible() {
    for ticket in TicketState::ALL {
        let at_work = matches!(ticket, TicketState::Processing | TicketState::WaitingReply);
        for deed in Deed::ALL {
            let expected = at_work || matches!(deed, Deed::Revoke | Deed::Cancel);
            assert_eq!(allowed_in(ticket, deed).is_ok(), expected, "{ticket} {deed:?}");
        }
    }
}

#[test]
fn who_reads_too_early_or_too_late_is_told_when() {
    let says = |from| next(&at(Granted, from), Event::Do(Deed::Read), now()).unwrap_err().key;
    assert_eq!((says(1).as_ref(), says(-60).as_ref()), ("authorisation-not-yet", "authorisation-over"));
}
