//! `/admin/maintenance`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    PATH, commands,
    form::{NOTICE, WindowForm},
    model::Window,
    queries,
};
use crate::{
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Draft, Errors, Field},
        i18n::Lang,
        kept, page,
        path::id_of,
        submission,
    },
};

#[derive(Template)]
#[template(path = "upkeep/maintenance.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    lang: Lang,
    now: DateTime<Utc>,
    /// The one that lasts, or comes next.
    next: Option<Window>,
    past: Vec<Window>,
    path: String,
    submission: Uuid,
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    begins_at: Field,
    ends_at: Field,
    notice_zh: Field,
    notice_en: Field,
}

impl Show {
    /// Whether it lasts already: then its beginning stays.
    fn is_on(&self) -> bool {
        self.next.as_ref().is_some_and(|window| window.begins_at <= self.now)
    }
}

/// GET `/admin/maintenance`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (all, kept) = db.read(move |c| Ok((queries::all(c)?, kept::find(c, who.id, PATH)?))).await?;
    let now = Utc::now();
    let draft = match queries::next(&all, now) {
        Some(window) => Draft::new(WindowForm::from(window)),
        None => Draft::new(WindowForm::default()).or_kept(kept),
    };
    draw(&ctx, all, now, draft)
}

/// POST `/admin/maintenance` (`begins_at`, `ends_at`, `notice_zh`, `notice_en`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<WindowForm>) -> AppResult<HttpResponse> {
    let made = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let now = Utc::now();
        commands::create(tx, who, &draft.typed.parse(None, now, draft.errors)?, now)?;
        kept::forget(tx, who.id, PATH)?;
        Ok(PATH.to_owned())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "maintenance-saved")),
        Err(draft) => again(&ctx, &db, draft).await,
    }
}

/// POST `/admin/maintenance/{id}` (`begins_at`, `ends_at`, `notice_zh`, `notice_en`)
///
/// # Errors
/// 404, 403, 409 once it has ended, or over what it is now when it was changed since the page was drawn, 422 with every
/// refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<WindowForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let now = Utc::now();
        let before = commands::lock_for(tx, who, id, draft.seen, now)?;
        let begun = Some(before.begins_at).filter(|begun| *begun <= now);
        commands::update(tx, who, &before, &draft.typed.parse(begun, now, draft.errors)?, now)?;
        Ok(PATH.to_owned())
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "maintenance-saved")),
        Err(draft) => again(&ctx, &db, draft).await,
    }
}

/// POST `/admin/maintenance/{id}/end`
///
/// # Errors
/// 404, 403, 409 once it has ended, or when it was changed since the page was drawn.
pub async fn end(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number, seen) = (ctx.actor()?, id_of(&id)?, form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let now = Utc::now();
            let before = commands::lock_for(tx, &who, id, seen, now)?;
            commands::end(tx, &who, &before, now)?;
            Ok(PATH.to_owned())
        })
    });
    Ok(page::see_other_saying(&done.await?, "maintenance-ended-now"))
}

async fn again(ctx: &Ctx, db: &Db, draft: Draft<WindowForm>) -> AppResult<HttpResponse> {
    let all = db.read(queries::all).await?;
    draw(ctx, all, Utc::now(), draft)
}

fn draw(ctx: &Ctx, all: Vec<Window>, now: DateTime<Utc>, draft: Draft<WindowForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let next = queries::next(&all, now).cloned();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    let mut page = Show {
        lang: ctx.language(),
        now,
        path: next.as_ref().map_or_else(|| PATH.to_owned(), Window::path),
        submission,
        version: next.as_ref().map(|window| seen.unwrap_or(window.version)),
        kept,
        changes: None,
        begins_at: field("begins_at", "maintenance-begins", &typed.begins_at).hinted("maintenance-begins-hint"),
        ends_at: field("ends_at", "maintenance-ends", &typed.ends_at).hinted("maintenance-ends-hint"),
        notice_zh: field("notice_zh", "maintenance-notice-zh", &typed.notice_zh).required().at_most(NOTICE.0),
        notice_en: field("notice_en", "maintenance-notice-en", &typed.notice_en).required().at_most(NOTICE.1),
        past: all.into_iter().filter(|window| window.has_ended(now)).collect(),
        next,
        errors,
        ctx: ctx.clone(),
    };
    page.changes = overtaken.zip(page.next.as_ref()).map(|(says, now)| {
        let now = WindowForm::from(now);
        let fields = [
            Change::of(&page.begins_at, &now.begins_at),
            Change::of(&page.ends_at, &now.ends_at),
            Change::of(&page.notice_zh, &now.notice_zh),
            Change::of(&page.notice_en, &now.notice_en),
        ];
        Changes::new(says, fields)
    });
    page::with_status(ctx, &page, status)
}
