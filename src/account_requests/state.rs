//! Where an account request stands (spec 1, "Account requests").

use std::str::FromStr;

use anyhow::anyhow;

use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Pending,
    Approved,
    Refused,
    /// Nobody answered in thirty days.
    Expired,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Approved, Self::Refused, Self::Expired];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pending => "account-request-state-pending",
            Self::Approved => "account-request-state-approved",
            Self::Refused => "account-request-state-refused",
            Self::Expired => "account-request-state-expired",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Pending => "warn",
            Self::Approved => "ok",
            Self::Refused => "bad",
            Self::Expired => "mute",
        }
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "account-request-state-unknown".into())
    }
}

/// As stored.
impl TryFrom<String> for State {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no state of an account request"))
    }
}
