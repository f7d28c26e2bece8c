//! The departments that the permission matrix names by name.

use std::str::FromStr;

use crate::policy::{Sector, UnknownCode};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// The root of the tree.
    Province,
    Bigdata,
    Plc,
    Operator,
}

impl Special {
    pub const ALL: [Self; 4] = [Self::Province, Self::Bigdata, Self::Plc, Self::Operator];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Bigdata => "bigdata",
            Self::Plc => "plc",
            Self::Operator => "operator",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Province => "organisation-special-province",
            Self::Bigdata => "organisation-special-bigdata",
            Self::Plc => "organisation-special-plc",
            Self::Operator => "organisation-special-operator",
        }
    }

    /// The sector that it is always of; the database holds the same.
    #[must_use]
    pub const fn sector(self) -> Option<Sector> {
        match self {
            Self::Bigdata => Some(Sector::Government),
            Self::Plc => Some(Sector::PoliticalLegal),
            Self::Province | Self::Operator => None,
        }
    }
}

impl FromStr for Special {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|special| special.code() == code).ok_or_else(|| UnknownCode(code.to_owned()))
    }
}
