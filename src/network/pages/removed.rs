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
    web::{Ctx, Form, page, submission},
};

/// POST `/network/mappings/{id}/removed`: 已拆除.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub async fn mark(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(&id)?, posted.submission());
    let removed = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            let mapping = commands::removed(tx, &who, id, Utc::now())?;
            Ok(path_of(mapping.pool_ip))
        })
    });
    Ok(page::see_other_saying(&removed.await?, "network-mapping-removed"))
}
