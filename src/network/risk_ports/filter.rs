//! Which high-risk ports the list shows, as its address says it.

use serde::Deserialize;

use crate::{
    network::risk::{RiskClass, RiskPolicy},
    web::list::{self, Cursor},
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    class: String,
    policy: String,
    cursor: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub class: Option<RiskClass>,
    pub policy: Option<RiskPolicy>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter { q: list::words(&self.q), class: self.class.parse().ok(), policy: self.policy.parse().ok() }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }

    #[must_use]
    pub fn class_code(&self) -> &'static str {
        self.class.map_or("", RiskClass::code)
    }

    #[must_use]
    pub fn policy_code(&self) -> &'static str {
        self.policy.map_or("", RiskPolicy::code)
    }

    /// The port that is searched for, if it is one.
    #[must_use]
    pub fn port(&self) -> Option<i32> {
        self.q.parse::<u16>().ok().map(i32::from)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        list::address(path, &[("q", &self.q), ("class", self.class_code()), ("policy", self.policy_code())])
    }
}
