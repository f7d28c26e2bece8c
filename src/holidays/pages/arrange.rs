//! `/admin/calendar/arrange`: a whole year's arrangement, pasted or from a file.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};

use super::{confirm, show::Asked};
use crate::{
    attachments,
    db::Db,
    error::AppResult,
    holidays::{
        form::ArrangementForm,
        model::{Plan, Planned},
        queries,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field, Upload, UploadedFile},
        import::{self, Limits},
        kept, page,
    },
};

const HERE: &str = "/admin/calendar/arrange";
/// Date, kind and name: what stands beside them in a sheet says nothing of the day.
const COLUMNS: usize = 3;
const LIMITS: Limits = Limits { lines: 400, columns: 8, cell: 200, text: 100_000 };

#[derive(Template)]
#[template(path = "holidays/arrange.html")]
struct Arrange {
    ctx: Ctx,
    errors: Errors,
    kept: Option<DateTime<Utc>>,
    submission: uuid::Uuid,
    year: Field,
    lines: Field,
    file: Field,
    /// Files of this form are never kept.
    uploaded: Vec<UploadedFile>,
    published: Field,
}

/// GET `/admin/calendar/arrange` (`year`)
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, asked.year());
    let (year, kept) = db.read(move |c| Ok((queries::year(c, number)?, kept::find(c, who.id, HERE)?))).await?;
    let days = year.days.iter().map(|day| Planned { date: day.date, kind: Some(day.kind), name: day.name.clone() });
    let plan = Plan { year: number, whole: true, published: year.published, days: days.collect() };
    draw(&ctx, Draft::new(ArrangementForm::of(&plan, ctx.language())).or_kept(kept))
}

/// POST `/admin/calendar/arrange` (`year`, `lines` or `file`, `published`): what it would do, with nothing written.
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn preview(ctx: Ctx, db: Data<Db>, form: Form<ArrangementForm>) -> AppResult<HttpResponse> {
    let mut form = form;
    let file = std::mem::take(&mut form.uploads).into_iter().find(|upload| upload.field == "file");
    if let Some(upload) = file {
        match lines_of(&upload) {
            Ok(lines) => form.typed.lines = lines,
            Err(why) => form.errors.add("file", why),
        }
    }
    form.typed.some = String::new();
    let draft = Draft::posted(form);
    match draft.typed.parse(draft.errors.clone()) {
        Ok(plan) => confirm::preview(&ctx, &db, plan, None).await,
        Err(errors) => draw(&ctx, Draft { errors, ..draft }),
    }
}

/// The file's cells as lines that can be pasted.
fn lines_of(upload: &Upload) -> Result<String, Text> {
    let most = attachments::Limits::SHEET;
    if upload.is_too_big || upload.content.len() > most.size {
        return Err(most.too_big(&upload.file_name));
    }
    let lines = import::file(&upload.content, LIMITS)?;
    Ok(lines
        .into_iter()
        .map(|line| line.cells[..line.cells.len().min(COLUMNS)].join("\t"))
        .collect::<Vec<_>>()
        .join("\n"))
}

pub(super) fn draw(ctx: &Ctx, draft: Draft<ArrangementForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
    let page = Arrange {
        kept,
        submission,
        year: field("year", "calendar-year", &typed.year).required(),
        lines: field("lines", "calendar-lines", &typed.lines).hinted("calendar-lines-hint"),
        file: field("file", "calendar-file", "").hinted("calendar-file-hint"),
        uploaded: Vec::new(),
        published: field("published", "calendar-announced", &typed.published).hinted("calendar-announced-hint"),
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &page, status)
}
