//! Posts of a project's page that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use crate::{
    db::Db,
    error::AppResult,
    projects::{commands, workflow::Event},
    web::{Ctx, Form, page, path::id_of, submission},
};

/// POST `/projects/{id}/archive`
///
/// # Errors
/// 404, 403 for anyone but its keeper, 409 when it is archived or was changed since the page was drawn.
pub async fn archive(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, Event::Archive, "project-archived").await
}

/// POST `/projects/{id}/restore`
///
/// # Errors
/// 404, 403 for anyone but its keeper, 409 when it isn't archived or was changed since the page was drawn.
pub async fn restore(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, Event::Restore, "project-restored").await
}

/// POST `/projects/{id}/take-over`
///
/// # Errors
/// 404, 403 for who administers another department or none, 409 for its keeper, or when it was changed since.
pub async fn take_over(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, Event::TakeOver, "project-taken-over").await
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    form: &Form<()>,
    event: Event,
    happened: &'static str,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| Ok(commands::turn(tx, &who, id, seen, event, Utc::now())?.path()))
    });
    Ok(page::see_other_saying(&done.await?, happened))
}
