//! Forms that carry files.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_session::SessionExt;
use actix_web::{HttpRequest, dev::Payload};
use futures_util::StreamExt;

use super::{
    Upload,
    posted::{RawForm, TEXT_LIMIT, announced, too_much_text},
};
use crate::{error::AppError, text::Text, web::session};

/// The largest file that any form takes, bytes (spec 3, "Projects"). Most take less, and say so themselves.
const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// Files of one form; fields for evidence and five attachments fit.
const FILES: usize = 12;
/// Parts that carry files, those that are refused among them.
const FILE_PARTS: usize = 100;
/// What a field costs beside its name and text, bytes: a form of empty ones has an end too.
const FIELD: usize = 16;
/// Everything of one form, bytes. What is over `FILE_LIMIT` is read to its end but not kept, so that
/// the text beside it isn't lost.
const FORM_LIMIT: usize = 64 * 1024 * 1024;

/// Reads fields and files, in their order.
///
/// # Errors
/// 400 for broken encodings, 413 for more than a form can hold. A single file that is too big is
/// noted at its field instead.
pub async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<RawForm, AppError> {
    let (mut form, mut left) = (RawForm::default(), room(request));
    if announced(request).is_some_and(|size| size > left) {
        return Err(AppError::TooBig(Text::new("form-too-big")));
    }
    let mut parts = Multipart::new(request.headers(), payload.take());
    let (mut text_left, mut file_parts) = (TEXT_LIMIT, 0);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|error| broken(&error))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.content_disposition().and_then(|header| header.get_filename()).map(str::to_owned);
        if let Some(file_name) = file_name {
            file_parts += 1;
            if file_parts > FILE_PARTS {
                return Err(AppError::TooBig(Text::new("form-too-big")));
            }
            let content = read_part(&mut part, FILE_LIMIT, &mut left).await?;
            take_file(&mut form, name, file_name, content);
        } else {
            let text = read_part(&mut part, text_left, &mut left).await?.ok_or_else(too_much_text)?;
            text_left = text_left.checked_sub(name.len() + text.len() + FIELD).ok_or_else(too_much_text)?;
            let text = String::from_utf8(text).map_err(|_| AppError::BadRequest(Text::new("form-not-utf8")))?;
            form.fields.0.push((name, text));
        }
    }
    Ok(form)
}

/// Files are held in memory till the form is whole: only for who is signed in, or was just now.
fn room(request: &HttpRequest) -> usize {
    let state = request.get_session();
    let is_known = state.contains_key(session::USER) || state.contains_key(session::WAS);
    if is_known { FORM_LIMIT } else { TEXT_LIMIT }
}

fn take_file(form: &mut RawForm, field: String, file_name: String, content: Option<Vec<u8>>) {
    // A browser sends an unfilled file field as an empty file without a name.
    if file_name.is_empty() && content.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    if form.uploads.len() >= FILES {
        return form.errors.add(field, Text::new("form-too-many-files"));
    }
    let is_too_big = content.is_none();
    form.uploads.push(Upload { field, file_name, content: content.unwrap_or_default(), is_too_big });
}

/// The part's content, or none if it is longer than `limit`.
async fn read_part(part: &mut Field, limit: usize, left: &mut usize) -> Result<Option<Vec<u8>>, AppError> {
    let (mut content, mut fits) = (Vec::new(), true);
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|error| broken(&error))?;
        *left = left.checked_sub(chunk.len()).ok_or_else(|| AppError::TooBig(Text::new("form-too-big")))?;
        fits = fits && content.len() + chunk.len() <= limit;
        if fits {
            content.extend_from_slice(&chunk);
        }
    }
    Ok(fits.then_some(content))
}

fn broken(error: &MultipartError) -> AppError {
    tracing::debug!(%error, "broken multipart form");
    AppError::BadRequest(Text::new("form-broken-off"))
}
