//! What can happen to an account request as it stands. Who may do it the policy says.

use super::state::State;
use crate::text::Text;

/// All that decides what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    pub state: State,
    pub consent: Consent,
    pub objection: Objection,
}

/// A security administrator's word on the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// The role is a department's own.
    NotNeeded,
    Missing,
    Given,
}

/// The department's word against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    None,
    Stands,
    Overruled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Approve,
    Refuse,
    Consent,
    Object,
    Overrule,
    /// Thirty days went by.
    Expire,
}

impl Event {
    pub const ALL: [Self; 6] = [Self::Approve, Self::Refuse, Self::Consent, Self::Object, Self::Overrule, Self::Expire];
}

/// Where it leads.
///
/// # Errors
/// Why it can't happen now.
pub fn next(now: Situation, event: Event) -> Result<State, Text> {
    use Event::{Approve, Expire, Object, Overrule, Refuse};
    match (now.state, event) {
        (State::Approved, _) => Err("account-request-approved-already".into()),
        (State::Refused, _) => Err("account-request-refused-already".into()),
        (State::Expired, _) => Err("account-request-expired-already".into()),
        (State::Pending, Refuse) => Ok(State::Refused),
        (State::Pending, Expire) => Ok(State::Expired),
        (State::Pending, Approve) => match (now.consent, now.objection) {
            (Consent::Missing, _) => Err("account-request-consent-missing".into()),
            (_, Objection::Stands) => Err("account-request-objection-stands".into()),
            (Consent::NotNeeded | Consent::Given, Objection::None | Objection::Overruled) => Ok(State::Approved),
        },
        (State::Pending, Event::Consent) => match now.consent {
            Consent::Missing => Ok(State::Pending),
            Consent::Given => Err("account-request-consent-given".into()),
            Consent::NotNeeded => Err("account-request-consent-not-needed".into()),
        },
        (State::Pending, Object) => match now.objection {
            Objection::None | Objection::Overruled => Ok(State::Pending),
            Objection::Stands => Err("account-request-objection-there".into()),
        },
        (State::Pending, Overrule) => match now.objection {
            Objection::Stands => Ok(State::Pending),
            Objection::None | Objection::Overruled => Err("account-request-nothing-to-overrule".into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(state: State, consent: Consent, objection: Objection) -> Vec<Event> {
        let now = Situation { state, consent, objection };
        Event::ALL.into_iter().filter(|event| next(now, *event).is_ok()).collect()
    }

    #[test]
    fn approving_waits_for_the_consent_and_for_the_department() {
        use Consent::{Given, Missing, NotNeeded};
        use Event::{Approve, Expire, Object, Overrule, Refuse};
        use Objection::{None, Overruled, Stands};
        let table: [(Consent, Objection, &[Event]); 9] = [
            (NotNeeded, None, &[Approve, Refuse, Object, Expire]),
            (NotNeeded, Stands, &[Refuse, Overrule, Expire]),
            (NotNeeded, Overruled, &[Approve, Refuse, Object, Expire]),
            (Missing, None, &[Refuse, Event::Consent, Object, Expire]),
            (Missing, Stands, &[Refuse, Event::Consent, Overrule, Expire]),
            (Missing, Overruled, &[Refuse, Event::Consent, Object, Expire]),
            (Given, None, &[Approve, Refuse, Object, Expire]),
            (Given, Stands, &[Refuse, Overrule, Expire]),
            (Given, Overruled, &[Approve, Refuse, Object, Expire]),
        ];
        for (consent, objection, events) in table {
            assert_eq!(open(State::Pending, consent, objection), events, "{consent:?} {objection:?}");
            for state in [State::Approved, State::Refused, State::Expired] {
                assert_eq!(open(state, consent, objection), [], "{state:?}");
            }
        }
    }

    #[test]
    fn every_event_leads_where_it_says() {
        let now = Situation { state: State::Pending, consent: Consent::Missing, objection: Objection::Stands };
        let fine = Situation { consent: Consent::Given, objection: Objection::None, ..now };
        assert_eq!(next(fine, Event::Approve), Ok(State::Approved));
        assert_eq!(next(now, Event::Refuse), Ok(State::Refused));
        assert_eq!(next(now, Event::Expire), Ok(State::Expired));
        for event in [Event::Consent, Event::Overrule] {
            assert_eq!(next(now, event), Ok(State::Pending), "{event:?}");
        }
        assert_eq!(next(fine, Event::Object), Ok(State::Pending));
    }
}
