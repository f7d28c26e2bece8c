//! GET `/resources/requests/{number}/attachments/{file}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    attachments::{self, Files, opened},
    db::Db,
    error::{AppError, AppResult},
    requests::queries,
    web::Ctx,
};

/// # Errors
/// 404 for a request out of sight, and for a file of another one.
pub async fn open(ctx: Ctx, db: Data<Db>, files: Data<Files>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let (number, file) = path.into_inner();
    let id: Uuid = file.parse().map_err(|_| AppError::NotFound)?;
    let who = ctx.actor()?;
    let (file, content) = db
        .read(move |c| {
            let request = queries::find(c, &who, &number)?;
            Ok((attachments::queries::find_of_request(c, request.id, id)?, files.read(id)?))
        })
        .await?;
    Ok(opened(&file, content))
}
