//! A department with what it carries.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Integer, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

use super::special::Special;
use crate::{outbox::Record, policy::Sector};

/// What the timeline and the audit log call a department.
pub const RECORD_KIND: &str = "department";

/// A node of the tree.
#[derive(Clone, Debug, QueryableByName)]
pub struct Department {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub parent_id: Option<i64>,
    /// The name of the one above it.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub parent: Option<String>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub(super) parent_special: Option<String>,
    #[diesel(sql_type = Bool)]
    pub parent_is_disabled: bool,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = SqlText)]
    pub code: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub(super) sector: Option<String>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub(super) special: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub disabled_at: Option<DateTime<Utc>>,
    /// Itself and all units below it.
    #[diesel(sql_type = Array<BigInt>)]
    pub subtree: Vec<i64>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

/// What is of a department.
#[derive(Clone, Debug, QueryableByName)]
pub struct Carried {
    /// Units directly below it that aren't disabled.
    #[diesel(sql_type = BigInt)]
    pub units: i64,
    /// People who may sign in.
    #[diesel(sql_type = BigInt)]
    pub users: i64,
    /// Tickets that aren't over.
    #[diesel(sql_type = BigInt)]
    pub tickets: i64,
    /// Resource requests that others have to do something with.
    #[diesel(sql_type = BigInt)]
    pub requests: i64,
    /// Those of them, of the units below it too, that wait for a review.
    #[diesel(sql_type = BigInt)]
    pub reviews: i64,
    #[diesel(sql_type = BigInt)]
    pub applications: i64,
    #[diesel(sql_type = BigInt)]
    pub projects: i64,
    #[diesel(sql_type = BigInt)]
    pub hosts: i64,
    #[diesel(sql_type = BigInt)]
    pub addresses: i64,
    #[diesel(sql_type = BigInt)]
    pub groups: i64,
}

/// Who answers for a department.
#[derive(Clone, Debug, QueryableByName)]
pub struct Answering {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = Array<SqlText>)]
    pub names: Vec<String>,
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("{}/{id}", super::LIST)
}

/// Colour, code and name of its state.
#[must_use]
pub const fn state(is_disabled: bool) -> (&'static str, &'static str, &'static str) {
    if is_disabled { ("mute", "disabled", "organisation-disabled") } else { ("ok", "enabled", "organisation-enabled") }
}

impl Department {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    #[must_use]
    pub fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }

    #[must_use]
    pub fn sector_code(&self) -> &str {
        self.sector.as_deref().unwrap_or_default()
    }

    #[must_use]
    pub fn special(&self) -> Option<Special> {
        self.special.as_deref().and_then(|code| code.parse().ok())
    }

    /// Whether its sector is its own to say: it stands directly below the province.
    #[must_use]
    pub fn says_its_sector(&self) -> bool {
        self.special.is_none() && self.parent_special.as_deref() == Some(Special::Province.code())
    }

    /// Whether it is the operator, or one of its teams.
    #[must_use]
    pub fn is_of_the_operator(&self) -> bool {
        self.sector.is_none() && self.special() != Some(Special::Province)
    }

    #[must_use]
    pub const fn state(&self) -> (&'static str, &'static str, &'static str) {
        state(self.disabled_at.is_some())
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "name": self.name,
            "code": self.code,
            "parent": self.parent,
            "sector": self.sector,
            "disabled_at": self.disabled_at,
        })
    }
}

#[cfg(test)]
impl Department {
    /// An ordinary one of that sector, below the province.
    pub fn sample(id: i64, sector: Option<Sector>) -> Self {
        Self {
            id,
            parent_id: Some(1),
            parent: Some("省".to_owned()),
            parent_special: Some("province".to_owned()),
            parent_is_disabled: false,
            name: format!("部门{id}"),
            code: format!("D{id}"),
            sector: sector.map(|sector| sector.code().to_owned()),
            special: None,
            disabled_at: None,
            subtree: vec![id],
            version: 1,
            created_at: Utc::now(),
            updated_at: Utc::now(),
        }
    }

    pub fn that_is(self, special: Special) -> Self {
        let sector = special.sector().map(|sector| sector.code().to_owned());
        Self { special: Some(special.code().to_owned()), sector, ..self }
    }
}
