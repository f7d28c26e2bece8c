//! The products of the cloud (spec 3, "Catalogue").

use std::str::FromStr;

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types::Text as SqlText,
};
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Something that can be applied for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, FromSqlRow)]
#[serde(rename_all = "snake_case")]
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
        let known = Self::ALL.into_iter().find(|product| product.code() == code);
        known.ok_or_else(|| "catalogue-product-unknown".into())
    }
}

impl FromSql<SqlText, Pg> for Product {
    fn from_sql(code: PgValue<'_>) -> deserialize::Result<Self> {
        let code = str::from_utf8(code.as_bytes())?;
        code.parse().map_err(|_| format!("no product has the code {code:?}").into())
    }
}
