use actix_session::Session;
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::USER_AGENT,
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio::time::{Duration, Instant, sleep_until};
use uuid::Uuid;

use super::{code, only, too_often};
use crate::{
    accounts::{
        commands::{self, Admission, Arrival},
        form::SignInForm,
        hashing,
        queries::{self, DemoAccount},
        username::Username,
    },
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    web::{
        Ctx, Form, filters,
        form::{Errors, Field},
        maintenance::{self, Window},
        own_path::OwnPath,
        page, session,
    },
};

/// Header text beyond this says nothing more about a browser.
const AGENT_LENGTH: usize = 400;

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignIn {
    ctx: Ctx,
    errors: Errors,
    username: Field,
    password: Field,
    next: String,
    /// Somebody was here, and was away for too long.
    ran_out: bool,
    /// A time of maintenance, on or near.
    window: Option<Window>,
    /// Whom one may be, in the demonstration.
    people: Vec<DemoAccount>,
}

#[derive(Deserialize)]
pub struct Arriving {
    #[serde(default)]
    next: String,
    #[serde(default)]
    username: String,
}

/// GET `/login`. Who is signed in already is led on.
pub async fn show(ctx: Ctx, db: Data<Db>, session: Session, arriving: Query<Arriving>) -> AppResult<HttpResponse> {
    let Arriving { next, username } = arriving.into_inner();
    if ctx.signed_in() {
        return Ok(page::see_other(OwnPath::from_the_door(&next).as_str()));
    }
    let ran_out = ctx.flashes().is_empty() && session.contains_key(session::WAS);
    let typed = SignInForm { username, next, ..SignInForm::default() };
    page::show(&ctx, &SignIn { ran_out, ..blank(&ctx, &db, &typed, Errors::default()).await? })
}

/// POST `/login`
pub async fn submit(
    request: HttpRequest,
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    session: Session,
    form: Form<SignInForm>,
) -> AppResult<HttpResponse> {
    let typed = form.typed;
    let missing = missing(&typed, form.errors);
    if !missing.is_empty() {
        return page::refused(&ctx, &blank(&ctx, &db, &typed, missing).await?);
    }
    let arrival = arrival(&request, &ctx, &settings);
    let no_sooner = Instant::now() + REFUSAL;
    match let_in(&db, &typed, arrival.clone()).await {
        Ok(Admission::In(user)) => {
            remember(&session, user, &arrival)?;
            Ok(page::see_other(OwnPath::from_the_door(&typed.next).as_str()))
        }
        Ok(Admission::HalfWay(token)) => code::lead_to(&token, &typed.next, settings.is_https()),
        Ok(Admission::Refused) => {
            sleep_until(no_sooner).await;
            page::refused(&ctx, &blank(&ctx, &db, &typed, only("username", "account-sign-in-refused")).await?)
        }
        Err(AppError::TooOften(why)) => too_often(&ctx, &blank(&ctx, &db, &typed, only("username", why)).await?),
        Err(error) => Err(error),
    }
}

fn missing(typed: &SignInForm, mut errors: Errors) -> Errors {
    if typed.username.trim().is_empty() {
        errors.add("username", "account-username-missing");
    }
    if typed.password.expose_secret().is_empty() {
        errors.add("password", "account-password-missing");
    }
    errors
}

/// A refusal takes at least so long: what the database does besides for names that exist can't be told
/// from outside.
pub(super) const REFUSAL: Duration = Duration::from_millis(120);

async fn let_in(db: &Db, typed: &SignInForm, arrival: Arrival) -> AppResult<Admission> {
    let now = Utc::now();
    let (name, origin) = (Username::parse(&typed.username), arrival.origin.clone());
    let candidate = db.write(move |tx| commands::begin_sign_in(tx, name.as_ref(), &origin, now)).await?;
    let matched = hashing::is_password(typed.password.clone(), candidate.stored.clone()).await?;
    db.write(move |tx| commands::conclude_sign_in(tx, &candidate, matched, &arrival, now)).await
}

/// A session of its own, with a new id, whatever session the browser came with.
pub(super) fn remember(session: &Session, user: i64, arrival: &Arrival) -> AppResult<()> {
    let put = || {
        session.clear();
        session.renew();
        session.insert(session::USER, user)?;
        session.insert(session::ID, Uuid::new_v4())?;
        session.insert(session::ADDRESS, &arrival.origin.address)?;
        session.insert(session::AGENT, &arrival.agent)
    };
    put().map_err(|error| AppError::Ours(anyhow::anyhow!("no session: {error}")))
}

pub(super) fn arrival(request: &HttpRequest, ctx: &Ctx, settings: &Settings) -> Arrival {
    let header = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent = header.chars().take(AGENT_LENGTH).collect();
    Arrival { origin: ctx.origin().clone(), agent, passwords: settings.passwords }
}

async fn blank(ctx: &Ctx, db: &Db, typed: &SignInForm, errors: Errors) -> AppResult<SignIn> {
    let people = if ctx.demo() { db.read(queries::demo_accounts).await? } else { Vec::new() };
    // The door is shown without a database too.
    let window = db.read(maintenance::current).await.unwrap_or_default();
    Ok(SignIn {
        username: Field::new("username", "account-username", &typed.username).required().checked(&errors),
        password: Field::new("password", "account-password", "").required().checked(&errors),
        next: typed.next.clone(),
        ran_out: false,
        ctx: ctx.clone(),
        errors,
        window,
        people,
    })
}

/// POST `/logout`
pub async fn sign_out(ctx: Ctx, db: Data<Db>, session: Session) -> AppResult<HttpResponse> {
    if let Ok(who) = ctx.actor() {
        db.write(move |tx| commands::sign_out(tx, &who)).await?;
    }
    session.purge();
    Ok(page::see_other_saying("/login", "account-signed-out"))
}
