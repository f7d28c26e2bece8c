//! GET `/tickets/{number}/attachments/{file}`

use actix_web::{HttpResponse, web::Path};
use uuid::Uuid;

use super::desk::Desk;
use crate::{
    attachments,
    error::{AppError, AppResult},
    tickets::queries,
};

pub async fn open(desk: Desk, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let id: Uuid = path.1.parse().map_err(|_| AppError::NotFound)?;
    let (who, number, files) = (desk.who.clone(), desk.number.clone(), desk.files.clone());
    let (file, content) = desk
        .db
        .read(move |c| {
            let ticket = queries::find(c, &who, &number)?;
            let file = attachments::queries::find(c, ticket.id, id)?;
            Ok((file, files.read(id)?))
        })
        .await?;
    Ok(attachments::opened(&file, content))
}
