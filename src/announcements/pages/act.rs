//! Posts that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use crate::{
    announcements::commands,
    db::Db,
    error::AppResult,
    web::{Ctx, Form, own_path::OwnPath, page, path::id_of, submission},
};

/// POST `/admin/announcements/{id}/end`
///
/// # Errors
/// 404, 403, 409 once it has ended, or when it was changed since the page was drawn.
pub async fn end(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number, seen) = (ctx.actor()?, id_of(&id)?, form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let before = commands::lock_for(tx, &who, id, seen)?;
            Ok(commands::end(tx, &who, &before, Utc::now())?.path())
        })
    });
    Ok(page::see_other_saying(&done.await?, "announcement-ended-now"))
}

/// POST `/announcements/{id}/dismiss` (`next`): back to where one was.
///
/// # Errors
/// 404 when there is none.
pub async fn dismiss(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let next = OwnPath::read(form.fields.first("next").unwrap_or_default());
    db.write(move |tx| commands::dismiss(tx, &who, id)).await?;
    Ok(page::see_other(next.as_str()))
}
