//! Through whose network a pool address is reached.

use std::str::FromStr;

use super::{normalise::refuse, pool::Pool};
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    Telecom,
    Unicom,
    Mobile,
    /// Announced by several carriers at once.
    Bgp,
    Extranet,
}

impl Line {
    pub const ALL: [Self; 5] = [Self::Telecom, Self::Unicom, Self::Mobile, Self::Bgp, Self::Extranet];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Telecom => "telecom",
            Self::Unicom => "unicom",
            Self::Mobile => "mobile",
            Self::Bgp => "bgp",
            Self::Extranet => "extranet",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Telecom => "network-line-telecom",
            Self::Unicom => "network-line-unicom",
            Self::Mobile => "network-line-mobile",
            Self::Bgp => "network-line-bgp",
            Self::Extranet => "network-line-extranet",
        }
    }

    /// Which of the pools it leads into.
    #[must_use]
    pub const fn pool(self) -> Pool {
        match self {
            Self::Telecom | Self::Unicom | Self::Mobile | Self::Bgp => Pool::Internet,
            Self::Extranet => Pool::Extranet,
        }
    }

    pub fn of(pool: Pool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |line| line.pool() == pool)
    }
}

impl FromStr for Line {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|line| line.code() == code).ok_or_else(|| refuse("network-line-unknown", code))
    }
}

/// As stored.
impl TryFrom<String> for Line {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow::anyhow!("stored code {code:?} is no line"))
    }
}
