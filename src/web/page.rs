//! The one funnel through which every page is drawn.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CONTENT_TYPE, LOCATION},
    },
};
use askama::Template;

use super::{ctx::Ctx, filters, flash, i18n::Lang};
use crate::{error::AppResult, text::Text};

const HTML: &str = "text/html; charset=utf-8";

/// A page as it should be.
///
/// # Errors
/// When the template fails, which is a mistake in it.
pub fn show(ctx: &Ctx, page: &impl Template) -> AppResult<HttpResponse> {
    with_status(ctx, page, StatusCode::OK)
}

/// The form again, with its refusals.
///
/// # Errors
/// As [`show`].
pub fn refused(ctx: &Ctx, page: &impl Template) -> AppResult<HttpResponse> {
    with_status(ctx, page, StatusCode::UNPROCESSABLE_ENTITY)
}

/// As [`show`], for a page that stands for a refusal.
///
/// # Errors
/// As [`show`].
pub fn with_status(ctx: &Ctx, page: &impl Template, status: StatusCode) -> AppResult<HttpResponse> {
    let html = draw(page, ctx.language())?;
    let mut response = HttpResponse::build(status).insert_header((CONTENT_TYPE, HTML)).body(html);
    if !ctx.flashes().is_empty() {
        flash::clear(&mut response);
    }
    Ok(response)
}

/// A piece of a page, asked for by a script.
///
/// # Errors
/// As [`show`].
pub fn piece(ctx: &Ctx, piece: &impl Template) -> AppResult<HttpResponse> {
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, HTML)).body(draw(piece, ctx.language())?))
}

/// The template's text, in the reader's language.
///
/// # Errors
/// As [`show`].
pub fn draw(template: &impl Template, lang: Lang) -> AppResult<String> {
    Ok(template.render_with_values(&filters::Reader(lang))?)
}

/// After a post: there it went.
#[must_use]
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}

/// After a post: there it went, and this happened.
#[must_use]
pub fn see_other_saying(path: &str, what: impl Into<Text>) -> HttpResponse {
    let mut response = see_other(path);
    flash::leave(&mut response, &what.into());
    response
}
