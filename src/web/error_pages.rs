//! Middleware: draws what handlers and extractors refused, for the person who reads it.

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{CONTENT_TYPE, HeaderMap, REFERER, SET_COOKIE},
    },
    middleware::Next,
    web::Data,
};
use askama::Template;
use serde_json::json;
use url::{Url, form_urlencoded::byte_serialize};

use super::{ctx::Ctx, filters, identify, page};
use crate::{
    audit::{self, Entry},
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    text::Text,
};

/// The addresses that can be looked at; the others lead back to the page above them.
#[derive(Clone, Debug)]
pub struct Lookable(pub Vec<&'static str>);

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    ctx: Ctx,
    status: u16,
    detail: Option<Text>,
    request_id: String,
    /// Nothing failed: the portal can only be looked at for a while.
    is_maintenance: bool,
}

/// Around everything that may refuse.
///
/// # Errors
/// Passes on what can't be answered at all.
pub async fn draw(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let Some(error) = response.response().error() else { return Ok(response) };
    let (status, request) = (response.status(), response.request());
    if let Some(AppError::NotAllowed(_)) = error.as_error::<AppError>() {
        note_denial(request).await;
    }
    let drawn = match error.as_error::<AppError>() {
        Some(AppError::SignIn) => sign_in(request),
        Some(AppError::ChangePassword) => page::see_other("/me/password"),
        Some(AppError::SetUpSecondFactor) => page::see_other("/me/totp"),
        Some(refusal) => error_page(request, status, refusal),
        // An extractor of actix's own: only its status is worth showing.
        None => drawn(request, status, None, false),
    };
    let headers = response.headers().clone();
    Ok(response.into_response(with_headers(drawn, &headers)))
}

/// Who was refused what stands in the audit log (spec 8, "Audit"); of visitors nobody knows who they are.
async fn note_denial(request: &HttpRequest) {
    let who = request.extensions().get::<Ctx>().and_then(|ctx| ctx.actor().ok());
    let (Some(who), Some(db)) = (who, request.app_data::<Data<Db>>()) else { return };
    let (path, asked) = (request.path().to_owned(), json!({ "method": request.method().as_str() }));
    let noted = db.write(move |tx| {
        let entry = Entry {
            action: "denyAccess",
            resource_type: "page",
            resource_id: &path,
            before: None,
            after: Some(&asked),
        };
        audit::record(tx, &who, entry)
    });
    if let Err(error) = noted.await {
        tracing::warn!(%error, "a refusal is missing from the audit log");
    }
}

/// What the refusal itself said, such as `Allow` or `Retry-After`, and cookies that were set.
fn with_headers(mut drawn: HttpResponse, headers: &HeaderMap) -> HttpResponse {
    for (name, value) in headers {
        if name == SET_COOKIE || name != CONTENT_TYPE && !drawn.headers().contains_key(name) {
            drawn.headers_mut().append(name.clone(), value.clone());
        }
    }
    drawn
}

fn error_page(request: &HttpRequest, status: StatusCode, refusal: &AppError) -> HttpResponse {
    let detail = match refusal {
        AppError::NotAllowed(why)
        | AppError::NotNow(why)
        | AppError::Stale(why)
        | AppError::BadRequest(why)
        | AppError::TooBig(why)
        | AppError::TooOften(why)
        | AppError::ReadOnly(why) => Some(why.clone()),
        AppError::Invalid(errors) => errors.iter().next().map(|(_, why)| why.clone()),
        AppError::Ours(error) => {
            tracing::error!(error = format!("{error:#}"), "request failed");
            None
        }
        _ => None,
    };
    drawn(request, status, detail, matches!(refusal, AppError::ReadOnly(_)))
}

fn drawn(request: &HttpRequest, status: StatusCode, detail: Option<Text>, is_maintenance: bool) -> HttpResponse {
    let ctx = request.extensions().get::<Ctx>().cloned();
    let draw = |ctx: Ctx| -> AppResult<HttpResponse> {
        let request_id = ctx.request_id().to_owned();
        let page = ErrorPage { ctx: ctx.clone(), status: status.as_u16(), detail, request_id, is_maintenance };
        page::with_status(&ctx, &page, status)
    };
    // Without a Ctx the database couldn't even say who asks.
    ctx.map(draw).and_then(Result::ok).unwrap_or_else(|| bare(status))
}

fn bare(status: StatusCode) -> HttpResponse {
    HttpResponse::build(status).body(status.canonical_reason().unwrap_or_default())
}

/// To the sign-in page, and from there back to what was asked for.
fn sign_in(request: &HttpRequest) -> HttpResponse {
    let next: String = byte_serialize(way_back(request).as_bytes()).collect();
    let to = format!("/login?next={next}");
    if request.method() == Method::POST {
        page::see_other_saying(&to, identify::session_ran_out())
    } else {
        page::see_other(&to)
    }
}

fn way_back(request: &HttpRequest) -> String {
    let lookable = request.app_data::<Data<Lookable>>();
    let can_be_looked_at =
        request.match_pattern().is_some_and(|pattern| lookable.is_some_and(|all| all.0.contains(&pattern.as_str())));
    if request.method() == Method::GET {
        return request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    }
    if can_be_looked_at {
        return request.path().to_owned();
    }
    referring_page(request)
        .or_else(|| request.path().rsplit_once('/').map(|(above, _)| above.to_owned()))
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| "/".to_owned())
}

fn referring_page(request: &HttpRequest) -> Option<String> {
    let referer = Url::parse(request.headers().get(REFERER)?.to_str().ok()?).ok()?;
    let ours = request.app_data::<Data<Settings>>()?;
    (referer.origin() == ours.base_url.origin()).then(|| referer.path().to_owned())
}
