//! POST `/quotas/requests/{number}/{approve,reject,withdraw}`

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::show::{Tried, draw};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    quotas::{commands, form::OpinionForm, request::QuotaRequest},
    web::{Ctx, Form, form::Errors, page::see_other_saying, submission},
};

type Verb =
    fn(&mut PgConnection, &Actor, &str, Option<i32>, Result<String, Errors>, DateTime<Utc>) -> AppResult<QuotaRequest>;

/// # Errors
/// 404, 403; 409 and 422 are answered with the page.
pub async fn approve(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<OpinionForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, number.into_inner(), form, "approve", "quota-done-approve", commands::approve).await
}

/// # Errors
/// As [`approve`].
pub async fn reject(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<OpinionForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, number.into_inner(), form, "reject", "quota-done-reject", commands::reject).await
}

/// # Errors
/// As [`approve`].
pub async fn withdraw(
    ctx: Ctx,
    db: Data<Db>,
    number: Path<String>,
    form: Form<OpinionForm>,
) -> AppResult<HttpResponse> {
    let verb: Verb = |tx, who, number, seen, _, now| commands::withdraw(tx, who, number, seen, now);
    act(&ctx, &db, number.into_inner(), form, "withdraw", "quota-done-withdraw", verb).await
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    number: String,
    form: Form<OpinionForm>,
    action: &'static str,
    done: &'static str,
    verb: Verb,
) -> AppResult<HttpResponse> {
    let who: Arc<Actor> = ctx.actor()?;
    let (sent, seen) = (form.submission(), form.version());
    let (opinion, of) = (form.typed.parse(form.errors), number.clone());
    let outcome = db.write(move |tx| {
        submission::once(tx, who.id, sent, |tx| Ok(verb(tx, &who, &of, seen, opinion, Utc::now())?.path()))
    });
    let (errors, refusal, status) = match outcome.await {
        Ok(path) => return Ok(see_other_saying(&path, done)),
        Err(AppError::Invalid(errors)) => (errors, None, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AppError::NotNow(why) | AppError::Stale(why)) => (Errors::default(), Some(why), StatusCode::CONFLICT),
        Err(other) => return Err(other),
    };
    draw(ctx, db, number, Tried { action, form: form.typed, errors, refusal }, status).await
}
