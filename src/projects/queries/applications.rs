//! The applications that name a project. Small and from the table: applications call this room, which can't call them.

use diesel::{pg::Pg, prelude::*};

use crate::{
    error::AppResult,
    policy::{Actor, application_sight},
    schema::{applications, departments, users},
};

/// As many as are shown; no project has more.
const MOST: i64 = 200;

/// A line of the project's applications.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = applications, check_for_backend(Pg))]
pub struct ApplicationRow {
    pub id: i64,
    pub name: String,
    pub description: String,
    state: String,
    #[diesel(select_expression = users::display_name)]
    pub contact: String,
    #[diesel(select_expression = users::phone)]
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

/// Those in sight, by name.
///
/// # Errors
/// When the database can't be had.
pub fn applications(c: &mut PgConnection, who: &Actor, project: i64) -> AppResult<Vec<ApplicationRow>> {
    let in_sight = application_sight(who).departments().select(departments::id);
    let of_it = applications::table
        .inner_join(users::table.on(users::id.eq(applications::contact_id)))
        .filter(applications::project_id.eq(project))
        .filter(applications::department_id.eq_any(in_sight));
    let by_name = of_it.order((applications::name, applications::id)).limit(MOST);
    Ok(by_name.select(ApplicationRow::as_select()).load(c)?)
}
