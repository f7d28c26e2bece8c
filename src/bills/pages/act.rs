//! POST `/bills/{id}/{confirm,reject,send}`

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
    bills::{
        commands,
        form::{Objection, RejectForm},
        model::Bill,
    },
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    web::{Ctx, Form, form::Errors, page::see_other_saying, path::id_of, submission},
};

type Verb =
    fn(&mut PgConnection, &Actor, i64, Option<i32>, Result<Objection, Errors>, DateTime<Utc>) -> AppResult<Bill>;

/// # Errors
/// 404, 403; 409 is answered with the page.
pub async fn confirm(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<RejectForm>) -> AppResult<HttpResponse> {
    let verb: Verb = |tx, who, id, seen, _, now| commands::confirm(tx, who, id, seen, now);
    act(&ctx, &db, id_of(&id)?, form, "bill-confirmed", verb).await
}

/// # Errors
/// As [`confirm`]; 422 is answered with the page too.
pub async fn reject(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<RejectForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, id_of(&id)?, form, "bill-rejected", commands::reject).await
}

/// # Errors
/// As [`confirm`].
pub async fn send(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<RejectForm>) -> AppResult<HttpResponse> {
    let verb: Verb = |tx, who, id, seen, _, now| commands::send(tx, who, id, seen, now);
    act(&ctx, &db, id_of(&id)?, form, "bill-sent", verb).await
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    id: i64,
    form: Form<RejectForm>,
    done: &'static str,
    verb: Verb,
) -> AppResult<HttpResponse> {
    let who: Arc<Actor> = ctx.actor()?;
    let (sent, seen) = (form.submission(), form.version());
    let objection = form.typed.parse(form.errors);
    let outcome = db.write(move |tx| {
        submission::once(tx, who.id, sent, |tx| Ok(verb(tx, &who, id, seen, objection, Utc::now())?.path()))
    });
    let (errors, refusal, status) = match outcome.await {
        Ok(path) => return Ok(see_other_saying(&path, done)),
        Err(AppError::Invalid(errors)) => (errors, None, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AppError::NotNow(why) | AppError::Stale(why)) => (Errors::default(), Some(why), StatusCode::CONFLICT),
        Err(other) => return Err(other),
    };
    draw(ctx, db, id, Tried { form: form.typed, errors, refusal }, status).await
}
