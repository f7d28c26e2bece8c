use actix_web::{HttpResponse, web::Data};
use askama::Template;

use crate::{
    accounts::{
        account::{self, Account},
        commands,
        form::ProfileForm,
        profile::MailPreference,
    },
    db::Db,
    error::AppResult,
    policy::Role,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Errors, Field},
        i18n::Lang,
        page,
    },
};

#[derive(Template)]
#[template(path = "accounts/me.html")]
struct Me {
    ctx: Ctx,
    version: i32,
    account: Account,
    roles: Vec<Text>,
    grants: Vec<Text>,
    display_name: Field,
    phone: Field,
    email: Field,
    language: Field,
    languages: Vec<Choice>,
    mail: Field,
    mails: Vec<Choice>,
    errors: Errors,
}

/// GET `/me`
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let account = own_account(&ctx, &db).await?;
    let typed = ProfileForm::of(&account);
    let version = account.version;
    page::show(&ctx, &me(&ctx, account, &typed, version, Errors::default())?)
}

/// POST `/me`
pub async fn submit(ctx: Ctx, db: Data<Db>, form: Form<ProfileForm>) -> AppResult<HttpResponse> {
    let profile = match form.parse() {
        Ok(profile) => profile,
        Err(errors) => {
            let account = own_account(&ctx, &db).await?;
            let version = form.version().unwrap_or(account.version);
            return page::refused(&ctx, &me(&ctx, account, &form.typed, version, errors)?);
        }
    };
    let (who, version) = (ctx.actor()?, form.version());
    db.write(move |tx| commands::update_profile(tx, &who, &profile, version)).await?;
    Ok(page::see_other_saying("/me", "account-profile-saved"))
}

async fn own_account(ctx: &Ctx, db: &Db) -> AppResult<Account> {
    let id = ctx.actor()?.id;
    db.read(move |c| account::get(c, id)).await
}

fn me(ctx: &Ctx, account: Account, typed: &ProfileForm, version: i32, errors: Errors) -> AppResult<Me> {
    let who = ctx.actor()?;
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    Ok(Me {
        version,
        account,
        roles: who.roles.iter().copied().map(Role::label).collect(),
        grants: who.grants.iter().filter(|grant| who.holds(**grant)).map(|grant| grant.label()).collect(),
        display_name: field("display_name", "account-display-name", &typed.display_name).required(),
        phone: field("phone", "account-phone", &typed.phone).hinted("account-phone-hint"),
        email: field("email", "account-email", &typed.email).required().hinted("account-email-hint"),
        language: field("language", "account-language", &typed.language).required(),
        languages: Lang::ALL.into_iter().map(|lang| language(lang, &typed.language)).collect(),
        mail: field("mail_preference", "account-mail", &typed.mail_preference).required().hinted("account-mail-hint"),
        mails: MailPreference::ALL.into_iter().map(|mail| preference(ctx, mail, &typed.mail_preference)).collect(),
        ctx: ctx.clone(),
        errors,
    })
}

/// Each in its own language.
fn language(lang: Lang, chosen: &str) -> Choice {
    Choice::new(lang.code(), lang.t("account-language-own-name"), chosen)
}

fn preference(ctx: &Ctx, mail: MailPreference, chosen: &str) -> Choice {
    Choice::new(mail.code(), ctx.language().say(&mail.label()), chosen)
}
