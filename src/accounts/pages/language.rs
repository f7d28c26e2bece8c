use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    web::Data,
};
use chrono::Utc;

use crate::{
    accounts::{commands, form::LanguageForm},
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    web::{
        Ctx, Form,
        i18n::{self, Lang},
        own_path::OwnPath,
        page,
    },
};

/// POST `/me/language`: for one's account, and for this browser while nobody is signed in.
pub async fn choose(
    ctx: Ctx,
    db: Data<Db>,
    settings: Data<Settings>,
    form: Form<LanguageForm>,
) -> AppResult<HttpResponse> {
    let Some(lang) = Lang::from_code(&form.typed.language) else {
        return Err(AppError::at("language", "account-language-unknown"));
    };
    if let Ok(who) = ctx.actor() {
        db.write(move |tx| commands::speak(tx, &who, lang, Utc::now())).await?;
    }
    let mut response = page::see_other(OwnPath::read(&form.typed.next).as_str());
    let cookie = Cookie::build(i18n::COOKIE, lang.code())
        .path("/")
        .http_only(true)
        .secure(settings.is_https())
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(response)
}
