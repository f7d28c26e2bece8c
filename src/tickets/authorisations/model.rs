//! An authorisation as it is stored.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Where it stands (spec 2: 待授权, 已授权, 已拒绝, 已过期, 已撤回, 已取消).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Asked,
    Granted,
    Refused,
    Expired,
    Revoked,
    Cancelled,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Granted, Self::Refused, Self::Expired, Self::Revoked, Self::Cancelled];

    /// As stored, and as the page marks it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "authorisation-state-asked",
            Self::Granted => "authorisation-state-granted",
            Self::Refused => "authorisation-state-refused",
            Self::Expired => "authorisation-state-expired",
            Self::Revoked => "authorisation-state-revoked",
            Self::Cancelled => "authorisation-state-cancelled",
        }
    }

    /// The colour of its pill.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Asked => "warn",
            Self::Granted => "ok",
            Self::Refused => "bad",
            Self::Expired | Self::Revoked | Self::Cancelled => "mute",
        }
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "authorisation-state-unknown".into())
    }
}

/// What access is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Host,
    Console,
}

impl Target {
    pub const ALL: [Self; 2] = [Self::Host, Self::Console];

    /// As in forms, and as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Console => "console",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Host => "authorisation-target-host",
            Self::Console => "authorisation-target-console",
        }
    }
}

impl FromStr for Target {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|target| target.code() == code).ok_or_else(|| "authorisation-target-missing".into())
    }
}

/// From one moment on, up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: DateTime<Utc>,
    /// The first moment after it.
    pub until: DateTime<Utc>,
}

/// What commands decide by; its password aside.
#[derive(Clone, Debug)]
pub struct Authorisation {
    pub id: i64,
    pub target: Target,
    pub state: State,
    pub asked_by: i64,
    /// Once it was granted.
    pub valid: Option<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_targets_are_found_by_their_codes_also_in_json() {
        for state in State::ALL {
            assert_eq!(state.code().parse(), Ok(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.code()));
        }
        for target in Target::ALL {
            assert_eq!(target.code().parse(), Ok(target));
            assert_eq!(serde_json::to_string(&target).unwrap(), format!("\"{}\"", target.code()));
        }
        assert_eq!("open".parse::<State>(), Err("authorisation-state-unknown".into()));
        assert_eq!("".parse::<Target>(), Err("authorisation-target-missing".into()));
    }
}
