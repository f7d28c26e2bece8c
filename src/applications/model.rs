//! An application as it is stored.

use chrono::{DateTime, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    sql_types::{Nullable, Text as SqlText},
};
use serde_json::{Value, json};

use super::state::State;
use crate::{
    db::sql::{Sql, fragment},
    outbox::Record,
    policy::{Action, Actor, Sector},
    schema::{applications, departments, users},
};

/// What the timeline calls an application.
pub const RECORD_KIND: &str = "application";

/// A business system of a department.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = applications, check_for_backend(Pg))]
pub struct Application {
    pub id: i64,
    pub name: String,
    pub description: String,
    pub department_id: i64,
    pub contact_id: i64,
    #[diesel(deserialize_as = String)]
    pub state: State,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    pub project_id: Option<i64>,
    #[diesel(embed)]
    pub of: Of,
}

/// Whose it is, in words.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = applications, check_for_backend(Pg))]
pub struct Of {
    #[diesel(select_expression = departments::name)]
    pub department: String,
    #[diesel(select_expression = departments::sector)]
    sector: Option<String>,
    #[diesel(select_expression = users::display_name)]
    pub contact: String,
    #[diesel(select_expression = users::phone)]
    pub contact_phone: String,
    #[diesel(select_expression = users::email)]
    pub contact_email: String,
    #[diesel(select_expression = project_name(), select_expression_type = Sql<'static, Nullable<SqlText>>)]
    pub project: Option<String>,
}

fn project_name() -> Sql<'static, Nullable<SqlText>> {
    fragment("(SELECT name FROM projects WHERE id = applications.project_id)")
}

impl Application {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    /// How the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "name": self.name,
            "department": self.of.department,
            "description": self.description,
            "contact": self.of.contact,
            "project": self.of.project,
            "state": self.state.code(),
        })
    }

    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    #[must_use]
    pub fn may_be_managed_by(&self, who: &Actor) -> bool {
        who.may_in(Action::ManageApplications, self.department_id, self.sector())
    }

    /// Whether `who` may file tickets for it now.
    #[must_use]
    pub fn takes_tickets_of(&self, who: &Actor) -> bool {
        self.is_active() && self.belongs_to_a_filer(who)
    }

    /// Whether `who` may file tickets for it while it is active.
    #[must_use]
    pub fn belongs_to_a_filer(&self, who: &Actor) -> bool {
        who.may_in(Action::SubmitTickets, self.department_id, self.sector())
    }

    fn sector(&self) -> Option<Sector> {
        self.of.sector.as_deref().and_then(|code| code.parse().ok())
    }
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/applications/{id}")
}
