//! `/projects/new` and `/projects/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use chrono::Utc;
use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use super::sheet::{Sheet, Subject, edit_path};
use crate::{
    attachments::{self, Files, Limits},
    db::Db,
    error::AppResult,
    policy::Actor,
    projects::{
        commands,
        form::{ATTACHMENTS, ProjectForm},
        model::{NEW, Project, path_of_new},
        queries,
        workflow::Event,
    },
    web::{
        Ctx, Form,
        form::{Draft, Fields, Upload},
        kept,
        own_path::OwnPath,
        page,
        path::id_of,
    },
};

/// The button that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Save,
    /// The people of another department.
    Switch,
    RemoveFile(Uuid),
}

impl Press {
    fn of(fields: &Fields) -> Self {
        match (fields.first("remove_upload").and_then(|id| id.parse().ok()), fields.first("action")) {
            (Some(id), _) => Self::RemoveFile(id),
            (None, Some("switch")) => Self::Switch,
            (None, _) => Self::Save,
        }
    }
}

#[derive(Deserialize)]
pub struct Wanted {
    /// The form that lacks a project: who has made one goes back to it, with the project chosen.
    #[serde(default)]
    back: String,
    /// The department that form is for.
    #[serde(default)]
    department: String,
}

/// GET `/projects/new` (`back`, `department`)
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>, wanted: Query<Wanted>) -> AppResult<HttpResponse> {
    let (who, Wanted { back, department }) = (ctx.actor()?, wanted.into_inner());
    let back = form_to_go_back_to(&back);
    // One's own name is the likeliest contact.
    let typed = ProjectForm { contact: who.id.to_string(), department, back, ..ProjectForm::default() };
    let (subject, draft) = db
        .read(move |c| {
            let kept = kept::find(c, who.id, &path_of_new(&typed.back, &typed.department))?;
            let mut draft = Draft::new(typed.clone()).or_kept(kept);
            draft.typed.back.clone_from(&typed.back);
            Ok((Subject::new(c, &who, &draft.typed)?, draft))
        })
        .await?;
    show(&ctx, subject, draft)
}

/// An address of our own other than home, or nothing.
fn form_to_go_back_to(typed: &str) -> String {
    let path = OwnPath::read(typed);
    if path.as_str() == "/" { String::new() } else { path.as_str().to_owned() }
}

/// POST `/projects/new`, with any of the form's buttons.
///
/// # Errors
/// 403 for who makes none, 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, files: Data<Files>, form: Form<ProjectForm>) -> AppResult<HttpResponse> {
    receive(&ctx, &db, &files, None, form).await
}

/// GET `/projects/{id}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for anyone but its keeper, 409 when it is archived.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, draft) = db
        .read(move |c| {
            let project = changeable(c, &who, id, None)?;
            let carried = attachments::queries::of_project(c, id)?;
            let kept = kept::since(c, who.id, &edit_path(id), project.updated_at)?;
            let draft = Draft::new(ProjectForm::of(&project, &carried)).or_kept(kept);
            Ok((Subject::of(c, &who, project, carried, &draft.typed)?, draft))
        })
        .await?;
    show(&ctx, subject, draft)
}

/// POST `/projects/{id}/edit`, with any of the form's buttons.
///
/// # Errors
/// 404, 403, 409 over the record as it is now when it was changed since the page was drawn, 422 with
/// every refusal at its field.
pub async fn update(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    id: Path<String>,
    form: Form<ProjectForm>,
) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    receive(&ctx, &db, &files, Some(id), form).await
}

async fn receive(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    id: Option<i64>,
    mut form: Form<ProjectForm>,
) -> AppResult<HttpResponse> {
    let (who, press) = (ctx.actor()?, Press::of(&form.fields));
    form.typed.back = form_to_go_back_to(&form.typed.back);
    let uploads = std::mem::take(&mut form.uploads);
    let draft = take_files(ctx, db, files, id, Draft::posted(form), uploads).await?;
    let (draft, happened) = match (press, id) {
        (Press::Save, None) => (draft.send(db, who.clone(), create_as_typed).await?, "project-created"),
        (Press::Save, Some(id)) => {
            let change = move |tx: &mut PgConnection, who: &Actor, draft| update_as_typed(tx, who, id, draft);
            (draft.send(db, who.clone(), change).await?, "project-saved")
        }
        (Press::Switch, _) => (Err(draft), ""),
        (Press::RemoveFile(file), _) => (Err(without(ctx, db, id, draft, file).await?), ""),
    };
    match draft {
        Ok(path) => Ok(page::see_other_saying(&path, happened)),
        Err(draft) => {
            let typed = draft.typed.clone();
            let subject = db
                .read(move |c| match id {
                    None => Subject::new(c, &who, &typed),
                    Some(id) => {
                        let project = changeable(c, &who, id, None)?;
                        let carried = attachments::queries::of_project(c, id)?;
                        Subject::of(c, &who, project, carried, &typed)
                    }
                })
                .await?;
            show(ctx, subject, draft)
        }
    }
}

