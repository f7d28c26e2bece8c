//! The search field at the top of every page.

use actix_web::{HttpResponse, web::Query};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use super::page::see_other;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// GET `/search?q=…`: tickets are what is searched for.
pub async fn everywhere(asked: Query<Asked>) -> HttpResponse {
    see_other(&format!("/tickets?q={}", byte_serialize(asked.q.as_bytes()).collect::<String>()))
}
