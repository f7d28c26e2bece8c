//! The form's page, whatever its kind.

use actix_web::{HttpResponse, http::StatusCode};
use chrono::Utc;

use super::{
    access::AccessPage,
    mapping::MappingPage,
    server::{change::ChangePage, create::CreatePage, recycle::RecyclePage},
    sheet::Sheet,
    support::SupportPage,
};
use crate::{
    error::AppResult,
    tickets::details::Details,
    web::{Ctx, form::Errors, page},
};

/// Draws `sheet` with what is wrong with it.
///
/// # Errors
/// When nobody is signed in.
pub fn draw(ctx: &Ctx, sheet: &Sheet, errors: Errors, status: StatusCode) -> AppResult<HttpResponse> {
    let (who, now) = (ctx.actor()?, Utc::now());
    match &sheet.form.details {
        Details::InternetMapping(details) | Details::ExtranetMapping(details) => {
            page::with_status(ctx, &MappingPage::new(ctx, &who, sheet, details, errors, now), status)
        }
        Details::InternetAccess(details) | Details::ExtranetAccess(details) | Details::TenantAccess(details) => {
            page::with_status(ctx, &AccessPage::new(ctx, &who, sheet, details, errors, now), status)
        }
        Details::ServerCreate(details) => {
            page::with_status(ctx, &CreatePage::new(ctx, &who, sheet, details, errors), status)
        }
        Details::ServerChange(details) => {
            page::with_status(ctx, &ChangePage::new(ctx, &who, sheet, details, errors), status)
        }
        Details::ServerRecycle(details) => {
            page::with_status(ctx, &RecyclePage::new(ctx, &who, sheet, details, errors, now), status)
        }
        Details::Support(details) => {
            page::with_status(ctx, &SupportPage::new(ctx, &who, sheet, details, errors), status)
        }
    }
}
