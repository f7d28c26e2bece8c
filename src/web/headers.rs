//! Headers every answer carries.

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
        X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
    middleware::Next,
    web::Data,
};
use tracing_actix_web::RequestId;
use uuid::Uuid;

use super::flash;
use crate::config::Settings;

/// Scripts without this page's number don't run.
#[derive(Clone, Debug)]
pub struct Nonce(pub String);

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// Outermost after the trace.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let nonce = Uuid::new_v4().simple().to_string();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let https = request.app_data::<Data<Settings>>().is_some_and(|settings| settings.is_https());
    let request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let mut response = next.call(request).await?.map_into_boxed_body();
    flash::carry(response.response_mut(), https);
    let headers = response.headers_mut();
    let mut set_default = |name: HeaderName, value: &str| {
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    for (name, value) in FIXED {
        set_default(name, value);
    }
    set_default(CONTENT_SECURITY_POLICY, &content_policy(&nonce));
    // Pages hold what only their reader may see; files of `static/` say otherwise themselves.
    set_default(CACHE_CONTROL, "no-store");
    if https {
        set_default(STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if let Some(id) = request_id {
        set_default(HeaderName::from_static("x-request-id"), &id);
    }
    Ok(response)
}

fn content_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
