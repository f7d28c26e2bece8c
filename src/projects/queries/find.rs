use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*};

use crate::{
    error::{AppError, AppResult},
    policy::{Action, Actor, project_sight},
    projects::model::{Project, projects_with_people as known},
    schema::{departments, projects},
};

/// Projects with their department and people.
pub type Visible = IntoBoxed<'static, known::table, Pg>;

/// What `who` sees (spec 1, "The permission matrix").
#[must_use]
pub fn visible_to(who: &Actor) -> Visible {
    let in_sight = project_sight(who).departments().select(departments::id);
    known::table.filter(known::department_id.eq_any(in_sight)).into_boxed()
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Project> {
    Ok(visible_to(who).filter(known::id.eq(id)).select(Project::as_select()).first(c)?)
}

/// The same, and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Project> {
    projects::table.find(id).select(projects::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, id)
}

/// The project of this department that something new names. It isn't archived while the transaction lasts.
///
/// # Errors
/// 404 when there is none in sight, 409 when it is archived.
pub fn open_for_naming(tx: &mut PgConnection, who: &Actor, department: i64, id: i64) -> AppResult<Project> {
    projects::table.find(id).select(projects::id).for_share().first::<i64>(tx)?;
    let project = find(tx, who, id)?;
    if project.department_id != department {
        Err(AppError::NotFound)
    } else if project.is_active() {
        Ok(project)
    } else {
        Err(AppError::NotNow("project-archived-not-named".into()))
    }
}

/// The department's project of that name, unless it is archived; it stays so while the transaction lasts.
///
/// # Errors
/// When the database can't be had.
pub fn open_named(tx: &mut PgConnection, department: i64, name: &str) -> AppResult<Option<Project>> {
    let of_it = projects::table.filter(projects::department_id.eq(department)).filter(projects::name.eq(name));
    let open = of_it.filter(projects::state.eq("active")).select(projects::id);
    let Some(id) = open.for_share().first::<i64>(tx).optional()? else { return Ok(None) };
    Ok(Some(known::table.filter(known::id.eq(id)).select(Project::as_select()).first(tx)?))
}

/// The ids and names of what something new of this department may name, and of `also`, which it names already.
///
/// # Errors
/// When the database can't be had.
pub fn nameable(
    c: &mut PgConnection,
    who: &Actor,
    department: i64,
    also: Option<i64>,
) -> AppResult<Vec<(i64, String)>> {
    let of_it = visible_to(who).filter(known::department_id.eq(department));
    let open = of_it.filter(known::state.eq("active").or(known::id.eq(also.unwrap_or_default())));
    Ok(open.order((known::name, known::id)).select((known::id, known::name)).load(c)?)
}

/// The departments that `who` may make projects for: ids and names.
///
/// # Errors
/// When the database can't be had.
pub fn departments(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<(i64, String)>> {
    who.sight(Action::ManageProjects).named_departments(c)
}
