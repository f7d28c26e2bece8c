//! What an administrator can do to an account in its state.

use super::state::State;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Disable,
    Enable,
    Unlock,
    /// Mails a link to set a password.
    Reset,
}

impl Deed {
    pub const ALL: [Self; 4] = [Self::Disable, Self::Enable, Self::Unlock, Self::Reset];
}

/// Whether it can be done now.
///
/// # Errors
/// Why it can't.
pub fn allow(state: State, deed: Deed) -> Result<(), Text> {
    match (state, deed) {
        (State::Active | State::Invited | State::Locked, Deed::Disable | Deed::Reset)
        | (State::Disabled, Deed::Enable)
        | (State::Locked, Deed::Unlock) => Ok(()),
        (State::Disabled, Deed::Disable) => Err("people-disabled-already".into()),
        (State::Disabled, Deed::Unlock | Deed::Reset) => Err("people-is-disabled".into()),
        (State::Active | State::Invited, Deed::Unlock) => Err("people-not-locked".into()),
        (State::Active | State::Invited | State::Locked, Deed::Enable) => Err("people-not-disabled".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_deed_is_open_in_its_own_states_alone() {
        let open = |state: State| Deed::ALL.into_iter().filter(|deed| allow(state, *deed).is_ok()).collect::<Vec<_>>();
        assert_eq!(open(State::Active), [Deed::Disable, Deed::Reset]);
        assert_eq!(open(State::Invited), [Deed::Disable, Deed::Reset]);
        assert_eq!(open(State::Locked), [Deed::Disable, Deed::Unlock, Deed::Reset]);
        assert_eq!(open(State::Disabled), [Deed::Enable]);
    }
}
