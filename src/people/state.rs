//! Whether somebody can sign in.

use std::str::FromStr;

use anyhow::anyhow;

use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Active,
    /// The first password is still to be set.
    Invited,
    /// For a while, after failures.
    Locked,
    Disabled,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Active, Self::Invited, Self::Locked, Self::Disabled];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Locked => "locked",
            Self::Disabled => "disabled",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "people-state-active",
            Self::Invited => "people-state-invited",
            Self::Locked => "people-state-locked",
            Self::Disabled => "people-state-disabled",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Active => "ok",
            Self::Invited => "run",
            Self::Locked => "warn",
            Self::Disabled => "mute",
        }
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "people-state-unknown".into())
    }
}

/// As the view tells it.
impl TryFrom<String> for State {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no state of a user"))
    }
}
