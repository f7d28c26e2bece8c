//! `/network/mappings/{id}/removed`, and the same for several at once.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use super::{
    id_of,
    removals::{self, Try},
};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{commands, filter::Asked, opening::What, pool_address::path_of},
    ticket_state,
    web::{
        Ctx, Form,
        form::{FieldReader, FromFields},
        page, submission,
    },
};

/// POST `/network/mappings/{id}/removed`: 已拆除.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub async fn mark(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(&id)?, posted.submission());
    let removed = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            let opening = commands::removed(tx, &who, id, Utc::now())?;
            Ok(match opening.what {
                What::Mapping(mapping) => path_of(mapping.pool_ip),
                What::Policy(_) => ticket_state::path_of(&opening.ticket_number),
            })
        })
    });
    Ok(page::see_other_saying(&removed.await?, "network-mapping-removed"))
}

/// Those that were ticked.
#[derive(Clone, Debug, Default)]
pub struct Ticked {
    mappings: Vec<String>,
}

impl FromFields for Ticked {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { mappings: fields.column("mapping") }
    }
}

/// POST `/network/removals/removed`: all that were ticked, or none; then the list says why.
///
/// # Errors
/// 404, 403, 409 as for one; 422 where none was ticked.
pub async fn mark_several(ctx: Ctx, db: Data<Db>, posted: Form<Ticked>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, posted.submission());
    let mut ids: Vec<i64> = posted.typed.mappings.iter().map(|id| id_of(id)).collect::<AppResult<_>>()?;
    ids.sort_unstable();
    ids.dedup();
    let ticked = ids.clone();
    let removed = db.write(move |tx| {
        if ids.is_empty() {
            return Err(AppError::at("mapping", "network-removals-none-ticked"));
        }
        submission::once(tx, who.id, submission, |tx| {
            commands::removed_together(tx, &who, &ids, Utc::now())?;
            Ok(removals::PATH.to_owned())
        })
    });
    match removed.await {
        Ok(path) => Ok(page::see_other_saying(&path, "network-mapping-removed")),
        Err(AppError::NotNow(why)) => {
            removals::draw(&ctx, &db, &Asked::default(), Try { ticked, refusal: Some(why), ..Try::default() }).await
        }
        Err(AppError::Invalid(errors)) => {
            removals::draw(&ctx, &db, &Asked::default(), Try { errors, ..Try::default() }).await
        }
        Err(other) => Err(other),
    }
}
