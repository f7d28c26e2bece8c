//! `/admin/departments/{id}/move`: below what else it shall be.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::edit::parents;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    organisation::departments::{
        LIST, commands,
        form::DepartmentForm,
        model::{Department, path_of},
        queries::{self, Chosen},
        workflow,
    },
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
    },
};

#[derive(Template)]
#[template(path = "organisation/department_move.html")]
struct Place {
    ctx: Ctx,
    errors: Errors,
    it: Department,
    path: String,
    submission: Uuid,
    version: i32,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    parent: Field,
    parents: Vec<Choice>,
}

/// GET `/admin/departments/{id}/move`
///
/// # Errors
/// 404 when there is none, 409 for one that stays where it is.
pub async fn choose(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, kept) = db
        .read(move |c| {
            let subject = movable(c, id)?;
            let kept = kept::since(c, who.id, &move_path(id), subject.0.updated_at)?;
            Ok((subject, kept))
        })
        .await?;
    let draft = Draft::new(DepartmentForm::from(&subject.0)).or_kept(kept);
    draw(&ctx, subject, draft)
}

/// POST `/admin/departments/{id}/move` (`parent`)
///
/// # Errors
/// 404, 403, 409 for one that stays where it is, or over what it is now when it was changed since the page was drawn, 422
/// when it can't be there.
pub async fn place(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<DepartmentForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let sent = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        workflow::is_ordinary(&before).map_err(AppError::NotNow)?;
        let mut errors = draft.errors;
        let parent = errors.take("parent", draft.typed.parent.parse().map_err(|_| "organisation-parent-missing"));
        let parent = errors.finish(|| parent)?;
        let it = commands::place(tx, who, &before, parent, Utc::now())?;
        kept::forget(tx, who.id, &move_path(id))?;
        Ok(it.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-department-moved")),
        Err(draft) => {
            let subject = db.read(move |c| movable(c, id)).await?;
            draw(&ctx, subject, draft)
        }
    }
}

fn move_path(id: i64) -> String {
    format!("{}/move", path_of(id))
}

/// The department, and what it can be put below.
fn movable(c: &mut PgConnection, id: i64) -> AppResult<(Department, Vec<Chosen>)> {
    let it = queries::find(c, id)?;
    workflow::is_ordinary(&it).map_err(AppError::NotNow)?;
    Ok((it, queries::places(c, Some(id))?))
}

fn draw(ctx: &Ctx, (it, places): (Department, Vec<Chosen>), draft: Draft<DepartmentForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let parents = parents(ctx, places, &typed.parent);
    let parent = Field::new("parent", "organisation-parent-new", typed.parent)
        .hinted("organisation-move-hint")
        .checked(&errors)
        .required();
    let now = it.parent_id.map(|id| id.to_string()).unwrap_or_default();
    let page = Place {
        path: move_path(it.id),
        submission,
        version: seen.unwrap_or(it.version),
        kept,
        changes: overtaken.map(|says| Changes::new(says, [Change::chosen(&parent, &parents, &now)])),
        parent,
        parents,
        it,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &page, status)
}
