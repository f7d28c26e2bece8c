//! `/network/mappings/{id}/removed`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::id_of;
use crate::{
    db::Db,
    error::AppResult,
    network::{commands, mapping::Mapping, pool_address::path_of, queries},
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, page,
        submission::{self, Once},
    },
};

/// POST `/network/mappings/{id}/removed`: 已拆除.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub async fn mark(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(&id)?, posted.submission());
    let mapping = db.write(move |tx| remove_once(tx, &who, id, submission)).await?;
    let said = Text::new("network-mapping-removed").with("port", mapping.public_port.to_string());
    Ok(page::see_other_saying(&path_of(mapping.pool_ip), said))
}

fn remove_once(tx: &mut PgConnection, who: &Actor, id: i64, submission: Option<Uuid>) -> AppResult<Mapping> {
    if let Once::Again(_) = submission::begin(tx, who.id, submission)? {
        return queries::lock_mapping(tx, who, id);
    }
    let mapping = commands::removed(tx, who, id, Utc::now())?;
    submission::led_to(tx, submission, &path_of(mapping.pool_ip))?;
    Ok(mapping)
}
