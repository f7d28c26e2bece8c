//! Logs for machines, without personal data: no names, addresses, query strings or typed text.

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::{Span, field::Empty, info_span};
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, registry, util::SubscriberInitExt};

/// Starts logging: JSON lines, or readable ones for a person at a terminal.
pub fn start() {
    let filter = EnvFilter::try_from_env("YUNWU_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,actix_session=error,fluent_templates=error"));
    let logs = registry().with(filter);
    let started = if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        logs.with(fmt::layer().with_writer(std::io::stderr).compact()).try_init()
    } else {
        logs.with(fmt::layer().with_writer(std::io::stderr).json()).try_init()
    };
    // Tests start several servers in one process: the first one's logging serves all.
    drop(started);
}

/// One span a request: its id, method, route pattern and answer.
pub struct RequestSpan;

/// Notes where a request arrived, by the pattern and not the path: numbers of records say who did what.
pub fn arrived_at(route: &'static str) {
    Span::current().record("route", route);
}

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let request_id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        info_span!("request", %request_id, method = %request.method(), route = Empty, status = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("status", status.as_u16());
    }
}
