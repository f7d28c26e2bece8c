//! The extractor every handler of a post begins with.

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use futures_util::StreamExt;
use tokio::time::timeout;
use uuid::Uuid;

use super::{Errors, FieldReader, Fields, FromFields, multipart};
use crate::{error::AppError, text::Text};

/// How long a body may take. actix itself would wait for ever.
const PATIENCE: Duration = Duration::from_secs(120);
/// Text of a whole form, bytes. Ten thousand pasted lines fit, so that they can be refused with reasons.
pub const TEXT_LIMIT: usize = 2 * 1024 * 1024;

/// A file as it came in, not yet looked at.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form's field it travelled under.
    pub field: String,
    pub file_name: String,
    pub content: Vec<u8>,
    /// Longer than any form takes: its content was not kept.
    pub is_too_big: bool,
}

/// A posted form: what it says, and what came with it.
#[derive(Debug)]
pub struct Form<T> {
    pub typed: T,
    /// What no form may contain, already noted at its fields.
    pub errors: Errors,
    pub fields: Fields,
    pub uploads: Vec<Upload>,
}

impl<T> Form<T> {
    /// The page's own number for this submission, by which a double click is known.
    #[must_use]
    pub fn submission(&self) -> Option<Uuid> {
        self.fields.first("submission").and_then(|id| id.parse().ok())
    }

    /// The version of the record that the page showed.
    #[must_use]
    pub fn version(&self) -> Option<i32> {
        self.fields.first("version").and_then(|version| version.parse().ok())
    }

    /// The button that was pressed.
    #[must_use]
    pub fn action(&self) -> &str {
        self.fields.first("action").unwrap_or_default()
    }
}

impl Form<()> {
    /// The same, read as one whose fields depend on more than its type.
    #[must_use]
    pub fn read_as<T>(self, read: impl FnOnce(&mut FieldReader<'_>) -> T) -> Form<T> {
        let mut reader = FieldReader::new(&self.fields);
        let typed = read(&mut reader);
        let mut errors = reader.finish();
        errors.append(self.errors);
        Form { typed, errors, fields: self.fields, uploads: self.uploads }
    }
}

impl<T: FromFields> Form<T> {
    #[must_use]
    pub fn of(RawForm { fields, uploads, errors }: RawForm) -> Self {
        Form { typed: (), errors, fields, uploads }.read_as(T::from_fields)
    }
}

impl<T: FromFields + 'static> FromRequest for Form<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // The CSRF check may have read the form already.
        let read = request.extensions_mut().remove::<RawForm>();
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let raw = match read {
                Some(raw) => raw,
                None => RawForm::read(&request, &mut payload).await?,
            };
            Ok(Self::of(raw))
        })
    }
}

/// A form whose text is read, whoever asks for it first.
#[derive(Clone, Debug, Default)]
pub struct RawForm {
    pub fields: Fields,
    pub uploads: Vec<Upload>,
    /// Files that could not be taken, at their fields.
    pub errors: Errors,
}

impl RawForm {
    /// Reads a body of either form encoding; any other is refused.
    ///
    /// # Errors
    /// 400 for text that isn't UTF-8, a broken encoding or a body that takes too long, 413 for too much of it.
    pub async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Self, AppError> {
        timeout(PATIENCE, Self::read_all(request, payload))
            .await
            .unwrap_or_else(|_| Err(AppError::BadRequest(Text::new("form-too-slow"))))
    }

    async fn read_all(request: &HttpRequest, payload: &mut Payload) -> Result<Self, AppError> {
        match request.content_type() {
            "application/x-www-form-urlencoded" => {
                let fields = urlencoded(&read_all(request, payload).await?)?;
                Ok(Self { fields, ..Self::default() })
            }
            "multipart/form-data" => multipart::read(request, payload).await,
            "" if !request.headers().contains_key(CONTENT_TYPE) => Ok(Self::default()),
            _ => Err(AppError::BadRequest(Text::new("form-unknown-encoding"))),
        }
    }
}

async fn read_all(request: &HttpRequest, payload: &mut Payload) -> Result<Vec<u8>, AppError> {
    let announced = announced(request).unwrap_or_default();
    if announced > TEXT_LIMIT {
        return Err(too_much_text());
    }
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| AppError::BadRequest(Text::new("form-broken-off")))?;
        if body.len() + chunk.len() > TEXT_LIMIT {
            return Err(too_much_text());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// How much is to come, where it is said.
pub(super) fn announced(request: &HttpRequest) -> Option<usize> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

pub(super) fn too_much_text() -> AppError {
    AppError::TooBig(Text::new("form-too-much-text"))
}

/// Decodes without replacing anything: the usual decoders would turn broken UTF-8 into other text.
fn urlencoded(body: &[u8]) -> Result<Fields, AppError> {
    let decode = |part: &[u8]| -> Result<String, AppError> {
        String::from_utf8(percent_decoded(part)).map_err(|_| AppError::BadRequest(Text::new("form-not-utf8")))
    };
    body.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut sides = pair.splitn(2, |byte| *byte == b'=');
            Ok((decode(sides.next().unwrap_or_default())?, decode(sides.next().unwrap_or_default())?))
        })
        .collect::<Result<_, _>>()
        .map(Fields)
}

fn percent_decoded(part: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_encoding::percent_decode(&spaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_urlencoded_body_keeps_order_repeats_and_empty_values() {
        let fields = urlencoded(b"port=443&port=&name=%E5%BA%94+x&port=80").ok();
        let expected = [("port", "443"), ("port", ""), ("name", "应 x"), ("port", "80")];
        assert_eq!(fields, Some(Fields(expected.map(|(name, value)| (name.into(), value.into())).to_vec())));
    }

    #[test]
    fn broken_utf8_is_refused_not_replaced() {
        assert!(matches!(urlencoded(b"name=%FF%FE"), Err(AppError::BadRequest(_))));
    }
}
