//! Posts of an account request's page.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;

use super::{said::SaidForm, show};
use crate::{
    account_requests::{commands, model::AccountRequest, workflow::Event},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    web::{Ctx, Form, form::Draft, page},
};

/// POST `/admin/account-requests/{number}/approve` (`username`, if another than the one asked for)
///
/// # Errors
/// 404, 403, 409 without consent or over an objection, or when it was answered, 422 at a name that is taken.
pub async fn approve(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &number, form, Event::Approve, "account-request-approved").await
}

/// POST `/admin/account-requests/{number}/refuse` (`text`)
///
/// # Errors
/// 404, 403, 409 when it was answered, 422 without a reason.
pub async fn refuse(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &number, form, Event::Refuse, "account-request-refused").await
}

/// POST `/admin/account-requests/{number}/consent`
///
/// # Errors
/// 404, 403, 409 when it takes none, was given, or the request was answered.
pub async fn consent(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &number, form, Event::Consent, "account-request-consented").await
}

/// POST `/admin/account-requests/{number}/object` (`text`)
///
/// # Errors
/// 404, 403, 409 when an objection stands or the request was answered, 422 without a reason.
pub async fn object(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &number, form, Event::Object, "account-request-objected").await
}

/// POST `/admin/account-requests/{number}/overrule` (`text`)
///
/// # Errors
/// 404, 403, 409 when no objection stands, 422 without a reason.
pub async fn overrule(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &number, form, Event::Overrule, "account-request-overruled").await
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    number: &str,
    form: Form<SaidForm>,
    event: Event,
    happened: &'static str,
) -> AppResult<HttpResponse> {
    let about = number.to_owned();
    let work = move |tx: &mut PgConnection, who: &Actor, draft: Draft<SaidForm>| {
        Ok(done(tx, who, &about, event, draft)?.path())
    };
    match Draft::posted(form).send(db, ctx.actor()?, work).await? {
        Ok(path) => Ok(page::see_other_saying(&path, happened)),
        Err(draft) => show::draw(ctx, db, number, Some(event), draft).await,
    }
}

fn done(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    event: Event,
    draft: Draft<SaidForm>,
) -> AppResult<AccountRequest> {
    let Draft { typed, errors, seen, .. } = draft;
    let now = Utc::now();
    match event {
        Event::Approve => commands::approve(tx, who, number, seen, typed.name(errors), now),
        Event::Refuse => commands::refuse(tx, who, number, seen, typed.words(errors), now),
        Event::Consent => commands::consent(tx, who, number, seen, now),
        Event::Object => commands::object(tx, who, number, seen, typed.words(errors), now),
        Event::Overrule => commands::overrule(tx, who, number, seen, typed.words(errors), now),
        // No button of anybody's.
        Event::Expire => Err(AppError::forbidden()),
    }
}
