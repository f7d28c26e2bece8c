//! What can be applied for.

use std::str::FromStr;

use crate::text::Text;

/// The products, in the order of the catalogue (spec 3, "Catalogue").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    Ecs,
    Ebs,
    Eip,
    Rds,
    Oss,
    Slb,
    Acs,
}

impl Product {
    pub const ALL: [Self; 7] = [Self::Ecs, Self::Ebs, Self::Eip, Self::Rds, Self::Oss, Self::Slb, Self::Acs];

    /// As in addresses and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ecs => "ecs",
            Self::Ebs => "ebs",
            Self::Eip => "eip",
            Self::Rds => "rds",
            Self::Oss => "oss",
            Self::Slb => "slb",
            Self::Acs => "acs",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ecs => "catalogue-product-ecs",
            Self::Ebs => "catalogue-product-ebs",
            Self::Eip => "catalogue-product-eip",
            Self::Rds => "catalogue-product-rds",
            Self::Oss => "catalogue-product-oss",
            Self::Slb => "catalogue-product-slb",
            Self::Acs => "catalogue-product-acs",
        }
    }
}

impl FromStr for Product {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|product| product.code() == code).ok_or_else(|| "catalogue-product-unknown".into())
    }
}
