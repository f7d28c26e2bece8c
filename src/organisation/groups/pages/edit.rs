//! `/admin/ticket-groups/new` and `/admin/ticket-groups/{id}/edit`

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::list::choices;
use crate::{
    db::Db,
    error::AppResult,
    organisation::groups::{
        LIST, commands,
        form::{GroupForm, NAME},
        model::Group,
        queries,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
    },
};

const NEW: &str = "/admin/ticket-groups/new";

#[derive(Template)]
#[template(path = "organisation/group_edit.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    title: Text,
    path: String,
    /// Where one goes who leaves it be.
    back: String,
    submission: Uuid,
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    /// Of a new one.
    department: Option<(Field, Vec<Choice>)>,
    name: Field,
}

/// What the form is about.
enum Subject {
    New(Vec<(i64, String)>),
    Known(Group),
}

/// Whose a new one is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Of {
    department: String,
}

/// GET `/admin/ticket-groups/new` (`department`)
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>, of: Query<Of>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (departments, kept) = db.read(move |c| Ok((queries::departments(c)?, kept::find(c, who.id, NEW)?))).await?;
    let empty = GroupForm { department: of.into_inner().department, ..GroupForm::default() };
    draw(&ctx, Subject::New(departments), Draft::new(empty).or_kept(kept))
}

/// POST `/admin/ticket-groups/new` (`department`, `name`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<GroupForm>) -> AppResult<HttpResponse> {
    let made = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let it = commands::create(tx, who, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, NEW)?;
        Ok(it.path())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-group-created")),
        Err(draft) => {
            let departments = db.read(queries::departments).await?;
            draw(&ctx, Subject::New(departments), draft)
        }
    }
}

/// GET `/admin/ticket-groups/{id}/edit`
///
/// # Errors
/// 404 when there is none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (it, kept) = db
        .read(move |c| {
            let it = queries::find(c, id)?;
            let kept = kept::since(c, who.id, &edit_path(&it), it.updated_at)?;
            Ok((it, kept))
        })
        .await?;
    let draft = Draft::new(GroupForm { name: it.name.clone(), ..GroupForm::default() }).or_kept(kept);
    draw(&ctx, Subject::Known(it), draft)
}

/// POST `/admin/ticket-groups/{id}/edit` (`name`)
///
/// # Errors
/// 404, 403, 409 for the default one, or over the group as it is now when it was changed since the page was drawn, 422 when
/// the name is none, or taken.
pub async fn rename(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<GroupForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let renamed = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        let it = commands::rename(tx, who, &before, &draft.typed.name(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, &edit_path(&it))?;
        Ok(it.path())
    });
    match renamed.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-saved")),
        Err(draft) => {
            let it = db.read(move |c| queries::find(c, id)).await?;
            draw(&ctx, Subject::Known(it), draft)
        }
    }
}

fn edit_path(it: &Group) -> String {
    format!("{}/edit", it.path())
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<GroupForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
    let page = Edit {
        title: "organisation-group-new".into(),
        path: NEW.to_owned(),
        back: LIST.to_owned(),
        submission,
        version: None,
        kept,
        changes: None,
        department: None,
        name: field("name", "organisation-group-name", &typed.name).at_most(NAME),
        errors: errors.clone(),
        ctx: ctx.clone(),
    };
    let page = match subject {
        Subject::New(departments) => Edit {
            department: Some((
                field("department", "organisation-department", &typed.department),
                choices(ctx, "network-department-choose", departments, &typed.department),
            )),
            ..page
        },
        Subject::Known(it) => Edit {
            title: Text::new("organisation-group-edit").with("name", it.name.as_str()),
            path: edit_path(&it),
            back: it.path(),
            version: Some(seen.unwrap_or(it.version)),
            changes: overtaken.map(|says| Changes::new(says, [Change::of(&page.name, &it.name)])),
            ..page
        },
    };
    page::with_status(ctx, &page, status)
}
