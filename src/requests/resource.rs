//! One delivered instance (spec 3, "Resources").

use chrono::{DateTime, Utc};
use diesel::{allow_tables_to_appear_in_same_query, pg::Pg, prelude::*};

use super::model::path_of;
use crate::{catalogue::product::Product, policy::Sector, schema::departments};

diesel::table! {
    /// Of the view, which joins the names of what a resource is about.
    resources_with_names (id) {
        id -> Int8,
        product -> Text,
        name -> Text,
        department_id -> Int8,
        department -> Text,
        sector -> Nullable<Text>,
        project_id -> Int8,
        project -> Text,
        region_id -> Int8,
        region -> Text,
        request_id -> Int8,
        request_number -> Text,
        applicant -> Text,
        applicant_id -> Int8,
        instance_id -> Text,
        host_id -> Nullable<Int8>,
        floating_ip -> Text,
        address -> Text,
        note -> Text,
        specification -> Text,
        state -> Text,
        delivered_by -> Text,
        delivered_at -> Timestamptz,
    }
}
allow_tables_to_appear_in_same_query!(resources_with_names, departments);

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = resources_with_names, check_for_backend(Pg))]
pub struct Resource {
    pub id: i64,
    pub product: Product,
    pub name: String,
    pub department_id: i64,
    pub department: String,
    sector: Option<String>,
    pub project_id: i64,
    pub project: String,
    pub region_id: i64,
    pub region: String,
    pub request_number: String,
    pub applicant: String,
    pub instance_id: String,
    pub host_id: Option<i64>,
    /// Of a server's host; else nothing.
    pub floating_ip: String,
    pub address: String,
    pub note: String,
    pub specification: String,
    state: String,
    pub delivered_by: String,
    pub delivered_at: DateTime<Utc>,
}

impl Resource {
    #[must_use]
    pub fn path(&self) -> String {
        format!("/resources/{}", self.id)
    }

    #[must_use]
    pub fn request_path(&self) -> String {
        path_of(&self.request_number)
    }

    #[must_use]
    pub fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }

    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.state == "returned"
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub fn state(&self) -> (&'static str, &'static str, &'static str) {
        state_mark(&self.state)
    }
}

/// The same of the state with that code.
#[must_use]
pub fn state_mark(code: &str) -> (&'static str, &'static str, &'static str) {
    match code {
        "returned" => ("mute", "returned", "request-resource-state-returned"),
        _ => ("ok", "in_use", "request-resource-state-in-use"),
    }
}
