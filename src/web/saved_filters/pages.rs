//! `/me/filters`: a person's own filters of all lists.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    commands,
    form::FilterForm,
    model::{self, LONGEST_NAME, SavedFilter, path_of},
    queries,
};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        kept, nav, page,
        path::id_of,
        submission,
    },
};

const FILTERS: &str = "/me/filters";

#[derive(Template)]
#[template(path = "saved_filters/list.html")]
struct Filters {
    ctx: Ctx,
    errors: Errors,
    saved: Vec<SavedFilter>,
    /// The one that the form renames.
    renames: Option<SavedFilter>,
    /// A new one that can't be kept as it was typed, or was left in the middle.
    new: Option<New>,
    path: String,
    kept: Option<DateTime<Utc>>,
    submission: Uuid,
    /// Of the form that deletes it.
    deletion: Uuid,
    name: Field,
}

/// What a new filter is about.
struct New {
    title: Text,
    list: String,
    query: String,
    back: String,
    /// The name is taken, and may be taken over.
    replaces: bool,
}

/// GET `/me/filters`
pub async fn list(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (saved, kept) = db.read(move |c| Ok((queries::all_of(c, &who)?, kept::find(c, who.id, FILTERS)?))).await?;
    show(&ctx, saved, None, Draft::new(FilterForm::default()).or_kept(kept))
}

/// POST `/me/filters` (`list`, `query`, `name`; `action=replace` takes the name over)
pub async fn save(ctx: Ctx, db: Data<Db>, form: Form<FilterForm>) -> AppResult<HttpResponse> {
    let sent = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let wanted = draft.typed.parse(who, draft.errors)?;
        commands::save(tx, who, &wanted)?;
        kept::forget(tx, who.id, FILTERS)?;
        Ok(model::with_query(wanted.list, &wanted.query))
    });
    again(&ctx, &db, None, sent.await?).await
}

/// GET `/me/filters/{id}`
pub async fn show_one(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (saved, one, kept) = db
        .read(move |c| {
            Ok((queries::all_of(c, &who)?, queries::find(c, &who, id)?, kept::find(c, who.id, &path_of(id))?))
        })
        .await?;
    let typed = FilterForm { name: one.name.clone(), ..FilterForm::default() };
    show(&ctx, saved, Some(one), Draft::new(typed).or_kept(kept))
}

/// POST `/me/filters/{id}` (`name`)
pub async fn rename(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<FilterForm>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| rename_as_typed(tx, who, id, draft));
    again(&ctx, &db, Some(id), sent.await?).await
}

fn rename_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<FilterForm>) -> AppResult<String> {
    queries::find(tx, who, id)?;
    let mut errors = draft.errors;
    let name = errors.take("name", model::name(&draft.typed.name));
    commands::rename(tx, who, id, &errors.finish(|| name)?)?;
    kept::forget(tx, who.id, &path_of(id))?;
    Ok(FILTERS.to_owned())
}

/// POST `/me/filters/{id}/delete`
pub async fn delete(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number) = (ctx.actor()?, id_of(&id)?, form.submission());
    let deleted = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            commands::delete(tx, &who, id)?;
            kept::forget(tx, who.id, &path_of(id))?;
            Ok(FILTERS.to_owned())
        })
    });
    Ok(page::see_other_saying(&deleted.await?, "saved-filter-deleted"))
}

async fn again(
    ctx: &Ctx,
    db: &Db,
    id: Option<i64>,
    sent: Result<String, Draft<FilterForm>>,
) -> AppResult<HttpResponse> {
    let draft = match sent {
        Ok(path) => return Ok(page::see_other_saying(&path, "saved-filter-saved")),
        Err(draft) => draft,
    };
    let who = ctx.actor()?;
    let (saved, one) =
        db.read(move |c| Ok((queries::all_of(c, &who)?, id.map(|id| queries::find(c, &who, id)).transpose()?))).await?;
    show(ctx, saved, one, draft)
}

fn show(
    ctx: &Ctx,
    saved: Vec<SavedFilter>,
    renames: Option<SavedFilter>,
    draft: Draft<FilterForm>,
) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let replaces = errors.at("name").contains(&Text::new(commands::NAME_TAKEN));
    let is_new = renames.is_none() && (!errors.is_empty() || kept.is_some());
    let page = Filters {
        path: renames.as_ref().map_or_else(|| FILTERS.to_owned(), SavedFilter::path),
        name: Field::new("name", "saved-filter-name", &typed.name).checked(&errors).required().at_most(LONGEST_NAME),
        new: is_new.then(|| New {
            title: nav::label(&typed.list).map_or("saved-filter-save".into(), |label| {
                Text::new("saved-filter-new-of").with("list", Text::new(label))
            }),
            back: typed.back(),
            list: typed.list,
            query: typed.query,
            replaces,
        }),
        ctx: ctx.clone(),
        deletion: Uuid::new_v4(),
        saved,
        renames,
        kept,
        submission,
        errors,
    };
    page::with_status(ctx, &page, status)
}
