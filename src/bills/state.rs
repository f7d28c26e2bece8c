//! Where a bill stands.

use std::str::FromStr;

use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Seen by operators only.
    Draft,
    /// A roll-up that others still keep from being answered.
    Waiting,
    Sent,
    Confirmed,
    Rejected,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Waiting, Self::Sent, Self::Confirmed, Self::Rejected];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "bill-state-draft",
            Self::Waiting => "bill-state-waiting",
            Self::Sent => "bill-state-sent",
            Self::Confirmed => "bill-state-confirmed",
            Self::Rejected => "bill-state-rejected",
        }
    }

    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Draft | Self::Waiting => "mute",
            Self::Sent => "warn",
            Self::Confirmed => "ok",
            Self::Rejected => "bad",
        }
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "bill-state-unknown".into())
    }
}
