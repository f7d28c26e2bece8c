//! A delegation as it is stored.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamptz},
};
use serde_json::{Value, json};

use super::state::State;
use crate::outbox::Record;

/// What the timeline, messages and the audit log call it.
pub const RECORD_KIND: &str = "delegation";
/// Where one's delegations are.
pub const PATH: &str = "/approvals/delegation";

#[derive(Clone, Debug, Default, QueryableByName)]
pub struct Delegation {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = BigInt)]
    pub delegator_id: i64,
    #[diesel(sql_type = Text)]
    pub delegator: String,
    #[diesel(sql_type = BigInt)]
    pub delegate_id: i64,
    #[diesel(sql_type = Text)]
    pub delegate: String,
    #[diesel(sql_type = Date)]
    pub first_day: NaiveDate,
    #[diesel(sql_type = Date)]
    pub last_day: NaiveDate,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
}

impl Delegation {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{PATH}/{}", self.id)
    }

    #[must_use]
    pub fn state(&self, today: NaiveDate) -> State {
        State::of(self, today)
    }

    /// How messages and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.delegator.clone(), path: PATH.to_owned() }
    }

    /// What of it the audit log keeps.
    #[must_use]
    pub fn audited(&self) -> Value {
        json!({
            "delegator": self.delegator,
            "delegate": self.delegate,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "ended_at": self.ended_at,
        })
    }
}
