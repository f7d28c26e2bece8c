//! The verbs of applications.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    form::{UNKNOWN_PROJECT, Wanted},
    model::{Application, RECORD_KIND},
    queries,
    state::State,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    projects,
    schema::applications,
    text::{self, Text},
};

/// Registers a new application of `department`.
///
/// # Errors
/// 403 for who doesn't manage that department's, 422 when the name is taken, the contact isn't of
/// the department, or the project isn't or is archived.
pub fn create(
    tx: &mut PgConnection,
    who: &Actor,
    department: i64,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Application> {
    // Managing reaches one's own department alone, whatever its sector.
    if !who.may_in(Action::ManageApplications, department, None) {
        return Err(AppError::forbidden());
    }
    require_contact(tx, department, wanted.contact)?;
    require_project(tx, who, department, wanted.project)?;
    let id: i64 = diesel::insert_into(applications::table)
        .values((
            applications::department_id.eq(department),
            applications::name.eq(&wanted.name),
            applications::description.eq(&wanted.description),
            applications::contact_id.eq(wanted.contact),
            applications::project_id.eq(wanted.project),
            applications::created_at.eq(now),
            applications::updated_at.eq(now),
        ))
        .returning(applications::id)
        .get_result(tx)?;
    let application = queries::find(tx, who, id)?;
    let event = Event::new("createApplication", RECORD_KIND, application.record())
        .changed(None, Some(application.facts()))
        .on_timeline("application-timeline-created".into());
    outbox::tell(tx, who, &event)?;
    Ok(application)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403, 409 when it was changed since, and 422 as for [`create`].
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Application> {
    let before = queries::lock(tx, who, id)?;
    allow_change(tx, who, &before, seen)?;
    // Who was contact before may have left the department since, and needn't be replaced for that.
    if wanted.contact != before.contact_id {
        require_contact(tx, before.department_id, wanted.contact)?;
    }
    // Nor need it leave a project that was archived since.
    if wanted.project != before.project_id {
        require_project(tx, who, before.department_id, wanted.project)?;
    }
    let Some(said) = difference(&before, wanted) else { return Ok(before) };
    diesel::update(applications::table.find(id))
        .set((
            applications::name.eq(&wanted.name),
            applications::description.eq(&wanted.description),
            applications::contact_id.eq(wanted.contact),
            applications::project_id.eq(wanted.project),
            applications::state.eq(wanted.state.code()),
            applications::updated_at.eq(now),
            applications::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find(tx, who, id)?;
    let event = Event::new("updateApplication", RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(said);
    outbox::tell(tx, who, &event)?;
    Ok(after)
}

/// Whether `who` may change what they saw in version `seen`.
///
/// # Errors
/// 403 for who doesn't manage it, 409 when it was changed since.
pub fn allow_change(c: &mut PgConnection, who: &Actor, application: &Application, seen: Option<i32>) -> AppResult<()> {
    if !application.may_be_managed_by(who) {
        return Err(AppError::forbidden());
    }
    if seen.is_some_and(|seen| seen != application.version) {
        return Err(outbox::changed_meanwhile(c, RECORD_KIND, application.id)?);
    }
    Ok(())
}

fn require_contact(c: &mut PgConnection, department: i64, contact: i64) -> AppResult<()> {
    if queries::is_contact(c, department, contact)? {
        Ok(())
    } else {
        Err(AppError::at("contact", "application-contact-unknown"))
    }
}

fn require_project(tx: &mut PgConnection, who: &Actor, department: i64, project: Option<i64>) -> AppResult<()> {
    let Some(project) = project else { return Ok(()) };
    match projects::queries::open_for_naming(tx, who, department, project) {
        Ok(_) => Ok(()),
        Err(AppError::NotFound) => Err(AppError::at("project", UNKNOWN_PROJECT)),
        Err(AppError::NotNow(why)) => Err(AppError::at("project", why)),
        Err(other) => Err(other),
    }
}

/// What the timeline says of the change; none if there is no change.
fn difference(before: &Application, wanted: &Wanted) -> Option<Text> {
    let changes = [
        (before.name != wanted.name, "application-name"),
        (before.description != wanted.description, "application-description"),
        (before.contact_id != wanted.contact, "application-contact"),
        (before.project_id != wanted.project, "application-project"),
    ];
    let changed = text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)));
    let turned = (before.state != wanted.state).then_some(match wanted.state {
        State::Active => "application-timeline-restored",
        State::Retired => "application-timeline-retired",
    });
    match (turned, changed) {
        (None, None) => None,
        (Some(turned), None) => Some(Text::new(turned)),
        (None, Some(fields)) => Some(Text::new("application-timeline-changed").with("fields", fields)),
        (Some(turned), Some(fields)) => {
            Some(Text::new("application-timeline-also").with("turned", Text::new(turned)).with("fields", fields))
        }
    }
}
