//! Middleware: an address is text. Percent-encoding can carry a NUL or broken UTF-8, which Postgres would
//! answer with an error of its own: both are refused here, for every page at once.

use std::borrow::Cow;

use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use percent_encoding::percent_decode_str;

use super::site::refuse;
use crate::{error::AppError, text::Text};

/// What is typed into a search box is searched for without its NUL (`list::words`).
const SEARCHED: &str = "q";

/// Innermost, so that the refusal is drawn for who reads it.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !is_readable_path(request.path()) {
        return Ok(refuse(request, AppError::NotFound));
    }
    if !is_readable_query(request.query_string()) {
        return Ok(refuse(request, AppError::BadRequest(Text::new("error-unreadable-address"))));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn is_readable_path(path: &str) -> bool {
    decoded(path).is_some_and(|path| !path.contains('\0'))
}

fn is_readable_query(query: &str) -> bool {
    query.split('&').all(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (decoded(name), decoded(value)) {
            (Some(name), Some(value)) => !name.contains('\0') && (name == SEARCHED || !value.contains('\0')),
            _ => false,
        }
    })
}

/// None for what is no UTF-8.
fn decoded(part: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(part).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_text_without_nul() {
        assert!(is_readable_path("/applications/%E5%BA%94/a%2Fb"));
        assert!(!is_readable_path("/tickets/%00") && !is_readable_path("/tickets/GD1%FF"));
        assert!(is_readable_query("") && is_readable_query("kind=%E5%BA%94+x&flag&=&state=100%"));
        for query in ["copy=%00", "a=1&b=x%00", "%00=x", "path=%B9%AB", "q=%B9%AB", "a=1&q%00"] {
            assert!(!is_readable_query(query), "{query}");
        }
    }

    #[test]
    fn what_is_searched_for_may_hold_anything_readable() {
        assert!(is_readable_query("state=open&q=a%00b"));
    }
}
