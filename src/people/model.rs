//! A person as others see them.

mod rights;

use chrono::{DateTime, Utc};
use diesel::{allow_tables_to_appear_in_same_query, pg::Pg, prelude::*};
use serde_json::{Value, json};

pub use super::form::Wanted as PersonData;
pub use rights::{Rights, fits, seat};

use super::state::State;
use crate::{
    accounts::model::RECORD_KIND,
    outbox::Record,
    policy::{Grant, Role, RoleKind},
    schema::user_roles,
    text::Text,
};

diesel::table! {
    /// Of the view, which tells everybody's rights.
    people (id) {
        id -> Int8,
        username -> Text,
        display_name -> Text,
        phone -> Text,
        email -> Text,
        language -> Text,
        department_id -> Int8,
        department -> Text,
        special -> Text,
        ticket_group_id -> Int8,
        ticket_group -> Text,
        state -> Text,
        roles -> Array<Text>,
        grants -> Array<Text>,
        locked_until -> Nullable<Timestamptz>,
        last_signed_in_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
    }
}
allow_tables_to_appear_in_same_query!(people, user_roles);

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = people, check_for_backend(Pg))]
pub struct Person {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub phone: String,
    pub email: String,
    pub language: String,
    pub department_id: i64,
    pub department: String,
    special: String,
    pub ticket_group_id: i64,
    /// Empty for the department's own.
    pub ticket_group: String,
    #[diesel(deserialize_as = String)]
    pub state: State,
    roles: Vec<String>,
    grants: Vec<String>,
    pub locked_until: Option<DateTime<Utc>>,
    pub last_signed_in_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
}

/// Where platform administrators look at somebody.
#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/admin/users/{id}")
}

/// Where security administrators do.
#[must_use]
pub fn rights_path_of(id: i64) -> String {
    format!("/admin/grants/{id}")
}

impl Person {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    #[must_use]
    pub fn rights_path(&self) -> String {
        rights_path_of(self.id)
    }

    /// How the timeline and the audit log call them. What they are told of themselves leads to their own page.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.username.clone(), path: "/me".to_owned() }
    }

    /// In the order of the published matrix. What the tables' checks allow is what roles and grants understand.
    #[must_use]
    pub fn rights(&self) -> Rights {
        Rights {
            roles: Role::ALL.into_iter().filter(|role| self.roles.iter().any(|code| code == role.code())).collect(),
            grants: Grant::ALL.into_iter().filter(|it| self.grants.iter().any(|code| code == it.code())).collect(),
        }
    }

    #[must_use]
    pub fn role_labels(&self) -> Vec<Text> {
        self.rights().roles.into_iter().map(Role::label).collect()
    }

    #[must_use]
    pub fn grant_labels(&self) -> Vec<Text> {
        self.rights().grants.into_iter().map(Grant::label).collect()
    }

    /// What roles they can have.
    #[must_use]
    pub fn seat(&self) -> RoleKind {
        seat(&self.special)
    }

    /// What the audit log keeps of their data.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "username": self.username,
            "display_name": self.display_name,
            "department": self.department,
            "ticket_group": self.ticket_group,
            "phone": self.phone,
            "email": self.email,
            "language": self.language,
        })
    }
}
