//! `/admin/audit/verify`

use actix_web::{HttpResponse, web::Data};

use crate::{
    audit::chain,
    auditing::{commands, standing::Found},
    db::Db,
    error::AppResult,
    text::Text,
    web::{Ctx, page},
};

/// POST `/admin/audit/verify`: goes through the whole chain, and notes what it found.
///
/// # Errors
/// When the database can't be had.
pub async fn verify(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let found = Found::from(&db.read(chain::verify).await?);
    let noted = found.clone();
    db.write(move |tx| commands::note_verification(tx, &who, &noted)).await?;
    let list = "/admin/audit";
    if found.broken_at.is_some() {
        // The page says so, for as long as it is the last that was found.
        return Ok(page::see_other(list));
    }
    let whole = Text::new("audit-verified-whole").with("entries", found.entries).with("seals", found.seals);
    Ok(page::see_other_saying(list, whole))
}
