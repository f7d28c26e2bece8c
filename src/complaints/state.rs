//! Where a complaint stands.

use std::str::FromStr;

use crate::{text::Text, web::list::by_state::Stated};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The administrators' move.
    Open,
    /// The filer may say more, or close it.
    Answered,
    Closed,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::Closed];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "complaint-state-open",
            Self::Answered => "complaint-state-answered",
            Self::Closed => "complaint-state-closed",
        }
    }

    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Open => "warn",
            Self::Answered => "run",
            Self::Closed => "mute",
        }
    }
}

impl Stated for State {
    fn code(self) -> &'static str {
        Self::code(self)
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "complaint-state-unknown".into())
    }
}
