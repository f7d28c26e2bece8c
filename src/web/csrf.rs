//! Posts come from our own pages.
//!
//! Browsers say so themselves (`Sec-Fetch-Site`, else `Origin`); for those that don't, the token that
//! every form carries must be the one in the cookie.

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    cookie::{Cookie, SameSite},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header::ORIGIN},
    middleware::Next,
    web::Data,
};
use url::Url;
use uuid::Uuid;

use super::{form::RawForm, site::refuse};
use crate::{
    config::Settings,
    error::{AppError, AppResult},
    text::Text,
};

const COOKIE: &str = "yunwu_csrf";

/// What this browser's forms carry.
#[derive(Clone, Debug)]
pub struct Token(pub String);

/// Middleware: refuses unsafe methods from elsewhere, and gives every browser its token.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let known = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned()).filter(|value| value.len() == 32);
    let token = known.clone().unwrap_or_else(|| Uuid::new_v4().simple().to_string());
    request.extensions_mut().insert(Token(token.clone()));
    match is_ours(&mut request, known.as_deref()).await {
        Ok(true) => {}
        Ok(false) => return Ok(refuse(request, AppError::NotAllowed(Text::new("error-foreign-post")))),
        Err(error) => return Ok(refuse(request, error)),
    }
    let https = request.app_data::<Data<Settings>>().is_some_and(|settings| settings.is_https());
    let mut response = next.call(request).await?.map_into_boxed_body();
    if known.is_none() {
        let cookie =
            Cookie::build(COOKIE, token).path("/").http_only(true).secure(https).same_site(SameSite::Strict).finish();
        response.response_mut().add_cookie(&cookie).map_err(actix_web::error::ErrorInternalServerError)?;
    }
    Ok(response)
}

async fn is_ours(request: &mut ServiceRequest, cookie: Option<&str>) -> AppResult<bool> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(true);
    }
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    if let Some(site) = header("sec-fetch-site") {
        return Ok(site == "same-origin");
    }
    if let Some(origin) = header(ORIGIN.as_str()) {
        return Ok(is_own_origin(&origin, request));
    }
    carries_token(request, cookie).await
}

fn is_own_origin(origin: &str, request: &ServiceRequest) -> bool {
    let configured =
        request.app_data::<Data<Settings>>().map(|settings| settings.base_url.origin().ascii_serialization());
    let host = request.connection_info().host().to_owned();
    let same_host = Url::parse(origin).is_ok_and(|url| {
        let named = url.host_str().unwrap_or_default();
        host == url.port().map_or_else(|| named.to_owned(), |port| format!("{named}:{port}"))
    });
    configured.as_deref() == Some(origin) || same_host
}

/// Reads the form, and leaves it for the handler.
async fn carries_token(request: &mut ServiceRequest, cookie: Option<&str>) -> AppResult<bool> {
    let Some(cookie) = cookie else { return Ok(false) };
    let (http, payload) = request.parts_mut();
    let raw = RawForm::read(http, payload).await?;
    let carried = raw.fields.first("csrf") == Some(cookie);
    http.extensions_mut().insert(raw);
    Ok(carried)
}
