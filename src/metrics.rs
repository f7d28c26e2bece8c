//! Figures for monitoring, on a port of their own.

use std::{sync::LazyLock, time::Instant};

use actix_web::{
    App, Error, HttpResponse, HttpServer,
    body::{BoxBody, MessageBody},
    dev::{Server, ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use prometheus::{
    HistogramVec, IntCounterVec, IntGauge, TextEncoder, register_histogram_vec, register_int_counter_vec,
    register_int_gauge,
};

/// Answers by route and status class.
static REQUESTS: LazyLock<Option<IntCounterVec>> = LazyLock::new(|| {
    register_int_counter_vec!("yunwu_requests_total", "Answers by route and status.", &["route", "status"]).ok()
});
static DURATION: LazyLock<Option<HistogramVec>> = LazyLock::new(|| {
    register_histogram_vec!("yunwu_request_seconds", "Time to answer by route, seconds.", &["route"]).ok()
});
/// Mails that wait to be sent; grows when SMTP is down.
pub static MAILS_WAITING: LazyLock<Option<IntGauge>> =
    LazyLock::new(|| register_int_gauge!("yunwu_mails_waiting", "Mails that wait to be sent.").ok());

/// Pages that hear of new messages at once.
pub static LISTENERS: LazyLock<Option<IntGauge>> =
    LazyLock::new(|| register_int_gauge!("yunwu_listeners", "Open pages that listen for new messages.").ok());

/// Middleware: counts and times every answer.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn measure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let begun = Instant::now();
    let response = next.call(request).await?.map_into_boxed_body();
    // Known once it was routed; before that, all patterns would be tried again.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    if let Some(requests) = REQUESTS.as_ref() {
        requests.with_label_values(&[route.as_str(), response.status().as_str()]).inc();
    }
    if let Some(duration) = DURATION.as_ref() {
        duration.with_label_values(&[route.as_str()]).observe(begun.elapsed().as_secs_f64());
    }
    Ok(response)
}

async fn figures() -> HttpResponse {
    match TextEncoder::new().encode_to_string(&prometheus::gather()) {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

/// `/metrics` alone, at an address that isn't published.
///
/// # Errors
/// When the address can't be listened at.
pub fn serve(at: std::net::SocketAddr) -> std::io::Result<Server> {
    let server = HttpServer::new(|| App::new().route("/metrics", web::get().to(figures)));
    Ok(server.workers(1).disable_signals().bind(at)?.run())
}
