use std::str::FromStr;

use serde::Deserialize;

use super::UnknownCode;
use crate::text::Text;

/// The half of the administration a department belongs to; the province and the operator have none
/// (spec 1, "Departments and regions").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    Government,
    PoliticalLegal,
}

impl Sector {
    pub const ALL: [Self; 2] = [Self::Government, Self::PoliticalLegal];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::PoliticalLegal => "political_legal",
        }
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(match self {
            Self::Government => "sector-government",
            Self::PoliticalLegal => "sector-political-legal",
        })
    }
}

impl FromStr for Sector {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|sector| sector.code() == code).ok_or_else(|| UnknownCode(code.to_owned()))
    }
}
