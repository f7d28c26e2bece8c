//! Whether an application takes new tickets.

use std::str::FromStr;

use anyhow::anyhow;

use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Active,
    Retired,
}

impl State {
    pub const ALL: [Self; 2] = [Self::Active, Self::Retired];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "application-state-active",
            Self::Retired => "application-state-retired",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Active => "ok",
            Self::Retired => "mute",
        }
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "application-state-unknown".into())
    }
}

/// As stored.
impl TryFrom<String> for State {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no state of an application"))
    }
}
