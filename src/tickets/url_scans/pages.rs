//! POST `/tickets/{number}/scan`

use actix_web::HttpResponse;

use super::commands;
use crate::{
    error::AppResult,
    tickets::record::{Beside, Desk, Posted, Try},
    web::Form,
};

/// Has the access URLs looked at again.
pub async fn scan_again(desk: Desk, form: Form<()>) -> AppResult<HttpResponse> {
    let tried = Try { posted: Posted::of(&form), beside: Some(Beside::Scan), ..Try::default() };
    desk.act(tried, "url-scan-asked", commands::scan_again).await
}
