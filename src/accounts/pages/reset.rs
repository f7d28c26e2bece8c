use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;

use super::NewPasswordFields;
use crate::{
    accounts::{
        account::{self, Account},
        commands,
        form::PasswordForm,
        hashing,
        password::{NewPassword, remembers},
        queries,
        token::Token,
    },
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    web::{Ctx, Form, filters, form::Errors, page},
};

#[derive(Template)]
#[template(path = "accounts/reset.html")]
struct Reset {
    ctx: Ctx,
    username: String,
    action: String,
    choosing: NewPasswordFields,
    errors: Errors,
}

/// A link that doesn't open any more.
#[derive(Template)]
#[template(path = "accounts/reset_gone.html")]
struct ResetGone {
    ctx: Ctx,
}

/// Whose password it is, and what they had before.
struct Resetting {
    account: Account,
    earlier: Vec<String>,
}

/// GET `/password/reset/{token}`. Looking uses nothing up: mail servers open links too.
pub async fn show(ctx: Ctx, db: Data<Db>, settings: Data<Settings>, token: Path<String>) -> AppResult<HttpResponse> {
    let token = Token::read(&token);
    match resetting(&db, token.clone()).await? {
        Some(whose) => page::show(&ctx, &blank(&ctx, &settings, &token, &whose.account, Errors::default())),
        None => gone(&ctx),
    }
}

/// POST `/password/reset/{token}`
pub async fn submit(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    token: Path<String>,
    form: Form<PasswordForm>,
) -> AppResult<HttpResponse> {
    let token = Token::read(&token);
    let Some(Resetting { account, earlier }) = resetting(&db, token.clone()).await? else { return gone(&ctx) };
    let (typed, mut errors) = (form.typed, form.errors);
    let new = NewPassword::parse(&typed.new, &typed.again, &account.username, settings.passwords, &mut errors);
    if remembers(settings.passwords) && hashing::is_one_of(typed.new, earlier).await? {
        errors.add("new_password", "account-password-had-before");
    }
    let Some(new) = new.filter(|_| errors.is_empty()) else {
        return page::refused(&ctx, &blank(&ctx, &settings, &token, &account, errors));
    };
    let hash = hashing::hash_in_turn(new.secret()).await?;
    let origin = ctx.origin().clone();
    let done = db.write(move |tx| commands::reset_password(tx, &token, &hash, &origin, Utc::now())).await;
    match done {
        Ok(()) => Ok(page::see_other_saying("/login", "account-password-was-reset")),
        Err(AppError::NotFound) => gone(&ctx),
        Err(error) => Err(error),
    }
}

async fn resetting(db: &Db, token: Token) -> AppResult<Option<Resetting>> {
    db.read(move |c| {
        let Some(user) = queries::reset_of(c, &token, Utc::now())? else { return Ok(None) };
        let account = account::get(c, user)?;
        let mut earlier = queries::earlier_passwords(c, user)?;
        earlier.push(account.password_hash.clone());
        Ok(Some(Resetting { account, earlier }))
    })
    .await
}

fn blank(ctx: &Ctx, settings: &Settings, token: &Token, account: &Account, errors: Errors) -> Reset {
    Reset {
        ctx: ctx.clone(),
        username: account.username.clone(),
        action: token.reset_path(),
        choosing: NewPasswordFields::new(settings.passwords, &errors),
        errors,
    }
}

fn gone(ctx: &Ctx) -> AppResult<HttpResponse> {
    page::with_status(ctx, &ResetGone { ctx: ctx.clone() }, StatusCode::NOT_FOUND)
}
