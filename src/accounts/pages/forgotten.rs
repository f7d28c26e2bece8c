use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::Utc;
use futures_util::future::join;
use tokio::time::{Duration, sleep};

use super::{only, too_often};
use crate::{
    accounts::{commands, form::ForgottenForm, username::Username},
    db::Db,
    error::{AppError, AppResult},
    web::{
        Ctx, Form, filters,
        form::{Errors, Field},
        page,
    },
};

/// The answer takes at least so long, whether anything was mailed or not.
const ANSWER: Duration = Duration::from_millis(150);

#[derive(Template)]
#[template(path = "accounts/forgotten.html")]
struct Forgotten {
    ctx: Ctx,
    username: Field,
    errors: Errors,
}

impl Forgotten {
    fn new(ctx: &Ctx, typed: &str, errors: Errors) -> Self {
        let username = Field::new("username", "account-username", typed).required().checked(&errors);
        Self { ctx: ctx.clone(), username, errors }
    }
}

/// GET `/password/forgotten`
pub async fn show(ctx: Ctx) -> AppResult<HttpResponse> {
    page::show(&ctx, &Forgotten::new(&ctx, "", Errors::default()))
}

/// POST `/password/forgotten`: one answer for everybody.
pub async fn submit(ctx: Ctx, db: Data<Db>, form: Form<ForgottenForm>) -> AppResult<HttpResponse> {
    let (typed, mut errors) = (form.typed.username, form.errors);
    if typed.trim().is_empty() {
        errors.add("username", "account-username-missing");
    }
    if !errors.is_empty() {
        return page::refused(&ctx, &Forgotten::new(&ctx, &typed, errors));
    }
    let (name, origin) = (Username::parse(&typed), ctx.origin().clone());
    let asking = db.write(move |tx| commands::ask_for_reset(tx, name.as_ref(), &origin, Utc::now()));
    match join(asking, sleep(ANSWER)).await.0 {
        Ok(()) => Ok(page::see_other_saying("/login", "account-reset-asked")),
        Err(AppError::TooOften(why)) => too_often(&ctx, &Forgotten::new(&ctx, &typed, only("username", why))),
        Err(error) => Err(error),
    }
}
