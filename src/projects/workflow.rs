//! What can be done with a project in which state. Who may do it, the policy says ([`Project::lets`]).
//!
//! [`Project::lets`]: super::model::Project::lets

use super::state::State;
use crate::text::Text;

/// What somebody does with a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Edit,
    Archive,
    Restore,
    /// An administrator becomes its keeper.
    TakeOver,
}

impl Event {
    pub const ALL: [Self; 4] = [Self::Edit, Self::Archive, Self::Restore, Self::TakeOver];
}

/// What a decision depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    pub state: State,
    pub is_kept_by_asker: bool,
}

/// The state that it leads to.
///
/// # Errors
/// Why it can't be done now, in a sentence.
pub fn next(situation: Situation, event: Event) -> Result<State, Text> {
    match (situation.state, event) {
        (State::Active, Event::Edit) | (State::Archived, Event::Restore) => Ok(State::Active),
        (State::Active, Event::Archive) => Ok(State::Archived),
        (state, Event::TakeOver) if !situation.is_kept_by_asker => Ok(state),
        (State::Archived, Event::Edit) => Err("project-archived-no-edit".into()),
        (State::Archived, Event::Archive) => Err("project-archived-already".into()),
        (State::Active, Event::Restore) => Err("project-active-already".into()),
        (_, Event::TakeOver) => Err("project-kept-already".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(state: State, is_kept_by_asker: bool, event: Event) -> Result<State, String> {
        next(Situation { state, is_kept_by_asker }, event).map_err(|why| why.key.into_owned())
    }

    #[test]
    fn every_event_in_every_state_leads_somewhere_or_says_why_not() {
        use {Event::*, State::*};
        for kept in [true, false] {
            assert_eq!(led(Active, kept, Edit), Ok(Active));
            assert_eq!(led(Active, kept, Archive), Ok(Archived));
            assert_eq!(led(Active, kept, Restore), Err("project-active-already".to_owned()));
            assert_eq!(led(Archived, kept, Edit), Err("project-archived-no-edit".to_owned()));
            assert_eq!(led(Archived, kept, Archive), Err("project-archived-already".to_owned()));
            assert_eq!(led(Archived, kept, Restore), Ok(Active));
        }
    }

    #[test]
    fn taking_over_leaves_the_state_and_is_not_for_who_keeps_it_already() {
        for state in State::ALL {
            assert_eq!(led(state, false, Event::TakeOver), Ok(state));
            assert_eq!(led(state, true, Event::TakeOver), Err("project-kept-already".to_owned()));
        }
    }
}
