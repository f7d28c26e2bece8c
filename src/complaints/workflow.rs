//! What follows from what.

use super::state::State::{self, Answered, Closed, Open};
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The filer says more.
    Reply,
    /// An administrator answers.
    Answer,
    /// The filer is content, or lets it be.
    Close,
}

/// How someone stands to a complaint that they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Filer,
    Administrator,
}

impl Deed {
    /// Whose it is.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Reply | Self::Close => Side::Filer,
            Self::Answer => Side::Administrator,
        }
    }
}

/// Where `deed` leads; every other pair is refused.
///
/// # Errors
/// Once it is closed.
pub fn next(state: State, deed: Deed) -> Result<State, Text> {
    match (state, deed) {
        (Open | Answered, Deed::Reply) => Ok(Open),
        (Open | Answered, Deed::Answer) => Ok(Answered),
        (Open | Answered, Deed::Close) => Ok(Closed),
        (Closed, _) => Err("complaint-closed-already".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_follows_once_it_is_closed_and_every_deed_before() {
        for deed in [Deed::Reply, Deed::Answer, Deed::Close] {
            let led: Vec<Option<State>> = State::ALL.map(|state| next(state, deed).ok()).to_vec();
            let to = match deed {
                Deed::Reply => Open,
                Deed::Answer => Answered,
                Deed::Close => Closed,
            };
            assert_eq!(led, [Some(to), Some(to), None], "{deed:?}");
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
