//! Handing a file out.

use actix_web::{
    HttpResponse,
    http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
};

use super::Attachment;
use crate::web::export::download;

/// The answer that carries it. Images are shown in their place, everything else is stored by the browser; nothing of
/// it runs.
#[must_use]
pub fn opened(file: &Attachment, content: Vec<u8>) -> HttpResponse {
    let mut response = download(&file.file_name, &file.media_type);
    if file.is_image() {
        response.insert_header((CONTENT_DISPOSITION, "inline"));
    }
    response.insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")).body(content)
}
