//! GET `/messages/events`: what the bell shows, whenever it changes.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT, ContentEncoding},
    web::{Bytes, Data},
};
use futures_util::stream;

use super::switchboard::{Switchboard, event};
use crate::{
    error::{AppError, AppResult},
    web::Ctx,
};

const EVENTS: &str = "text/event-stream";
/// How long a browser whose line broke waits before it opens another, milliseconds.
const AGAIN: &str = "retry: 5000\n\n";

/// GET `/messages/events`. Who doesn't ask for a stream is told how it stands, once.
///
/// # Errors
/// 503 where as many listen already as there is room for; pages ask every half minute then.
pub async fn events(ctx: Ctx, request: HttpRequest, switchboard: Data<Switchboard>) -> AppResult<HttpResponse> {
    let (who, session) = (ctx.actor()?, ctx.session().ok_or(AppError::SignIn)?);
    let mut response = HttpResponse::Ok();
    response.content_type(EVENTS);
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    if !accepts.is_some_and(|accept| accept.contains(EVENTS)) {
        return Ok(response.body(event("bell", &format!("{{\"unread\":{}}}", ctx.unread()))));
    }
    let mut line = switchboard.listen(who.id, session).ok_or(AppError::TryLater)?;
    let mut begin = Some(Bytes::from_static(AGAIN.as_bytes()));
    let said = stream::poll_fn(move |cx| match begin.take() {
        Some(begin) => std::task::Poll::Ready(Some(begin)),
        None => line.poll_recv(cx),
    });
    // Packed, it would be held back until there is enough to pack; and so it would by some proxies.
    response.insert_header(ContentEncoding::Identity).insert_header(("x-accel-buffering", "no"));
    Ok(response.streaming(futures_util::StreamExt::map(said, Ok::<_, AppError>)))
}
