use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    accounts::{
        account::{self, Account},
        commands,
        form::ProfileForm,
        profile::MailPreference,
    },
    db::Db,
    error::AppResult,
    policy::{Actor, Role},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
    },
};

const PATH: &str = "/me";

#[derive(Template)]
#[template(path = "accounts/me.html")]
struct Me {
    ctx: Ctx,
    submission: Uuid,
    version: i32,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
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
    let id = ctx.actor()?.id;
    let (account, kept) = db
        .read(move |c| {
            let account = account::get(c, id)?;
            let kept = kept::since(c, id, PATH, account.updated_at)?;
            Ok((account, kept))
        })
        .await?;
    let draft = Draft::new(ProfileForm::of(&account)).or_kept(kept);
    draw(&ctx, account, draft)
}

/// POST `/me`
pub async fn submit(ctx: Ctx, db: Data<Db>, form: Form<ProfileForm>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    match Draft::posted(form).send(&db, who.clone(), save).await? {
        Ok(path) => Ok(page::see_other_saying(&path, "account-profile-saved")),
        Err(draft) => {
            let account = db.read(move |c| account::get(c, who.id)).await?;
            draw(&ctx, account, draft)
        }
    }
}

fn save(tx: &mut PgConnection, who: &Actor, draft: Draft<ProfileForm>) -> AppResult<String> {
    commands::lock_own_account(tx, who, draft.seen)?;
    let profile = draft.typed.parse(draft.errors)?;
    commands::update_profile(tx, who, draft.seen, &profile, Utc::now())?;
    kept::forget(tx, who.id, PATH)?;
    Ok(PATH.to_owned())
}

fn draw(ctx: &Ctx, account: Account, draft: Draft<ProfileForm>) -> AppResult<HttpResponse> {
    let (who, status) = (ctx.actor()?, draft.status());
    page::with_status(ctx, &Me::new(ctx, &who, account, draft), status)
}

impl Me {
    fn new(ctx: &Ctx, who: &Actor, account: Account, draft: Draft<ProfileForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let mut page = Self {
            submission,
            version: seen.unwrap_or(account.version),
            kept,
            changes: None,
            roles: who.roles.iter().copied().map(Role::label).collect(),
            grants: who.grants.iter().filter(|grant| who.holds(**grant)).map(|grant| grant.label()).collect(),
            display_name: field("display_name", "account-display-name", &typed.display_name).required(),
            phone: field("phone", "account-phone", &typed.phone).hinted("account-phone-hint"),
            email: field("email", "account-email", &typed.email).required().hinted("account-email-hint"),
            language: field("language", "account-language", &typed.language).required(),
            languages: Lang::ALL.into_iter().map(|lang| language(lang, &typed.language)).collect(),
            mail: field("mail_preference", "account-mail", &typed.mail_preference)
                .required()
                .hinted("account-mail-hint"),
            mails: MailPreference::ALL.into_iter().map(|mail| preference(ctx, mail, &typed.mail_preference)).collect(),
            account,
            ctx: ctx.clone(),
            errors,
        };
        page.changes = overtaken.map(|says| page.differing(says, &ProfileForm::of(&page.account)));
        page
    }

    fn differing(&self, says: Text, now: &ProfileForm) -> Changes {
        let fields = [
            Change::of(&self.display_name, &now.display_name),
            Change::of(&self.phone, &now.phone),
            Change::of(&self.email, &now.email),
            Change::chosen(&self.language, &self.languages, &now.language),
            Change::chosen(&self.mail, &self.mails, &now.mail_preference),
        ];
        Changes::new(says, fields)
    }
}

/// Each in its own language.
fn language(lang: Lang, chosen: &str) -> Choice {
    Choice::new(lang.code(), lang.t("account-language-own-name"), chosen)
}

fn preference(ctx: &Ctx, mail: MailPreference, chosen: &str) -> Choice {
    Choice::new(mail.code(), ctx.language().say(&mail.label()), chosen)
}
