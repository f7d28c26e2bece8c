//! Middleware: finds out who asks, and leaves a [`Ctx`] for handlers and error pages.

use std::sync::Arc;

use actix_session::SessionExt;
use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header::ACCEPT_LANGUAGE},
    middleware::Next,
    web::Data,
};
use chrono::{TimeDelta, Utc};
use tracing_actix_web::RequestId;
use uuid::Uuid;

use super::{
    csrf::Token,
    ctx::{Ctx, Inner},
    detour::Detour,
    flash,
    form::RawForm,
    headers::Nonce,
    i18n::{self, Lang},
    kept, maintenance,
    nav::is_at,
    session,
    site::refuse,
    visitor,
    visitor::Visitor,
};
use crate::{
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    policy::{Action, Origin},
    text::Text,
};

/// A session's owner is noted as seen no oftener than this.
const SEEN_EVERY: TimeDelta = TimeDelta::seconds(60);
/// What pages ask for by themselves: it keeps no session alive.
const ASKED_BY_PAGES: [&str; 2] = ["/messages/bell", "/messages/events"];

/// Before every page.
///
/// # Errors
/// Passes on what the inner service fails with.
pub async fn visitors(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let found = match find_visitor(request.request()).await {
        Ok(found) => found,
        Err(error) => {
            // Even who isn't known is told in their browser's language.
            let nobody = ctx(request.request(), None);
            request.extensions_mut().insert(nobody);
            return Ok(refuse(request, error));
        }
    };
    if found.is_none()
        && let Err(error) = keep_lost_form(&mut request).await
    {
        return Ok(refuse(request, error));
    }
    let ctx = ctx(request.request(), found);
    if let Some(refusal) = turned_away(&mut request, &ctx).await {
        request.extensions_mut().insert(ctx);
        return Ok(refuse(request, refusal));
    }
    let detour = ctx.detour().filter(|detour| !detour.leads_by(request.path()));
    request.extensions_mut().insert(ctx);
    if let Some(detour) = detour {
        return Ok(refuse(request, detour.refusal()));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Where passwords, codes and other secrets are typed: those forms are never kept.
fn is_at_the_door(path: &str) -> bool {
    ["/login", "/logout", "/password", "/me/password", "/me/totp", "/me/language", "/admin/webhooks"]
        .iter()
        .any(|door| is_at(path, door))
}

async fn find_visitor(request: &HttpRequest) -> AppResult<Option<Visitor>> {
    let session = request.get_session();
    if session.contains_key(session::UNREAD) {
        return Err(AppError::TryLater);
    }
    let id = session.get::<Uuid>(session::ID).ok().flatten();
    let (Some(id), Some(db)) = (id, request.app_data::<Data<Db>>()) else { return Ok(None) };
    let Some(present) = session::present() else {
        session.purge();
        return Ok(None);
    };
    let visitor = present.reader.into_visitor(id, present.last_seen_at, origin(request));
    if !ASKED_BY_PAGES.contains(&request.path()) && Utc::now() - visitor.last_seen_at > SEEN_EVERY {
        db.write(move |tx| session::seen(tx, id)).await?;
    }
    Ok(Some(visitor))
}

fn origin(request: &HttpRequest) -> Origin {
    let trusted = request.app_data::<Data<Settings>>().map(|settings| settings.trusted_proxies.as_slice());
    let request_id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    Origin { address: visitor::address(request, trusted.unwrap_or_default()), request_id }
}

fn ctx(request: &HttpRequest, visitor: Option<Visitor>) -> Ctx {
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // What this browser's owner chose before signing in counts for more than what the browser asks for.
    let chosen = request.cookie(i18n::COOKIE).and_then(|cookie| Lang::from_code(cookie.value()));
    let extension = |text: Option<String>| text.unwrap_or_default();
    let flash = flash::waiting(request);
    let settings = request.app_data::<Data<Settings>>();
    let detour = visitor.as_ref().zip(settings).and_then(|(visitor, settings)| Detour::of(visitor, settings));
    let extensions = request.extensions();
    Ctx::new(Inner {
        who: visitor.as_ref().map(|visitor| Arc::new(visitor.actor.clone())),
        lang: visitor
            .as_ref()
            .map_or_else(|| chosen.unwrap_or_else(|| Lang::accepted(accepted)), |visitor| visitor.lang),
        path: request.path().to_owned(),
        query: request.query_string().to_owned(),
        nonce: extension(extensions.get::<Nonce>().map(|nonce| nonce.0.clone())),
        csrf: extension(extensions.get::<Token>().map(|token| token.0.clone())),
        flash,
        origin: {
            drop(extensions);
            origin(request)
        },
        demo: settings.is_some_and(|settings| settings.demo),
        detour,
        visitor,
    })
}

/// Under maintenance nobody but administrators of the platform changes anything; what they typed is kept for them.
async fn turned_away(request: &mut ServiceRequest, ctx: &Ctx) -> Option<AppError> {
    let is_open = ctx.may(Action::ManageSettings) || maintenance::lets_through(request.path());
    if request.method() != Method::POST || is_open {
        return None;
    }
    let db = request.app_data::<Data<Db>>().cloned()?;
    let window = match ctx.visitor() {
        Some(visitor) => visitor.maintenance.clone(),
        None => match db.read(maintenance::current).await {
            Ok(window) => window,
            Err(error) => return Some(error),
        },
    };
    let window = window.filter(|window| window.is_on)?;
    if let Some(who) = ctx.signed_in_actor()
        && !is_at_the_door(request.path())
        && let Err(error) = keep_typed(request, &db, who.id).await
    {
        return Some(error);
    }
    Some(AppError::ReadOnly(Text::new("error-maintenance-why").with("notice", window.notice(ctx.language()))))
}

/// The text of a form posted after its session ran out stays with its author, up to [`kept::LIMIT`].
async fn keep_lost_form(request: &mut ServiceRequest) -> AppResult<()> {
    let was = request.get_session().get::<i64>(session::WAS).ok().flatten();
    let (Some(user), &Method::POST) = (was, request.method()) else { return Ok(()) };
    if is_at_the_door(request.path()) {
        return Ok(());
    }
    let Some(db) = request.app_data::<Data<Db>>().cloned() else { return Ok(()) };
    keep_typed(request, &db, user).await
}

/// What was posted, as if its author had typed it and not sent it.
async fn keep_typed(request: &mut ServiceRequest, db: &Db, user: i64) -> AppResult<()> {
    let path = kept::asked_for(request.request()).unwrap_or_else(|| request.path().to_owned());
    let read = request.extensions_mut().remove::<RawForm>();
    let (http, payload) = request.parts_mut();
    let fields = match read {
        Some(raw) => raw.fields,
        None => RawForm::read(http, payload).await?.fields,
    };
    db.write(move |tx| kept::keep(tx, user, &path, fields)).await
}

/// What a person reads when they come to sign in again.
#[must_use]
pub fn session_ran_out() -> Text {
    Text::new("account-session-ran-out")
}
