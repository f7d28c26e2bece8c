//! Where a request stands, and whose move it is (spec 3, "States").

use std::str::FromStr;

use anyhow::anyhow;
use serde::{Deserialize, Serialize};

use super::review::Review;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    FirstReview,
    SecondReview,
    PlcReview,
    Delivering,
    Delivered,
    Rejected,
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::FirstReview,
        Self::SecondReview,
        Self::PlcReview,
        Self::Delivering,
        Self::Delivered,
        Self::Rejected,
        Self::Withdrawn,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::FirstReview => "first_review",
            Self::SecondReview => "second_review",
            Self::PlcReview => "plc_review",
            Self::Delivering => "delivering",
            Self::Delivered => "delivered",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "request-state-draft",
            Self::FirstReview => "request-state-first-review",
            Self::SecondReview => "request-state-second-review",
            Self::PlcReview => "request-state-plc-review",
            Self::Delivering => "request-state-delivering",
            Self::Delivered => "request-state-delivered",
            Self::Rejected => "request-state-rejected",
            Self::Withdrawn => "request-state-withdrawn",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::FirstReview | Self::SecondReview | Self::PlcReview => "warn",
            Self::Delivering => "run",
            Self::Delivered => "ok",
            Self::Rejected => "bad",
            Self::Draft | Self::Withdrawn => "mute",
        }
    }

    /// What comes next, and by whom.
    #[must_use]
    pub const fn outlook(self) -> &'static str {
        match self {
            Self::Draft => "request-outlook-draft",
            Self::FirstReview => "request-outlook-first-review",
            Self::SecondReview => "request-outlook-second-review",
            Self::PlcReview => "request-outlook-plc-review",
            Self::Delivering => "request-outlook-delivering",
            Self::Delivered => "request-outlook-delivered",
            Self::Rejected => "request-outlook-rejected",
            Self::Withdrawn => "request-outlook-withdrawn",
        }
    }

    /// The review that is waited for, if one is.
    #[must_use]
    pub fn review(self) -> Option<Review> {
        Review::ALL.into_iter().find(|review| review.state() == self)
    }

    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Withdrawn)
    }
}

impl FromStr for State {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "request-state-unknown".into())
    }
}

/// As stored.
impl TryFrom<String> for State {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no state of a request"))
    }
}
