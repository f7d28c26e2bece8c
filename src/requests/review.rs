//! The reviews a request goes through, and in which order (spec 3, "States").

use std::str::FromStr;

use anyhow::anyhow;
use serde::Deserialize;

use super::state::State;
use crate::{policy::Action, text::Text};

/// One step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Review {
    /// By the operators, of government requests.
    #[serde(rename = "first_review")]
    First,
    /// By 省大数据局.
    #[serde(rename = "second_review")]
    Second,
    /// By 省委政法委.
    #[serde(rename = "plc_review")]
    Plc,
}

impl Review {
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Plc];

    #[must_use]
    pub const fn code(self) -> &'static str {
        self.state().code()
    }

    /// The state of a request that waits for it.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::First => State::FirstReview,
            Self::Second => State::SecondReview,
            Self::Plc => State::PlcReview,
        }
    }

    /// What it takes to decide it.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::First => Action::FirstReview,
            Self::Second | Self::Plc => Action::Approve,
        }
    }

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "request-review-first",
            Self::Second => "request-review-second",
            Self::Plc => "request-review-plc",
        }
    }

    /// Who decides it.
    #[must_use]
    pub const fn party(self) -> &'static str {
        match self {
            Self::First => "request-party-operators",
            Self::Second => "request-party-bigdata",
            Self::Plc => "request-party-plc",
        }
    }
}

impl FromStr for Review {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|review| review.code() == code).ok_or_else(|| "request-state-unknown".into())
    }
}

/// The reviews of one request in their order, as they were when it was submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow(pub Vec<Review>);

impl Flow {
    #[must_use]
    pub fn first(&self) -> Option<Review> {
        self.0.first().copied()
    }

    /// What a request waits for once that review approves it: the next one, or to be delivered. Nothing for a review that
    /// isn't on the way.
    #[must_use]
    pub fn after(&self, review: Review) -> Option<State> {
        let at = self.0.iter().position(|it| *it == review)?;
        Some(self.0.get(at + 1).map_or(State::Delivering, |next| next.state()))
    }

    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        self.0.iter().map(|review| review.code()).collect()
    }
}

/// As stored.
impl TryFrom<Vec<String>> for Flow {
    type Error = anyhow::Error;

    fn try_from(codes: Vec<String>) -> anyhow::Result<Self> {
        let reviews = codes.iter().map(|code| code.parse().map_err(|_| anyhow!("stored code {code:?} is no review")));
        Ok(Self(reviews.collect::<anyhow::Result<_>>()?))
    }
}
