//! A time of maintenance.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::{Value, json};

use crate::{outbox::Record, schema::maintenance_windows, web::i18n::time_in_shanghai};

/// What the timeline and the audit log call one.
pub const RECORD_KIND: &str = "maintenance";

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = maintenance_windows, check_for_backend(Pg))]
pub struct Window {
    pub id: i64,
    pub begins_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub notice_zh: String,
    pub notice_en: String,
    pub version: i32,
}

impl Window {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", super::PATH, self.id)
    }

    #[must_use]
    pub fn has_ended(&self, now: DateTime<Utc>) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub fn state(&self, now: &DateTime<Utc>) -> (&'static str, &'static str, &'static str) {
        if self.has_ended(*now) {
            ("mute", "ended", "maintenance-ended")
        } else if self.begins_at <= *now {
            ("warn", "on", "maintenance-state-on")
        } else {
            ("run", "planned", "maintenance-planned")
        }
    }

    #[must_use]
    pub fn record(&self) -> Record {
        let number = time_in_shanghai(self.begins_at);
        Record { kind: RECORD_KIND, id: self.id, number, path: super::PATH.to_owned() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "begins_at": self.begins_at,
            "ends_at": self.ends_at,
            "notice_zh": self.notice_zh,
            "notice_en": self.notice_en,
        })
    }
}
