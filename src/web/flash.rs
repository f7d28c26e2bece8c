//! One sentence carried over a redirect, in a cookie of the browser's own.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
};

use crate::text::Text;

const COOKIE: &str = "yunwu_flash";
/// Sentences are keys with a few words; anything longer isn't ours.
const LIMIT: usize = 2_000;

/// The sentence waiting for this page.
#[must_use]
pub fn waiting(request: &HttpRequest) -> Option<Text> {
    let cookie = request.cookie(COOKIE)?;
    let value = cookie.value();
    if value.len() > LIMIT {
        return None;
    }
    let json = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
    serde_json::from_str(&json).ok()
}

/// Shows `text` on the next page.
pub fn leave(response: &mut HttpResponse, text: &Text) {
    let json = serde_json::to_string(text).unwrap_or_default();
    let value = percent_encoding::utf8_percent_encode(&json, percent_encoding::NON_ALPHANUMERIC).to_string();
    put(response, cookie(value).max_age(Duration::minutes(5)).finish());
}

/// It was shown.
pub fn clear(response: &mut HttpResponse) {
    put(response, cookie(String::new()).max_age(Duration::ZERO).finish());
}

fn cookie(value: String) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(COOKIE, value).path("/").http_only(true).same_site(SameSite::Lax)
}

fn put(response: &mut HttpResponse, cookie: Cookie<'_>) {
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "flash cookie not set");
    }
}
