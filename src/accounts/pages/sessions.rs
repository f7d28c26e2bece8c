use actix_session::Session;
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    accounts::{browser, commands, queries},
    db::Db,
    error::AppResult,
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "accounts/sessions.html")]
struct Sessions {
    ctx: Ctx,
    sessions: Vec<Row>,
}

struct Row {
    id: Uuid,
    browser: Text,
    address: String,
    since: DateTime<Utc>,
    last_seen: DateTime<Utc>,
    this: bool,
}

/// GET `/me/sessions`
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let living = db.read(move |c| queries::living_sessions(c, who.id, Utc::now())).await?;
    let row = |session: queries::LivingSession| Row {
        browser: browser::in_words(&session.user_agent),
        this: ctx.session() == Some(session.id),
        id: session.id,
        address: session.address,
        since: session.created_at,
        last_seen: session.last_seen_at,
    };
    let sessions = living.into_iter().map(row).collect();
    page::show(&ctx, &Sessions { ctx: ctx.clone(), sessions })
}

/// POST `/me/sessions/{id}/revoke`
pub async fn revoke(ctx: Ctx, db: Data<Db>, session: Session, id: Path<Uuid>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id.into_inner());
    db.write(move |tx| commands::revoke_session(tx, &who, id, Utc::now())).await?;
    if ctx.session() == Some(id) {
        session.purge();
        return Ok(page::see_other_saying("/login", "account-signed-out"));
    }
    Ok(page::see_other_saying("/me/sessions", "account-session-revoked"))
}

/// POST `/me/sessions/revoke-others`
pub async fn revoke_others(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let (who, this) = (ctx.actor()?, ctx.session().unwrap_or_default());
    let ended = db.write(move |tx| commands::revoke_other_sessions(tx, &who, this, Utc::now())).await?;
    Ok(page::see_other_saying("/me/sessions", Text::new("account-sessions-revoked").with("count", ended)))
}
