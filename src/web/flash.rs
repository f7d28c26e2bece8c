//! One sentence carried over a redirect, in a cookie of the browser's own.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
};

use crate::text::Text;

const COOKIE: &str = "yunwu_flash";
/// What a browser stores of one cookie at least; names in Chinese take nine characters each.
const LIMIT: usize = 4_000;

/// What a page wants the cookie to be.
#[derive(Clone, Debug)]
enum Wanted {
    Sentence(String),
    /// It was shown.
    Nothing,
}

/// The sentence waiting for this page.
#[must_use]
pub fn waiting(request: &HttpRequest) -> Option<Text> {
    let cookie = request.cookie(COOKIE)?;
    let json = percent_encoding::percent_decode_str(cookie.value()).decode_utf8().ok()?;
    serde_json::from_str(&json).ok()
}

/// Shows `text` on the next page.
pub fn leave(response: &mut HttpResponse, text: &Text) {
    let json = serde_json::to_string(text).unwrap_or_default();
    let value = percent_encoding::utf8_percent_encode(&json, percent_encoding::NON_ALPHANUMERIC).to_string();
    if value.len() <= LIMIT {
        response.extensions_mut().insert(Wanted::Sentence(value));
    } else {
        tracing::warn!(key = %text.key, "a sentence too long for a cookie");
    }
}

/// It was shown.
pub fn clear(response: &mut HttpResponse) {
    response.extensions_mut().insert(Wanted::Nothing);
}

/// Sets the cookie that a page asked for.
pub fn carry<B>(response: &mut HttpResponse<B>, https: bool) {
    let Some(wanted) = response.extensions_mut().remove::<Wanted>() else { return };
    let (value, age) = match wanted {
        Wanted::Sentence(value) => (value, Duration::minutes(5)),
        Wanted::Nothing => (String::new(), Duration::ZERO),
    };
    let cookie = Cookie::build(COOKIE, value).path("/").http_only(true).secure(https).same_site(SameSite::Lax);
    if let Err(error) = response.add_cookie(&cookie.max_age(age).finish()) {
        tracing::error!(%error, "flash cookie not set");
    }
}
