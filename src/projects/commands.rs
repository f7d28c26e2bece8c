//! The verbs of projects.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::{
    form::Wanted,
    model::{Project, RECORD_KIND},
    queries,
    workflow::{self, Event},
};
use crate::{
    attachments::{self, Attachment},
    error::{AppError, AppResult},
    outbox::{self, Event as Told, Mail, Notice},
    policy::{Action, Actor},
    schema::{project_members, projects, users},
    text::{self, Text},
    web::form::Errors,
};

/// Makes a new project of `department`, which `who` keeps.
///
/// # Errors
/// 403 for who makes none, 422 when the department isn't among those they make them for, the name is taken, or a person
/// isn't an active account there.
pub fn create(
    tx: &mut PgConnection,
    who: &Actor,
    department: i64,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Project> {
    if !who.may(Action::ManageProjects) {
        return Err(AppError::forbidden());
    }
    if !queries::departments(tx, who)?.iter().any(|(id, _)| *id == department) {
        return Err(AppError::at("department", "project-department-foreign"));
    }
    require_people(tx, department, &[("contact_id", wanted.contact), ("owner_id", wanted.owner)])?;
    let id: i64 = diesel::insert_into(projects::table)
        .values((
            projects::department_id.eq(department),
            projects::name.eq(&wanted.name),
            projects::description.eq(&wanted.description),
            projects::contact_id.eq(wanted.contact),
            projects::owner_id.eq(wanted.owner),
            projects::keeper_id.eq(who.id),
            projects::created_at.eq(now),
            projects::updated_at.eq(now),
        ))
        .returning(projects::id)
        .get_result(tx)?;
    attachments::commands::attach_to_project(tx, who, &wanted.files, id)?;
    let (project, files) = (queries::find(tx, who, id)?, attachments::queries::of_project(tx, id)?);
    let told = Told::new("createProject", RECORD_KIND, project.record())
        .changed(None, Some(project.facts(&files)))
        .on_timeline("project-timeline-created".into());
    outbox::tell(tx, who, &told)?;
    Ok(project)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403 for anyone but its keeper, 409 when it is archived or was changed since, and 422 as for [`create`].
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Project> {
    let before = queries::lock(tx, who, id)?;
    allow(tx, who, &before, Event::Edit, seen)?;
    // Who was named before may have left since, and needn't be replaced for that.
    let named = [("contact_id", wanted.contact, before.contact_id), ("owner_id", wanted.owner, before.owner_id)];
    let anew: Vec<(&str, i64)> =
        named.into_iter().filter(|(_, now, then)| now != then).map(|(field, now, _)| (field, now)).collect();
    require_people(tx, before.department_id, &anew)?;
    let carried = attachments::queries::of_project(tx, id)?;
    attachments::commands::attach_to_project(tx, who, &wanted.files, id)?;
    let carries = attachments::queries::of_project(tx, id)?;
    let Some(fields) = difference(&before, wanted, ids(&carried) != ids(&carries)) else { return Ok(before) };
    diesel::update(projects::table.find(id))
        .set((
            projects::name.eq(&wanted.name),
            projects::description.eq(&wanted.description),
            projects::contact_id.eq(wanted.contact),
            projects::owner_id.eq(wanted.owner),
            projects::updated_at.eq(now),
            projects::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find(tx, who, id)?;
    let told = Told::new("updateProject", RECORD_KIND, after.record())
        .changed(Some(before.facts(&carried)), Some(after.facts(&carries)))
        .on_timeline(fields);
    outbox::tell(tx, who, &told)?;
    Ok(after)
}

/// Makes an account a member of the department's project of that name, decided elsewhere: its id. None where there is no
/// such project, or it is archived.
///
/// # Errors
/// When the database refuses.
pub fn join(
    tx: &mut PgConnection,
    who: &Actor,
    department: i64,
    name: &str,
    user: i64,
    now: DateTime<Utc>,
) -> AppResult<Option<i64>> {
    let Some(project) = queries::open_named(tx, department, name)? else { return Ok(None) };
    let joined = diesel::insert_into(project_members::table)
        .values((
            project_members::project_id.eq(project.id),
            project_members::user_id.eq(user),
            project_members::since.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(tx)?;
    if joined == 1 {
        let member: String = users::table.find(user).select(users::display_name).first(tx)?;
        let event = Told::new("joinProject", RECORD_KIND, project.record())
            .changed(None, Some(json!({ "person": member })))
            .on_timeline(Text::new("project-timeline-joined").with("member", member.as_str()));
        outbox::tell(tx, who, &event)?;
    }
    Ok(Some(project.id))
}

/// Archives it, restores it, or takes it over: who kept it before is told. [`update`] is for what its form says.
///
/// # Errors
/// 404, 403, 409 when it can't be done in its state or it was changed since version `seen`.
pub fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    event: Event,
    now: DateTime<Utc>,
) -> AppResult<Project> {
    let before = queries::lock(tx, who, id)?;
    let state = allow(tx, who, &before, event, seen)?;
    let (action, said) = match event {
        // It says what it changes.
        Event::Edit => return Ok(before),
        Event::Archive => ("archiveProject", "project-timeline-archived"),
        Event::Restore => ("restoreProject", "project-timeline-restored"),
        Event::TakeOver => ("takeOverProject", "project-timeline-taken-over"),
    };
    let keeper = if event == Event::TakeOver { who.id } else { before.keeper_id };
    diesel::update(projects::table.find(id))
        .set((
            projects::state.eq(state.code()),
            projects::keeper_id.eq(keeper),
            projects::updated_at.eq(now),
            projects::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let (after, files) = (queries::find(tx, who, id)?, attachments::queries::of_project(tx, id)?);
    let mut told = Told::new(action, RECORD_KIND, after.record())
        .changed(Some(before.facts(&files)), Some(after.facts(&files)))
        .on_timeline(Text::new(said).with("keeper", before.keeper.as_str()));
    if event == Event::TakeOver {
        told = told.telling(taken_over(who, &before));
    }
    outbox::tell(tx, who, &told)?;
    Ok(after)
}

fn taken_over(who: &Actor, before: &Project) -> Notice {
    let said = |key| Text::new(key).with("who", who.display_name.as_str()).with("name", before.name.as_str());
    Notice {
        to: vec![before.keeper_id],
        kind: RECORD_KIND,
        title: said("project-told-taken-over"),
        body: said("project-told-taken-over-what"),
        mail: Mail::AsChosen,
    }
}

/// The state that it leads to, where `who` may do it with what they saw in version `seen`.
///
/// # Errors
/// 403, 409.
pub fn allow(
    c: &mut PgConnection,
    who: &Actor,
    project: &Project,
    event: Event,
    seen: Option<i32>,
) -> AppResult<super::state::State> {
    if !project.lets(who, event) {
        return Err(match event {
            Event::TakeOver => AppError::forbidden(),
            _ => AppError::NotAllowed(Text::new("project-not-yours").with("keeper", project.keeper.as_str())),
        });
    }
    if seen.is_some_and(|seen| seen != project.version) {
        return Err(outbox::changed_meanwhile(c, RECORD_KIND, project.id)?);
    }
    workflow::next(project.situation(who), event).map_err(AppError::NotNow)
}

/// Each with the field that names them.
fn require_people(c: &mut PgConnection, department: i64, named: &[(&str, i64)]) -> AppResult<()> {
    if named.is_empty() {
        return Ok(());
    }
    let wanted: Vec<i64> = named.iter().map(|(_, id)| *id).collect();
    let eligible = queries::eligible(c, department, &wanted)?;
    let mut errors = Errors::default();
    for (field, _) in named.iter().filter(|(_, id)| !eligible.contains(id)) {
        errors.add(*field, "project-person-unknown");
    }
    Ok(errors.finish(|| Some(()))?)
}

fn ids(files: &[Attachment]) -> Vec<Uuid> {
    files.iter().map(|file| file.id).collect()
}

/// What the timeline says of the change; none if there is no change.
fn difference(before: &Project, wanted: &Wanted, other_files: bool) -> Option<Text> {
    let changes = [
        (before.name != wanted.name, "project-name"),
        (before.contact_id != wanted.contact, "project-contact"),
        (before.owner_id != wanted.owner, "project-owner"),
        (before.description != wanted.description, "project-description"),
        (other_files, "project-attachments"),
    ];
    let changed = text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)));
    changed.map(|fields| Text::new("project-timeline-changed").with("fields", fields))
}