/// Files come to stay before anything is decided: a refused form has them listed.
async fn take_files(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    id: Option<i64>,
    draft: Draft<ProjectForm>,
    uploads: Vec<Upload>,
) -> AppResult<Draft<ProjectForm>> {
    if uploads.is_empty() {
        return Ok(draft);
    }
    let (who, files, mut draft) = (ctx.actor()?, files.clone(), draft);
    db.write(move |tx| {
        let carried = match id {
            Some(id) => {
                changeable(tx, &who, id, None)?;
                attachments::queries::of_project(tx, id)?
            }
            None => Vec::new(),
        };
        let listed = &draft.typed.uploaded;
        let already = carried.iter().filter(|file| listed.contains(&file.id)).count()
            + attachments::queries::loose_of(tx, &who, listed, &Limits::PROJECT)?.len();
        let uploads = uploads.into_iter().map(|upload| Upload { field: ATTACHMENTS.to_owned(), ..upload }).collect();
        let (taken, errors) =
            attachments::commands::take(tx, &files, &who, uploads, already, &Limits::PROJECT, Utc::now())?;
        draft.typed.uploaded.extend(taken.iter().map(|file| file.id));
        draft.errors.append(errors);
        Ok(draft)
    })
    .await
}

/// The draft without that file; one that the project carries is taken away when the form is saved.
async fn without(
    ctx: &Ctx,
    db: &Db,
    id: Option<i64>,
    mut draft: Draft<ProjectForm>,
    file: Uuid,
) -> AppResult<Draft<ProjectForm>> {
    let who = ctx.actor()?;
    draft.typed.uploaded.retain(|listed| *listed != file);
    db.write(move |tx| {
        if let Some(id) = id {
            changeable(tx, &who, id, None)?;
        }
        attachments::commands::remove_loose(tx, &who, file)
    })
    .await?;
    Ok(draft)
}

fn create_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<ProjectForm>) -> AppResult<String> {
    let Draft { typed, mut errors, .. } = draft;
    let department = errors.take("department", department_of(tx, who, &typed)?);
    let wanted = typed.parse(errors)?;
    let project = commands::create(tx, who, department.unwrap_or(who.department.id), &wanted, Utc::now())?;
    kept::forget(tx, who.id, NEW)?;
    if typed.back.is_empty() {
        return Ok(project.path());
    }
    kept::forget(tx, who.id, &path_of_new(&typed.back, &typed.department))?;
    kept::choose(tx, who.id, &typed.back, "project", &project.id.to_string())?;
    Ok(typed.back)
}

/// The department a new one is for: one's own, unless the page said another of those that one makes them for.
fn department_of(c: &mut PgConnection, who: &Actor, typed: &ProjectForm) -> AppResult<Result<i64, &'static str>> {
    if typed.department.is_empty() {
        return Ok(Ok(who.department.id));
    }
    let open = queries::departments(c, who)?;
    let chosen = typed.department.parse().ok().filter(|chosen| open.iter().any(|(id, _)| id == chosen));
    Ok(chosen.ok_or("project-department-foreign"))
}

fn update_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<ProjectForm>) -> AppResult<String> {
    changeable(tx, who, id, draft.seen)?;
    let wanted = draft.typed.parse(draft.errors)?;
    let project = commands::update(tx, who, id, draft.seen, &wanted, Utc::now())?;
    kept::forget(tx, who.id, &edit_path(id))?;
    Ok(project.path())
}

/// The project as `who` may change it, unless it was changed since version `seen`.
fn changeable(c: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Project> {
    let project = queries::find(c, who, id)?;
    commands::allow(c, who, &project, Event::Edit, seen)?;
    Ok(project)
}

fn show(ctx: &Ctx, subject: Subject, draft: Draft<ProjectForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    page::with_status(ctx, &Sheet::new(ctx, subject, draft), status)
}
