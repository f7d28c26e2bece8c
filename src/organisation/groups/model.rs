//! A ticket group with its members.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*, sql_types::BigInt};
use serde_json::{Value, json};

use crate::{
    db::sql::{Sql, fragment},
    outbox::Record,
    schema::{departments, ticket_groups, users},
    text::Text,
};

/// What the timeline and the audit log call a group.
pub const RECORD_KIND: &str = "ticket_group";

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = ticket_groups, check_for_backend(Pg))]
pub struct Group {
    pub id: i64,
    pub department_id: i64,
    /// Empty for the department's default group.
    pub name: String,
    pub disabled_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    #[diesel(select_expression = departments::name)]
    pub department: String,
    /// Who may sign in.
    #[diesel(select_expression = members(), select_expression_type = Sql<'static, BigInt>)]
    pub members: i64,
}

fn members() -> Sql<'static, BigInt> {
    fragment("(SELECT count(*) FROM users u WHERE u.ticket_group_id = ticket_groups.id AND u.disabled_at IS NULL)")
}

/// Somebody of a group, or who could be.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(Pg))]
pub struct Member {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub ticket_group_id: i64,
    pub disabled_at: Option<DateTime<Utc>>,
}

impl Group {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", super::LIST, self.id)
    }

    #[must_use]
    pub const fn is_default(&self) -> bool {
        self.name.is_empty()
    }

    /// What it is called in words.
    #[must_use]
    pub fn label(&self) -> Text {
        if self.is_default() {
            "organisation-group-default".into()
        } else {
            Text::new("organisation-group-named").with("name", self.name.as_str())
        }
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
        let number = if self.is_default() { self.department.clone() } else { self.name.clone() };
        Record { kind: RECORD_KIND, id: self.id, number, path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({ "name": self.name, "department": self.department, "disabled_at": self.disabled_at })
    }
}
