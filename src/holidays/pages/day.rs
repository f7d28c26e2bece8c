//! `/admin/calendar/days/{date}`: a single day.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

use super::confirm;
use crate::{
    calendar::DayKind,
    db::Db,
    error::{AppError, AppResult},
    holidays::{
        form::DayForm,
        model::{PLAIN, YEARS, Year},
        queries,
    },
    web::{
        Ctx, Form, filters,
        form::{Choice, Draft, Errors, Field},
        kept, list, page,
    },
};

#[derive(Template)]
#[template(path = "holidays/day.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    date: NaiveDate,
    year: Year,
    kept: Option<DateTime<Utc>>,
    submission: Uuid,
    kind: Field,
    kinds: Vec<Choice>,
    name: Field,
}

impl Edit {
    fn path(&self) -> String {
        path_of(self.date)
    }
}

/// GET `/admin/calendar/days/{date}`
///
/// # Errors
/// 404 for what is no day that can be planned.
pub async fn filled(ctx: Ctx, db: Data<Db>, date: Path<String>) -> AppResult<HttpResponse> {
    let (who, date) = (ctx.actor()?, date_of(&date)?);
    let (year, kept) =
        db.read(move |c| Ok((queries::year(c, date.year())?, kept::find(c, who.id, &path_of(date))?))).await?;
    let draft = Draft::new(DayForm::of(&year, date)).or_kept(kept);
    draw(&ctx, date, year, draft)
}

/// POST `/admin/calendar/days/{date}` (`kind`, `name`): what it would do, with nothing written.
///
/// # Errors
/// 404, 422 with every refusal at its field.
pub async fn preview(ctx: Ctx, db: Data<Db>, date: Path<String>, form: Form<DayForm>) -> AppResult<HttpResponse> {
    let date = date_of(&date)?;
    let year = db.read(move |c| queries::year(c, date.year())).await?;
    let draft = Draft::posted(form);
    match draft.typed.parse(date, year.published, draft.errors.clone()) {
        Ok(plan) => confirm::preview(&ctx, &db, plan, Some(date)).await,
        Err(errors) => draw(&ctx, date, year, Draft { errors, ..draft }),
    }
}

fn date_of(path: &str) -> AppResult<NaiveDate> {
    list::day(path).filter(|day| YEARS.contains(&day.year())).ok_or(AppError::NotFound)
}

pub(super) fn path_of(date: NaiveDate) -> String {
    format!("/admin/calendar/days/{date}")
}

fn draw(ctx: &Ctx, date: NaiveDate, year: Year, draft: Draft<DayForm>) -> AppResult<HttpResponse> {
    let (status, lang) = (draft.status(), ctx.language());
    let Draft { typed, errors, kept, submission, .. } = draft;
    let kinds = [DayKind::Off, DayKind::MakeUp];
    let named = kinds.into_iter().map(|kind| Choice::new(kind.code(), lang.say(&kind.label()), &typed.kind));
    let plain = Choice::new(PLAIN, lang.t("calendar-day-plain"), &typed.kind);
    let page = Edit {
        date,
        year,
        kept,
        submission,
        kinds: std::iter::once(plain).chain(named).collect(),
        kind: Field::new("kind", "calendar-kind", typed.kind.as_str()).checked(&errors).required(),
        name: Field::new("name", "calendar-name", typed.name.as_str()).hinted("calendar-name-hint").checked(&errors),
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &page, status)
}
