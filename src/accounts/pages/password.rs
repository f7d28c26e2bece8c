use actix_session::Session;
use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::{TimeDelta, Utc};
use secrecy::SecretString;

use super::{NewPasswordFields, only, own_password, too_often};
use crate::{
    accounts::{
        account,
        commands::{self, PASSWORD_DAYS},
        form::PasswordForm,
        hashing,
        password::{NewPassword, remembers},
        queries,
    },
    config::{PasswordProfile, Settings},
    db::Db,
    error::{AppError, AppResult},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Errors, Field},
        page,
    },
};

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct Password {
    ctx: Ctx,
    current: Field,
    choosing: NewPasswordFields,
    errors: Errors,
}

/// The same for who can't go anywhere else first.
#[derive(Template)]
#[template(path = "accounts/first_password.html")]
struct FirstPassword {
    ctx: Ctx,
    why: Text,
    current: Field,
    choosing: NewPasswordFields,
    errors: Errors,
}

/// What the page answers.
#[derive(Clone, Copy)]
enum Outcome {
    Asked,
    Refused,
    TooOften,
}

/// GET `/me/password`
pub async fn show(ctx: Ctx, db: Data<Db>, settings: Data<Settings>) -> AppResult<HttpResponse> {
    answer(&ctx, &db, &settings, Errors::default(), Outcome::Asked).await
}

/// POST `/me/password`
pub async fn submit(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    session: Session,
    form: Form<PasswordForm>,
) -> AppResult<HttpResponse> {
    let (who, this) = (ctx.actor()?, ctx.session().unwrap_or_default());
    let (typed, mut errors) = (form.typed, form.errors);
    let old = match own_password(&db, &who, &typed.current, "current_password", &mut errors).await {
        Err(AppError::TooOften(why)) => {
            return answer(&ctx, &db, &settings, only("current_password", why), Outcome::TooOften).await;
        }
        checked => checked?,
    };
    let new = NewPassword::parse(&typed.new, &typed.again, &who.username, settings.passwords, &mut errors);
    // Nobody learns of earlier passwords who doesn't know the current one.
    if let Some(old) = &old
        && remembers(settings.passwords)
        && had_before(&db, who.id, old, typed.new).await?
    {
        errors.add("new_password", "account-password-had-before");
    }
    let (Some(old), Some(new), true) = (old, new, errors.is_empty()) else {
        return answer(&ctx, &db, &settings, errors, Outcome::Refused).await;
    };
    let hash = hashing::hash_in_turn(new.secret()).await?;
    db.write(move |tx| commands::change_password(tx, &who, this, &old, &hash, Utc::now())).await?;
    session.renew();
    let on = if must_change(&ctx) { "/" } else { "/me" };
    Ok(page::see_other_saying(on, "account-password-changed"))
}

async fn had_before(db: &Db, user: i64, current: &str, typed: SecretString) -> AppResult<bool> {
    let mut earlier = db.read(move |c| queries::earlier_passwords(c, user)).await?;
    earlier.push(current.to_owned());
    hashing::is_one_of(typed, earlier).await
}

fn must_change(ctx: &Ctx) -> bool {
    ctx.visitor().is_some_and(|visitor| visitor.must_change_password)
}

/// The page, as its reader came to it and with what is wrong.
async fn answer(ctx: &Ctx, db: &Db, settings: &Settings, errors: Errors, outcome: Outcome) -> AppResult<HttpResponse> {
    let current = Field::new("current_password", "account-current-password", "").required().checked(&errors);
    let choosing = NewPasswordFields::new(settings.passwords, &errors);
    if must_change(ctx) {
        let why = why_change(ctx, db, settings.passwords).await?;
        return draw(ctx, &FirstPassword { ctx: ctx.clone(), why, current, choosing, errors }, outcome);
    }
    draw(ctx, &Password { ctx: ctx.clone(), current, choosing, errors }, outcome)
}

fn draw(ctx: &Ctx, page: &impl Template, outcome: Outcome) -> AppResult<HttpResponse> {
    match outcome {
        Outcome::Asked => page::show(ctx, page),
        Outcome::Refused => page::refused(ctx, page),
        Outcome::TooOften => too_often(ctx, page),
    }
}

/// It was given by somebody else, or is too old.
async fn why_change(ctx: &Ctx, db: &Db, profile: PasswordProfile) -> AppResult<Text> {
    let who = ctx.actor()?;
    let changed_at = db.read(move |c| Ok(account::get(c, who.id)?.password_changed_at)).await?;
    let aged = profile == PasswordProfile::Djbh3 && Utc::now() - changed_at > TimeDelta::days(PASSWORD_DAYS);
    let why = if aged {
        Text::new("account-password-aged").with("days", PASSWORD_DAYS)
    } else {
        "account-password-given".into()
    };
    Ok(why)
}
