//! An account request as it is stored, with the names of who had a word in it.

use chrono::{DateTime, Utc};
use diesel::{allow_tables_to_appear_in_same_query, pg::Pg, prelude::*};
use serde_json::{Value, json};

use super::{
    form::rights,
    state::State,
    workflow::{Consent, Objection, Situation},
};
use crate::{
    outbox::Record,
    people::model::Rights,
    policy::{Filed, Grant, Role},
    schema::departments,
    text::Text,
};

/// What messages, the audit log and the timeline call it.
pub const RECORD_KIND: &str = "account_request";

diesel::table! {
    /// Of the view, which joins three users.
    account_requests_with_names (id) {
        id -> Int8,
        number -> Text,
        applicant_id -> Nullable<Int8>,
        department_id -> Int8,
        department -> Text,
        sector -> Nullable<Text>,
        region -> Text,
        project -> Text,
        username -> Text,
        display_name -> Text,
        role -> Text,
        quota_permissions -> Array<Text>,
        phone -> Text,
        email -> Text,
        language -> Text,
        reason -> Text,
        state -> Text,
        filed_at -> Timestamptz,
        due_at -> Timestamptz,
        consented_at -> Nullable<Timestamptz>,
        consented_by -> Text,
        objected_at -> Nullable<Timestamptz>,
        objected_by -> Text,
        objection -> Text,
        overruled_at -> Nullable<Timestamptz>,
        overruling -> Text,
        answered_at -> Nullable<Timestamptz>,
        answered_by -> Text,
        answer -> Text,
        project_id -> Nullable<Int8>,
        name_is_taken -> Bool,
        version -> Int4,
    }
}
allow_tables_to_appear_in_same_query!(account_requests_with_names, departments);

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = account_requests_with_names, check_for_backend(Pg))]
pub struct AccountRequest {
    pub id: i64,
    pub number: String,
    /// None for a visitor.
    pub applicant_id: Option<i64>,
    pub department_id: i64,
    pub department: String,
    sector: Option<String>,
    pub region: String,
    pub project: String,
    pub username: String,
    pub display_name: String,
    role: String,
    quota_permissions: Vec<String>,
    pub phone: String,
    pub email: String,
    pub language: String,
    pub reason: String,
    #[diesel(deserialize_as = String)]
    pub state: State,
    pub filed_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub consented_at: Option<DateTime<Utc>>,
    pub consented_by: String,
    pub objected_at: Option<DateTime<Utc>>,
    pub objected_by: String,
    pub objection: String,
    pub overruled_at: Option<DateTime<Utc>>,
    pub overruling: String,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: String,
    pub answer: String,
    pub project_id: Option<i64>,
    /// Somebody else has the name that is asked for.
    pub name_is_taken: bool,
    pub version: i32,
}

/// Where it is answered.
#[must_use]
pub fn path_of(number: &str) -> String {
    format!("/admin/account-requests/{number}")
}

/// Where anybody looks up how it stands.
#[must_use]
pub fn receipt_path_of(number: &str) -> String {
    format!("/account-requests/{number}")
}

impl AccountRequest {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.number)
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.number.clone(), path: self.path() }
    }

    /// What the table's check allows is what a role understands.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role.parse().unwrap_or(Role::DeptUser)
    }

    #[must_use]
    pub fn quotas(&self) -> Vec<Grant> {
        self.quota_permissions.iter().filter_map(|code| code.parse().ok()).collect()
    }

    /// What approving gives.
    #[must_use]
    pub fn rights(&self) -> Rights {
        rights(self.role(), &self.quotas())
    }

    #[must_use]
    pub fn situation(&self) -> Situation {
        let consent = match (needs_consent(self.role()), self.consented_at) {
            (false, _) => Consent::NotNeeded,
            (true, None) => Consent::Missing,
            (true, Some(_)) => Consent::Given,
        };
        let objection = match (self.objected_at, self.overruled_at) {
            (None, _) => Objection::None,
            (Some(_), None) => Objection::Stands,
            (Some(_), Some(_)) => Objection::Overruled,
        };
        Situation { state: self.state, consent, objection }
    }

    /// Whose it is, as the policy asks.
    #[must_use]
    pub fn filed(&self) -> Filed {
        let sector = self.sector.as_deref().and_then(|code| code.parse().ok());
        Filed { by: self.applicant_id.unwrap_or_default(), group: 0, department: self.department_id, sector }
    }

    /// What remains of the time in which it is to be answered, in whole hours.
    #[must_use]
    pub fn remaining(&self, now: DateTime<Utc>) -> Option<(&'static str, Text)> {
        if self.state != State::Pending {
            return None;
        }
        let left = self.due_at - now;
        let hours = |key, hours: i64| Text::new(key).with("hours", hours);
        Some(match left.num_minutes() {
            over if over < 0 => ("bad", hours("account-request-overdue", -left.num_hours())),
            short if short < 12 * 60 => ("warn", hours("account-request-remaining", left.num_hours())),
            _ => ("", hours("account-request-remaining", left.num_hours())),
        })
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "state": self.state.code(),
            "department": self.department,
            "username": self.username,
            "display_name": self.display_name,
            "roles": self.role,
            "grants": self.quota_permissions.join(" "),
            "email": self.email,
        })
    }
}

/// Whether the role is more than a department's own, so that a security administrator has a word in it (spec 1).
#[must_use]
pub const fn needs_consent(role: Role) -> bool {
    !matches!(role, Role::DeptUser | Role::DeptAdmin)
}
