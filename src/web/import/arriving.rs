//! The page on which a sheet comes in, and the template to fill in.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Limits,
    desk::Desk,
    file, pasted,
    sheet::{Column, Sheet},
    waiting,
};
use crate::{
    attachments::{self, name},
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, Form,
        export::{Cells, Format},
        filters,
        form::{Errors, Field, FieldReader, FromFields, Upload, UploadedFile},
        kept,
        page::{self, see_other},
        submission,
    },
};

#[derive(Template)]
#[template(path = "shared/sheet_import.html")]
struct Arriving {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    kept: Option<DateTime<Utc>>,
    path: &'static str,
    list: &'static str,
    list_label: &'static str,
    about: Text,
    template_hint: &'static str,
    file: Field,
    /// Files of this form are never kept.
    uploaded: Vec<UploadedFile>,
    pasted: Field,
    columns: &'static [Column],
}

/// Beside the file.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    pasted: String,
}

impl FromFields for Pasted {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { pasted: fields.text("pasted") }
    }
}

/// The empty form, or what was kept of it.
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: &Ctx, db: &Db, desk: &'static Desk) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, desk.path())).await?;
    let typed = kept.as_ref().map(|kept| Pasted::from_fields(&mut FieldReader::new(&kept.fields)));
    let at = kept.map(|kept| kept.at);
    page::show(ctx, &Arriving::new(ctx, desk, &typed.unwrap_or_default(), Errors::default(), at))
}

/// A sheet (`file` or `pasted`): leads to the report, with nothing written.
///
/// # Errors
/// 422 at the field whose sheet can't be understood.
pub async fn receive(ctx: &Ctx, db: &Db, desk: &'static Desk, form: Form<Pasted>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let Form { typed, errors, uploads, .. } = form;
    let file = uploads.into_iter().find(|upload| upload.field == "file");
    let for_page = typed.clone();
    let read = web::block(move || understood(desk, file, &typed.pasted, errors)).await?;
    let (file_name, sheet) = match read {
        Ok(read) => read,
        Err(errors) => return page::refused(ctx, &Arriving::new(ctx, desk, &for_page, errors, None)),
    };
    let path = db
        .write(move |tx| {
            submission::once(tx, who.id, submission, |tx| {
                let id = waiting::keep(tx, who.id, desk.kind, &file_name, &sheet)?;
                kept::forget(tx, who.id, desk.path())?;
                Ok(desk.path_of(id))
            })
        })
        .await?;
    Ok(see_other(&path))
}

/// The one sheet that came, with its file's name; pasted cells have none.
fn understood(desk: &Desk, upload: Option<Upload>, typed: &str, mut errors: Errors) -> Result<(String, Sheet), Errors> {
    if !errors.is_empty() {
        return Err(errors);
    }
    let limits = Limits { lines: desk.most + 1, columns: 32, cell: 300, text: desk.text };
    let is_pasted = !typed.trim().is_empty();
    let (field, name, lines) = match upload {
        Some(_) if is_pasted => ("pasted", String::new(), Err("network-import-both".into())),
        Some(upload) => {
            let (name, most) = (name::safe(&upload.file_name), attachments::Limits::SHEET);
            let is_too_big = upload.is_too_big || upload.content.len() > most.size;
            let lines = if is_too_big { Err(most.too_big(&name)) } else { file(&upload.content, limits) };
            ("file", name, lines)
        }
        None if is_pasted => ("pasted", String::new(), pasted(typed, limits)),
        None => ("file", String::new(), Err("network-import-nothing-given".into())),
    };
    let sheet = errors.take(field, lines.and_then(|lines| Sheet::of(lines, desk.columns, desk.key, desk.empty)));
    errors.finish(|| sheet.map(|sheet| (name, sheet)))
}

impl Arriving {
    fn new(ctx: &Ctx, desk: &Desk, typed: &Pasted, errors: Errors, kept: Option<DateTime<Utc>>) -> Self {
        Self {
            ctx: ctx.clone(),
            submission: Uuid::new_v4(),
            kept,
            path: desk.path(),
            list: desk.list,
            list_label: desk.list_label,
            about: Text::new(desk.about).with("most", desk.most),
            template_hint: desk.template_hint,
            uploaded: Vec::new(),
            file: Field::new("file", "network-import-file", "").hinted("network-import-file-hint").checked(&errors),
            pasted: Field::new("pasted", "network-import-paste", typed.pasted.as_str())
                .hinted("network-import-paste-hint")
                .checked(&errors),
            columns: desk.columns,
            errors,
        }
    }
}

/// A file with nothing but the headings.
///
/// # Errors
/// When the file can't be made.
pub async fn template(ctx: &Ctx, db: &Db, desk: &Desk, format: Format) -> AppResult<HttpResponse> {
    let name = format!("{}-template", desk.kind);
    format.answer(db, &name, head(ctx, desk), |_, _| Ok((vec![], None))).await
}

fn head(ctx: &Ctx, desk: &Desk) -> Cells {
    desk.columns.iter().map(|column| ctx.language().t(column.label)).collect()
}
