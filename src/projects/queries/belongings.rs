//! What names a project. From the tables and views: those rooms call this one, which can't call them.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Json},
};
use serde::Deserialize;

use crate::{
    db::{Gathered, sql::Bindings},
    error::AppResult,
    policy::{Actor, application_sight},
    schema::departments,
};

/// All that belongs to a project, as far as its reader sees it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Belongings {
    /// By name.
    pub applications: Vec<ApplicationRow>,
    /// Who joined it, the first ones first.
    pub members: Vec<Member>,
    /// How many requests were made for it, one's own drafts among them.
    pub requests: i64,
    /// How many of them wait for somebody's decision, or to be delivered.
    pub requests_under_way: i64,
    /// How many resources it has in use.
    pub resources: i64,
}

/// Somebody who joined the project when their account was made.
#[derive(Clone, Debug, Deserialize)]
pub struct Member {
    pub name: String,
    pub username: String,
    pub phone: String,
    pub since: DateTime<Utc>,
}

/// A line of the project's applications.
#[derive(Clone, Debug, Deserialize)]
pub struct ApplicationRow {
    pub id: i64,
    pub name: String,
    pub description: String,
    state: String,
    pub contact: String,
    pub contact_phone: String,
}

impl ApplicationRow {
    #[must_use]
    pub fn path(&self) -> String {
        format!("/applications/{}", self.id)
    }

    /// Colour, code and name of its state.
    #[must_use]
    pub fn state(&self) -> (&'static str, &'static str, &'static str) {
        match self.state.as_str() {
            "retired" => ("mute", "retired", "application-state-retired"),
            _ => ("ok", "active", "application-state-active"),
        }
    }
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Json)]
    belongings: Gathered<Belongings>,
}

/// Of a project that `who` sees. One query; no project has more than 200 applications.
///
/// # Errors
/// When the database can't be had.
pub fn belongings(c: &mut PgConnection, who: &Actor, project: i64) -> AppResult<Belongings> {
    let mut bindings = Bindings::default();
    let (its, reader) = (bindings.add::<BigInt, _>(project), bindings.add::<BigInt, _>(who.id));
    let sight = bindings.add_part(application_sight(who).departments().select(departments::id));
    let requests = format!(
        "FROM resource_requests r WHERE r.project_id = {its} AND (r.submitted_at IS NOT NULL OR r.applicant_id = {reader})"
    );
    let stored: Stored = bindings
        .into_statement(format!(
            "SELECT json_build_object(
                 'applications', (SELECT coalesce(json_agg(a), '[]') FROM (
                     SELECT a.id, a.name, a.description, a.state, u.display_name AS contact, u.phone AS contact_phone
                     FROM applications a JOIN users u ON u.id = a.contact_id
                     WHERE a.project_id = {its} AND a.department_id IN ({sight})
                     ORDER BY a.name, a.id LIMIT 200) a),
                 'members', (SELECT coalesce(json_agg(m), '[]') FROM (
                     SELECT u.display_name AS name, u.username, u.phone, p.since
                     FROM project_members p JOIN users u ON u.id = p.user_id
                     WHERE p.project_id = {its} AND u.disabled_at IS NULL ORDER BY p.since, u.id LIMIT 200) m),
                 'requests', (SELECT count(*) {requests}),
                 'requests_under_way', (SELECT count(*) {requests} AND r.due_at IS NOT NULL),
                 'resources', (SELECT count(*) FROM resources_with_names s
                               WHERE s.project_id = {its} AND s.state = 'in_use')) AS belongings"
        ))
        .get_result(c)?;
    Ok(stored.belongings.0)
}
