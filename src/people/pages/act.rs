//! Posts of a user's page that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;
use uuid::Uuid;

use crate::{
    db::Db,
    error::{AppError, AppResult},
    people::{commands, model::path_of, workflow::Deed},
    text::Text,
    web::{Ctx, Form, page, path::id_of, submission},
};

/// POST `/admin/users/{id}/disable`
///
/// # Errors
/// 404, 403, 409 for who is disabled, oneself, or the last one of an administration, or when it was changed since.
pub async fn disable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, Deed::Disable, "people-disabled").await
}

/// POST `/admin/users/{id}/enable`
///
/// # Errors
/// 404, 403, 409 for who isn't disabled, or when it was changed since.
pub async fn enable(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, Deed::Enable, "people-enabled").await
}

/// POST `/admin/users/{id}/unlock`
///
/// # Errors
/// 404, 403, 409 for who isn't locked, or when it was changed since.
pub async fn unlock(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, Deed::Unlock, "people-unlocked").await
}

/// POST `/admin/users/{id}/reset`: mails a link to set a password.
///
/// # Errors
/// 404, 403, 409 for who is disabled, or when it was changed since.
pub async fn reset(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, &form, Deed::Reset, "people-link-sent").await
}

async fn turn(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    form: &Form<()>,
    deed: Deed,
    happened: &'static str,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| Ok(commands::turn(tx, &who, id, seen, deed, Utc::now())?.path()))
    });
    Ok(page::see_other_saying(&done.await?, happened))
}

/// POST `/admin/users/{id}/revoke-sessions`
///
/// # Errors
/// 404, 403.
pub async fn revoke_sessions(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let ended = db.write(move |tx| commands::end_all_sessions(tx, &who, id, Utc::now())).await?;
    Ok(page::see_other_saying(&path_of(id), Text::new("people-sessions-ended").with("count", ended)))
}

/// POST `/admin/users/{id}/sessions/{session}/revoke`
///
/// # Errors
/// 404 when the session isn't theirs, or has ended; 403.
pub async fn revoke_session(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&path.0)?);
    let session: Uuid = path.1.parse().map_err(|_| AppError::NotFound)?;
    let of = db.write(move |tx| commands::end_one_session(tx, &who, id, session, Utc::now())).await?;
    Ok(page::see_other_saying(&of.path(), "account-session-revoked"))
}
