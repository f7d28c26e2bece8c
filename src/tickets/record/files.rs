//! GET `/tickets/{number}/attachments/{file}`

use actix_web::{
    HttpResponse,
    http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
    web::Path,
};
use uuid::Uuid;

use super::desk::Desk;
use crate::{
    attachments,
    error::{AppError, AppResult},
    tickets::queries,
    web::export::download,
};

/// Images are shown in their place, everything else is stored by the browser; nothing of it runs.
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
    let mut response = download(&file.file_name, &file.media_type);
    if file.is_image() {
        response.insert_header((CONTENT_DISPOSITION, "inline"));
    }
    Ok(response.insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")).body(content))
}
