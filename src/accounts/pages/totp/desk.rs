//! What `/me/totp` shows, as far as it has come.

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use uuid::Uuid;

use crate::{
    accounts::{
        commands::{self, Given, Verdict},
        form::ProofForm,
        pages::{only, own_password, too_often},
        second_factor::{self, Factor, Qr, Seals, codes_left},
    },
    config::{Keys, Settings},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form,
        detour::needs_second_factor,
        filters,
        form::{Errors, Field},
        page,
    },
};

/// It is off.
#[derive(Template)]
#[template(path = "accounts/totp_off.html")]
struct TotpOff {
    ctx: Ctx,
    /// Nothing else can be done before.
    required: bool,
    current: Field,
    errors: Errors,
}

/// The app gets to know the secret, and shows that it does.
#[derive(Template)]
#[template(path = "accounts/totp_set_up.html")]
struct TotpSetUp {
    ctx: Ctx,
    qr: Qr,
    secret: String,
    plain: String,
    code: Field,
    current: Field,
    errors: Errors,
}

/// Recovery codes to be written down.
#[derive(Template)]
#[template(path = "accounts/totp_codes.html")]
struct TotpCodes {
    ctx: Ctx,
    codes: Vec<String>,
}

/// It is on.
#[derive(Template)]
#[template(path = "accounts/totp_on.html")]
struct TotpOn {
    ctx: Ctx,
    since: DateTime<Utc>,
    codes_left: i64,
    /// It can't be switched off.
    required: bool,
    renew: Proof,
    disable: Proof,
    errors: Errors,
}

/// What is asked once more. Two forms of the page ask for it: fields are numbered by them.
struct Proof {
    password: Field,
    code: Field,
}

impl Proof {
    fn new(form: usize, errors: &Errors) -> Self {
        let field = |name, label| Field::new(name, label, "").in_row(form).required().checked(errors);
        Self { password: field("current_password", "account-current-password"), code: field("code", "account-code") }
    }

    fn is_open(&self) -> bool {
        self.password.is_invalid() || self.code.is_invalid()
    }
}

/// The page's forms that ask for it.
pub const RENEW: usize = 1;
pub const DISABLE: usize = 2;

/// Who asks, with what the page needs besides.
pub struct Desk<'a> {
    pub ctx: &'a Ctx,
    pub db: &'a Db,
    pub keys: &'a Keys,
    pub settings: &'a Settings,
}

impl Desk<'_> {
    pub fn who(&self) -> AppResult<(Arc<Actor>, Uuid)> {
        Ok((self.ctx.actor()?, self.ctx.session().unwrap_or_default()))
    }

    /// The page as it stands, with what is wrong.
    pub async fn answer(&self, errors: Errors, status: StatusCode) -> AppResult<HttpResponse> {
        let (who, session) = self.who()?;
        let (user, now, seals) = (who.id, Utc::now(), Seals::new(self.keys));
        let (factor, codes_left) =
            self.db.read(move |c| Ok((second_factor::find(c, user)?, codes_left(c, user)?))).await?;
        let required = needs_second_factor(&who, self.settings);
        let ctx = self.ctx.clone();
        match factor {
            Some(Factor { enabled_at: Some(since), .. }) if !errors.is_empty() => {
                self.draw(&on(ctx, since, codes_left, required, errors), status)
            }
            Some(factor @ Factor { enabled_at: Some(since), .. }) => {
                let codes = factor.shown_codes(&seals, session, now);
                if codes.is_empty() {
                    return self.draw(&on(ctx, since, codes_left, required, errors), status);
                }
                self.draw(&TotpCodes { ctx, codes }, status)
            }
            Some(factor) if factor.is_being_set_up(session, now) => {
                let secret = factor.secret(&seals)?;
                let qr = Qr::of(&secret.address(&who.username)?)?;
                let code = Field::new("code", "account-totp-code", "").required().checked(&errors);
                let (secret, plain) = (secret.grouped(), secret.base32().to_owned());
                self.draw(&TotpSetUp { ctx, qr, secret, plain, code, current: current(&errors), errors }, status)
            }
            _ => self.draw(&TotpOff { ctx, required, current: current(&errors), errors }, status),
        }
    }

    fn draw(&self, page: &impl Template, status: StatusCode) -> AppResult<HttpResponse> {
        match status {
            StatusCode::TOO_MANY_REQUESTS => too_often(self.ctx, page),
            status => page::with_status(self.ctx, page, status),
        }
    }

    pub async fn refuse(&self, errors: Errors) -> AppResult<HttpResponse> {
        self.answer(errors, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    pub async fn slow_down(&self, field: &str, why: Text) -> AppResult<HttpResponse> {
        self.answer(only(field, why), StatusCode::TOO_MANY_REQUESTS).await
    }

    /// Password and code once more; the answer to who can't give them.
    pub async fn prove(&self, form: Form<ProofForm>, number: usize) -> AppResult<Option<HttpResponse>> {
        let (who, _) = self.who()?;
        let user = who.id;
        if !self.db.read(move |c| second_factor::find(c, user)).await?.as_ref().is_some_and(Factor::is_on) {
            return Err(AppError::NotNow(Text::new("account-totp-is-off")));
        }
        let (password_at, code_at) = (format!("current_password-{number}"), format!("code-{number}"));
        let mut errors = form.errors;
        let code = errors.take(&code_at, second_factor::code(form.typed.code.expose_secret()));
        match own_password(self.db, &who, &form.typed.password, &password_at, &mut errors).await {
            Err(AppError::TooOften(why)) => return self.slow_down(&password_at, why).await.map(Some),
            checked => checked?,
        };
        let (Some(code), true) = (code, errors.is_empty()) else { return self.refuse(errors).await.map(Some) };
        let given = Given { code, seals: Seals::new(self.keys) };
        match self.check(who, given).await {
            Ok(Verdict::Right) => Ok(None),
            Ok(_) => self.refuse(only(&code_at, "account-code-wrong")).await.map(Some),
            Err(AppError::TooOften(why)) => self.slow_down(&code_at, why).await.map(Some),
            Err(error) => Err(error),
        }
    }

    async fn check(&self, who: Arc<Actor>, given: Given) -> AppResult<Verdict> {
        let now = Utc::now();
        let asking = who.clone();
        let attempt = self.db.write(move |tx| commands::begin_own_code(tx, &asking, now)).await?;
        self.db.write(move |tx| commands::conclude_own_code(tx, &who, attempt, &given, now)).await
    }
}

fn current(errors: &Errors) -> Field {
    Field::new("current_password", "account-current-password", "").required().checked(errors)
}

fn on(ctx: Ctx, since: DateTime<Utc>, codes_left: i64, required: bool, errors: Errors) -> TotpOn {
    let (renew, disable) = (Proof::new(RENEW, &errors), Proof::new(DISABLE, &errors));
    TotpOn { ctx, since, codes_left, required, renew, disable, errors }
}
