//! `/admin/audit/verify`

use std::sync::Arc;

use actix_web::{HttpResponse, rt, web::Data};

use crate::{
    audit::chain,
    auditing::{commands, standing::Found},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    web::{Ctx, page},
};

/// POST `/admin/audit/verify`: goes through the whole chain, and notes what it found.
///
/// # Errors
/// When the database can't be had.
pub async fn verify(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    // To its end, even if a proxy or the browser loses patience: the page shows what was found then, too.
    let whole = rt::spawn(go_through(db, ctx.actor()?));
    let found = whole.await.map_err(|error| AppError::Ours(error.into()))??;
    let list = "/admin/audit";
    if found.broken_at.is_some() {
        // The page says so, for as long as it is the last that was found.
        return Ok(page::see_other(list));
    }
    let whole = Text::new("audit-verified-whole").with("entries", found.entries).with("seals", found.seals);
    Ok(page::see_other_saying(list, whole))
}

async fn go_through(db: Data<Db>, who: Arc<Actor>) -> AppResult<Found> {
    let found = Found::from(&db.read(chain::verify).await?);
    let noted = found.clone();
    db.write(move |tx| commands::note_verification(tx, &who, &noted)).await?;
    Ok(found)
}
