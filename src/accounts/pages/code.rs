//! `/login/totp`: the code, from who gave the right password in this browser.

use actix_session::Session;
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};

use super::{
    only,
    sign_in::{REFUSAL, arrival, remember},
    too_often,
};
use crate::{
    accounts::{
        commands::{self, Arrival, Given},
        form::CodeForm,
        second_factor::{self, Seals, half_way},
        token::Token,
    },
    config::{Keys, Settings},
    db::Db,
    error::{AppError, AppResult},
    web::{
        Ctx, Form, filters,
        form::{Errors, Field},
        list,
        own_path::OwnPath,
        page,
    },
};

const PATH: &str = "/login/totp";
const COOKIE: &str = "yunwu_half";

#[derive(Template)]
#[template(path = "accounts/sign_in_code.html")]
struct SignInCode {
    ctx: Ctx,
    username: String,
    code: Field,
    next: String,
    errors: Errors,
}

#[derive(Deserialize)]
pub struct Coming {
    #[serde(default)]
    next: String,
}

/// What the code page's browser is known by.
fn cookie(value: &str, age: Duration, https: bool) -> Cookie<'static> {
    let cookie = Cookie::build(COOKIE, value.to_owned()).path("/login").http_only(true).secure(https);
    cookie.same_site(SameSite::Strict).max_age(age).finish()
}

/// From the password to the code.
///
/// # Errors
/// When the cookie can't be set.
pub fn lead_to(token: &Token, next: &str, https: bool) -> AppResult<HttpResponse> {
    let mut response = page::see_other(&list::link(&list::address(PATH, &[("next", next)])));
    let age = Duration::seconds(half_way::LASTS.num_seconds());
    with_cookie(&mut response, &cookie(token.as_str(), age, https))?;
    Ok(response)
}

fn with_cookie(response: &mut HttpResponse, cookie: &Cookie<'_>) -> AppResult<()> {
    response.add_cookie(cookie).map_err(|error| AppError::Ours(anyhow::anyhow!("no cookie: {error}")))
}

fn token(request: &HttpRequest) -> Token {
    Token::read(request.cookie(COOKIE).as_ref().map_or("", Cookie::value))
}

/// Who was half-way in for too long, or never was.
fn begin_again(next: &str) -> HttpResponse {
    page::see_other_saying(&list::link(&list::address("/login", &[("next", next)])), "account-code-too-late")
}

/// GET `/login/totp`
pub async fn show(request: HttpRequest, ctx: Ctx, db: Data<Db>, coming: Query<Coming>) -> AppResult<HttpResponse> {
    let (token, next) = (token(&request), coming.into_inner().next);
    match waiting(&db, token).await? {
        Some(username) => page::show(&ctx, &SignInCode::new(&ctx, username, next, Errors::default())),
        None => Ok(begin_again(&next)),
    }
}

async fn waiting(db: &Db, token: Token) -> AppResult<Option<String>> {
    db.read(move |c| Ok(half_way::find(c, &token, Utc::now())?.map(|waiting| waiting.username))).await
}

/// POST `/login/totp`
pub async fn submit(
    request: HttpRequest,
    ctx: Ctx,
    db: Data<Db>,
    keys: Data<Keys>,
    settings: Data<Settings>,
    session: Session,
    form: Form<CodeForm>,
) -> AppResult<HttpResponse> {
    let (token, next, mut errors) = (token(&request), form.typed.next, form.errors);
    let Some(username) = waiting(&db, token.clone()).await? else { return Ok(begin_again(&next)) };
    let again = |errors| SignInCode::new(&ctx, username.clone(), next.clone(), errors);
    let code = errors.take("code", second_factor::code(form.typed.code.expose_secret()));
    let (Some(code), true) = (code, errors.is_empty()) else { return page::refused(&ctx, &again(errors)) };
    let given = Given { code, seals: Seals::new(&keys) };
    let arrival = arrival(&request, &ctx, &settings);
    let no_sooner = Instant::now() + REFUSAL;
    match let_in(&db, token, given, arrival.clone()).await {
        Ok(Some(user)) => {
            remember(&session, user, &arrival)?;
            let mut response = page::see_other(OwnPath::from_the_door(&next).as_str());
            with_cookie(&mut response, &cookie("", Duration::ZERO, settings.is_https()))?;
            Ok(response)
        }
        Ok(None) => {
            sleep_until(no_sooner).await;
            page::refused(&ctx, &again(only("code", "account-code-wrong")))
        }
        Err(AppError::TooOften(why)) => too_often(&ctx, &again(only("code", why))),
        Err(error) => Err(error),
    }
}

async fn let_in(db: &Db, token: Token, given: Given, arrival: Arrival) -> AppResult<Option<i64>> {
    let now = Utc::now();
    let (half, origin) = (token.clone(), arrival.origin.clone());
    let attempt = db.write(move |tx| commands::begin_code(tx, &half, &origin, now)).await?;
    let Some(attempt) = attempt else { return Ok(None) };
    db.write(move |tx| commands::conclude_code(tx, attempt, &token, &given, &arrival, now)).await
}

impl SignInCode {
    fn new(ctx: &Ctx, username: String, next: String, errors: Errors) -> Self {
        let code = Field::new("code", "account-code", "").hinted("account-code-hint").required().checked(&errors);
        Self { ctx: ctx.clone(), username, code, next, errors }
    }
}
