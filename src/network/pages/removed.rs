//! `/network/mappings/{id}/removed`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use super::id_of;
use crate::{
    db::Db,
    error::AppResult,
    network::{commands, pool_address::path_of},
    text::Text,
    web::{Ctx, page},
};

/// POST `/network/mappings/{id}/removed`: 已拆除.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub async fn mark(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let mapping = db.write(move |tx| commands::removed(tx, &who, id, Utc::now())).await?;
    let said = Text::new("network-mapping-removed").with("port", mapping.public_port.to_string());
    Ok(page::see_other_saying(&path_of(mapping.pool_ip), said))
}
