//! An entry of the log, as auditors read it.

use chrono::{DateTime, Utc};
use diesel::{dsl::sql, expression::SqlLiteral, prelude::*, sql_types::Text as SqlText};
use serde_json::Value;

use super::{
    changes::{self, Difference},
    words,
};
use crate::{schema::audit_entries, text::Text, web::list::micros};

/// One row of `audit_entries`, with the name its person has now.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct Entry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor_name: String,
    #[diesel(select_expression = display_name(), select_expression_type = SqlLiteral<SqlText>)]
    pub display_name: String,
    pub address: String,
    pub request_id: String,
    pub action: String,
    pub resource_type: String,
    pub resource_id: String,
    before: Option<Value>,
    after: Option<Value>,
}

fn display_name() -> SqlLiteral<SqlText> {
    sql("coalesce((SELECT u.display_name FROM users u WHERE u.id = audit_entries.actor_id), '')")
}

impl Entry {
    /// Its place in the order of time.
    #[must_use]
    pub fn place(&self) -> (i64, String) {
        (self.id, micros(self.at))
    }

    /// What was done, where it has words; else its code is all there is.
    #[must_use]
    pub fn action_label(&self) -> Option<Text> {
        words::action(&self.action)
    }

    /// What it was done with.
    #[must_use]
    pub fn resource_label(&self) -> Option<Text> {
        words::resource(&self.resource_type)
    }

    /// Whether the portal did it by itself.
    #[must_use]
    pub fn by_itself(&self) -> bool {
        self.actor_name == words::SYSTEM
    }

    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        changes::between(&self.resource_type, self.before.as_ref(), self.after.as_ref())
    }
}
