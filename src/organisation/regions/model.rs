//! A region of the cloud.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*, sql_types::BigInt};
use serde_json::{Value, json};

use crate::{
    db::sql::{Sql, fragment},
    outbox::Record,
    schema::regions,
    text::Text,
};

/// What the timeline and the audit log call a region.
pub const RECORD_KIND: &str = "region";

/// Whom a region is for (spec 0, "Words").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Public,
    Private,
    Industry,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Industry];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Industry => "industry",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Public => "organisation-region-public",
            Self::Private => "organisation-region-private",
            Self::Industry => "organisation-region-industry",
        }
    }
}

impl FromStr for Kind {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| "organisation-region-kind-missing".into())
    }
}

impl TryFrom<String> for Kind {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow::anyhow!("stored code {code:?} is no kind of region"))
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = regions, check_for_backend(Pg))]
pub struct Region {
    pub id: i64,
    pub name: String,
    pub code: String,
    #[diesel(deserialize_as = String)]
    pub kind: Kind,
    pub disabled_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Hosts and resources that lie in it.
    #[diesel(select_expression = used(), select_expression_type = Sql<'static, BigInt>)]
    pub used: i64,
}

fn used() -> Sql<'static, BigInt> {
    fragment(
        "((SELECT count(*) FROM hosts h WHERE h.region_id = regions.id AND h.state <> 'retired')
          + (SELECT count(*) FROM resources r WHERE r.region_id = regions.id AND r.state <> 'returned' AND r.host_id IS NULL))",
    )
}

impl Region {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", super::LIST, self.id)
    }

    #[must_use]
    pub const fn state(&self) -> (&'static str, &'static str, &'static str) {
        if self.disabled_at.is_some() {
            ("mute", "disabled", "organisation-disabled")
        } else {
            ("ok", "enabled", "organisation-enabled")
        }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({ "name": self.name, "code": self.code, "kind": self.kind.code(), "disabled_at": self.disabled_at })
    }
}
