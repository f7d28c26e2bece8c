//! The two pools whose addresses ports are mapped on.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::normalise::refuse;
use crate::text::Text;

/// Which network a pool address, and what is mapped on it, faces (spec 0, "Words").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pool {
    #[default]
    Internet,
    Extranet,
}

impl Pool {
    pub const ALL: [Self; 2] = [Self::Internet, Self::Extranet];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Internet => "internet",
            Self::Extranet => "extranet",
        }
    }

    /// What its addresses are called.
    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Internet => "network-pool-internet".into(),
            Self::Extranet => "network-pool-extranet".into(),
        }
    }
}

impl fmt::Display for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Pool {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|pool| pool.as_str() == code).ok_or_else(|| refuse("network-pool-unknown", code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pool_is_found_by_its_code_and_no_other() {
        for pool in Pool::ALL {
            assert_eq!(pool.as_str().parse(), Ok(pool));
        }
        assert_eq!("intranet".parse::<Pool>(), Err(Text::new("network-pool-unknown").with("element", "intranet")));
    }
}
