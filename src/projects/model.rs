//! A project as it is stored.

use chrono::{DateTime, Utc};
use diesel::{allow_tables_to_appear_in_same_query, pg::Pg, prelude::*};
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::{
    state::State,
    workflow::{Event, Situation},
};
use crate::{
    attachments::Attachment,
    outbox::Record,
    policy::{Action, Actor, Sector},
    schema::departments,
};

/// What the timeline calls a project.
pub const RECORD_KIND: &str = "project";
/// The address of the form that makes one.
pub const NEW: &str = "/projects/new";

/// The same, for the form at `back` that lacks a project of `department`; of the plain form without.
#[must_use]
pub fn path_of_new(back: &str, department: &str) -> String {
    if back.is_empty() {
        return NEW.to_owned();
    }
    let asked = Serializer::new(String::new()).append_pair("back", back).append_pair("department", department).finish();
    format!("{NEW}?{asked}")
}

diesel::table! {
    /// Of the view, which joins three users.
    projects_with_people (id) {
        id -> Int8,
        department_id -> Int8,
        department -> Text,
        sector -> Nullable<Text>,
        name -> Text,
        description -> Text,
        contact_id -> Int8,
        contact -> Text,
        contact_phone -> Text,
        contact_email -> Text,
        owner_id -> Int8,
        owner -> Text,
        owner_phone -> Text,
        owner_email -> Text,
        keeper_id -> Int8,
        keeper -> Text,
        state -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
    }
}
allow_tables_to_appear_in_same_query!(projects_with_people, departments);

/// What resources are applied for and billed by.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = projects_with_people, check_for_backend(Pg))]
pub struct Project {
    pub id: i64,
    pub department_id: i64,
    pub department: String,
    sector: Option<String>,
    pub name: String,
    pub description: String,
    pub contact_id: i64,
    pub contact: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub owner_id: i64,
    pub owner: String,
    pub owner_phone: String,
    pub owner_email: String,
    pub keeper_id: i64,
    pub keeper: String,
    #[diesel(deserialize_as = String)]
    pub state: State,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
}

impl Project {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    /// How the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it and of the files that it carries.
    #[must_use]
    pub fn facts(&self, files: &[Attachment]) -> Value {
        let files: Vec<&str> = files.iter().map(|file| file.file_name.as_str()).collect();
        json!({
            "name": self.name,
            "department": self.department,
            "description": self.description,
            "contact": self.contact,
            "owner": self.owner,
            "keeper": self.keeper,
            "state": self.state.code(),
            "attachments": files.join(" "),
        })
    }

    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    #[must_use]
    pub fn situation(&self, who: &Actor) -> Situation {
        Situation { state: self.state, is_kept_by_asker: self.keeper_id == who.id }
    }

    /// Whether `who` may do that with it at all, whatever its state: its keeper may change it, an administrator of its
    /// department take it over.
    #[must_use]
    pub fn lets(&self, who: &Actor, event: Event) -> bool {
        match event {
            Event::Edit | Event::Archive | Event::Restore => {
                self.keeper_id == who.id && who.may_in(Action::ManageProjects, self.department_id, self.sector())
            }
            Event::TakeOver => who.may_in(Action::TakeOverProjects, self.department_id, self.sector()),
        }
    }

    fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/projects/{id}")
}
