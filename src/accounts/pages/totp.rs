//! `/me/totp`: the second factor, from off over its setting up and its recovery codes to on.

mod desk;

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use chrono::Utc;
use secrecy::ExposeSecret;

use self::desk::{DISABLE, Desk, RENEW};
use super::own_password;
use crate::{
    accounts::{
        commands::{self, Given},
        form::{CodeForm, ProofForm},
        second_factor::{self, Seals},
    },
    config::{Keys, Settings},
    db::Db,
    error::{AppError, AppResult},
    text::Text,
    web::{Ctx, Form, detour::needs_second_factor, export, form::Errors, page},
};

const PATH: &str = "/me/totp";

/// GET `/me/totp`
pub async fn show(ctx: Ctx, db: Data<Db>, keys: Data<Keys>, settings: Data<Settings>) -> AppResult<HttpResponse> {
    let desk = Desk { ctx: &ctx, db: &db, keys: &keys, settings: &settings };
    desk.answer(Errors::default(), StatusCode::OK).await
}

/// POST `/me/totp/begin`
pub async fn begin(
    ctx: Ctx,
    db: Data<Db>,
    keys: Data<Keys>,
    settings: Data<Settings>,
    form: Form<ProofForm>,
) -> AppResult<HttpResponse> {
    let desk = Desk { ctx: &ctx, db: &db, keys: &keys, settings: &settings };
    let (who, session) = desk.who()?;
    let mut errors = form.errors;
    match own_password(&db, &who, &form.typed.password, "current_password", &mut errors).await {
        Err(AppError::TooOften(why)) => return desk.slow_down("current_password", why).await,
        checked => checked?,
    };
    if !errors.is_empty() {
        return desk.refuse(errors).await;
    }
    let seals = Seals::new(&keys);
    db.write(move |tx| commands::begin_second_factor(tx, &who, session, &seals, Utc::now())).await?;
    Ok(page::see_other(PATH))
}

/// POST `/me/totp/enable`
pub async fn enable(
    ctx: Ctx,
    db: Data<Db>,
    keys: Data<Keys>,
    settings: Data<Settings>,
    form: Form<CodeForm>,
) -> AppResult<HttpResponse> {
    let desk = Desk { ctx: &ctx, db: &db, keys: &keys, settings: &settings };
    let (who, session) = desk.who()?;
    let mut errors = form.errors;
    let code = errors.take("code", second_factor::app_code(form.typed.code.expose_secret()));
    let (Some(code), true) = (code, errors.is_empty()) else { return desk.refuse(errors).await };
    let given = Given { code, seals: Seals::new(&keys) };
    match db.write(move |tx| commands::enable_second_factor(tx, &who, session, &given, Utc::now())).await {
        Ok(()) => Ok(page::see_other_saying(PATH, "account-totp-switched-on")),
        Err(AppError::Invalid(errors)) => desk.refuse(errors).await,
        Err(error) => Err(error),
    }
}

/// GET `/me/totp/codes.txt`: the recovery codes as a file, while they are shown.
pub async fn codes(ctx: Ctx, db: Data<Db>, keys: Data<Keys>) -> AppResult<HttpResponse> {
    let (who, session) = (ctx.actor()?, ctx.session().unwrap_or_default());
    let user = who.id;
    let factor = db.read(move |c| second_factor::find(c, user)).await?.ok_or(AppError::NotFound)?;
    let codes = factor.shown_codes(&Seals::new(&keys), session, Utc::now());
    if codes.is_empty() {
        return Err(AppError::NotFound);
    }
    let says = ctx.language().say(&Text::new("account-codes-file").with("username", who.username.as_str()));
    let text = format!("{says}\r\n\r\n{}\r\n", codes.join("\r\n"));
    Ok(export::download("yunwu-recovery-codes.txt", "text/plain; charset=utf-8").body(text))
}

/// POST `/me/totp/put-away`
pub async fn put_away(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    db.write(move |tx| commands::put_codes_away(tx, &who)).await?;
    Ok(page::see_other_saying(PATH, "account-codes-put-away"))
}

/// POST `/me/totp/renew`
pub async fn renew(
    ctx: Ctx,
    db: Data<Db>,
    keys: Data<Keys>,
    settings: Data<Settings>,
    form: Form<ProofForm>,
) -> AppResult<HttpResponse> {
    let desk = Desk { ctx: &ctx, db: &db, keys: &keys, settings: &settings };
    let (who, session) = desk.who()?;
    if let Some(refusal) = desk.prove(form, RENEW).await? {
        return Ok(refusal);
    }
    let seals = Seals::new(&keys);
    db.write(move |tx| commands::renew_recovery_codes(tx, &who, session, &seals, Utc::now())).await?;
    Ok(page::see_other_saying(PATH, "account-codes-renewed"))
}

/// POST `/me/totp/disable`
pub async fn disable(
    ctx: Ctx,
    db: Data<Db>,
    keys: Data<Keys>,
    settings: Data<Settings>,
    form: Form<ProofForm>,
) -> AppResult<HttpResponse> {
    let desk = Desk { ctx: &ctx, db: &db, keys: &keys, settings: &settings };
    let (who, _) = desk.who()?;
    if needs_second_factor(&who, &settings) {
        return Err(AppError::NotNow(Text::new("account-totp-required")));
    }
    if let Some(refusal) = desk.prove(form, DISABLE).await? {
        return Ok(refusal);
    }
    db.write(move |tx| commands::disable_second_factor(tx, &who, Utc::now())).await?;
    Ok(page::see_other_saying(PATH, "account-totp-switched-off"))
}
