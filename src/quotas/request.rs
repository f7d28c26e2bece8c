//! A quota request as it is stored, with the names in it.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

use super::{balance::Measure, state::State};
use crate::{
    outbox::Record,
    policy::{Filed, Sector},
};

/// What messages, the audit log and the timeline call it.
pub const RECORD_KIND: &str = "quota_request";

#[derive(Clone, Debug, QueryableByName)]
pub struct QuotaRequest {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub number: String,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = BigInt)]
    pub applicant_id: i64,
    #[diesel(sql_type = SqlText)]
    pub applicant: String,
    #[diesel(sql_type = BigInt)]
    pub department_id: i64,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    sector: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub parent_id: i64,
    #[diesel(sql_type = SqlText)]
    pub parent: String,
    /// The parent is the province, whose rights two departments exercise.
    #[diesel(sql_type = Bool)]
    pub is_at_root: bool,
    #[diesel(sql_type = SqlText)]
    pub reason: String,
    #[diesel(sql_type = Timestamptz)]
    pub filed_at: DateTime<Utc>,
    /// The number of the one below, which waits for this one.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub for_request: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub decided_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub decided_by: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub opinion: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    /// The number of the one that was filed above for it.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub upward: Option<String>,
    /// Somebody else could decide about it.
    #[diesel(sql_type = Bool)]
    pub is_decided: bool,
    /// How many metrics are asked for.
    #[diesel(sql_type = BigInt)]
    pub metrics: i64,
}

/// One of its lines.
#[derive(Clone, Debug, QueryableByName)]
pub struct Row {
    #[diesel(embed)]
    pub of: Measure,
    /// The increase.
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
    /// The department's total when it was filed, and now.
    #[diesel(sql_type = BigInt)]
    pub total_before: i64,
    #[diesel(sql_type = BigInt)]
    pub total: i64,
    /// What the parent can hand on now.
    #[diesel(sql_type = BigInt)]
    pub parent_remaining: i64,
}

#[must_use]
pub fn path_of(number: &str) -> String {
    format!("/quotas/requests/{number}")
}

impl QuotaRequest {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    /// What the table's check allows is what a state understands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Withdrawn)
    }

    #[must_use]
    pub fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }

    #[must_use]
    pub fn filed(&self) -> Filed {
        Filed { by: self.applicant_id, group: 0, department: self.department_id, sector: self.sector() }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.number.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({ "state": self.state, "department": self.department, "reason": self.reason, "opinion": self.opinion })
    }
}

impl Row {
    #[must_use]
    pub fn total_after(&self) -> i64 {
        self.total_before + self.amount
    }

    /// Whether the parent has less than is asked for.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.parent_remaining < self.amount
    }
}
