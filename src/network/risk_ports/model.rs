//! A line of the table, as it is kept.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    network::{
        port::PortRange,
        risk::{RiskClass, RiskPolicy},
    },
    outbox::Record,
};

/// What the timeline and the audit log call a line of the table.
pub const RECORD_KIND: &str = "risk_port";

#[derive(Clone, Debug)]
pub struct Line {
    pub id: i64,
    pub ports: PortRange,
    pub service: String,
    pub class: RiskClass,
    pub policy: RiskPolicy,
    /// Why it is one; empty for those that the product began with.
    pub reason: String,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

impl Line {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", super::LIST, self.id)
    }

    /// Colour, code and name of what follows from it.
    #[must_use]
    pub const fn standing(&self) -> (&'static str, &'static str, &'static str) {
        match self.policy {
            RiskPolicy::RefusedToInternet => ("bad", "refused", "network-risk-refused"),
            RiskPolicy::Guarded => ("warn", "guarded", "network-risk-guarded"),
        }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.ports.to_string(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "ports": self.ports.to_string(),
            "service": self.service,
            "class": self.class.code(),
            "policy": self.policy.code(),
            "reason": self.reason,
        })
    }
}
