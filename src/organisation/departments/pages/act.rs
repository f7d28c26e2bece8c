//! Posts of a department's page that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use crate::{
    db::Db,
    error::AppResult,
    organisation::departments::commands,
    web::{Ctx, Form, page, path::id_of, submission},
};

/// POST `/admin/departments/{id}/disable`
///
/// # Errors
/// 404, 403, 409 when it is disabled, something of it is in use, or it was changed since the page was drawn.
pub async fn disable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, true).await
}

/// POST `/admin/departments/{id}/enable`
///
/// # Errors
/// 404, 403, 409 when it is in use, what it is below isn't, or it was changed since the page was drawn.
pub async fn enable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, false).await
}

async fn turn(ctx: &Ctx, db: &Db, id: &str, form: &Form<()>, disable: bool) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let (number, seen, now) = (form.submission(), form.version(), Utc::now());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let before = commands::lock_for(tx, &who, id, seen)?;
            Ok(commands::turn(tx, &who, &before, disable, now)?.path())
        })
    });
    let happened = if disable { "organisation-department-disabled" } else { "organisation-department-enabled" };
    Ok(page::see_other_saying(&done.await?, happened))
}
