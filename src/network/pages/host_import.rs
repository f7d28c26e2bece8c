//! `/network/hosts/import`: a sheet comes in.

use actix_web::{
    HttpResponse,
    web::{self, Data},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::host_report::path_of;
use crate::{
    attachments::{Limits, name},
    db::Db,
    error::AppResult,
    network::{
        commands,
        host_import::{LIMITS, MOST, column::Column, sheet::Sheet},
    },
    text::Text,
    web::{
        Ctx, Form,
        export::{Cells, Format},
        filters,
        form::{Errors, Field, FieldReader, FromFields, Upload, UploadedFile},
        import, kept,
        page::{self, see_other},
        submission,
    },
};

const PATH: &str = "/network/hosts/import";

#[derive(Template)]
#[template(path = "network/host_import.html")]
struct Import {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    kept: Option<DateTime<Utc>>,
    about: Text,
    file: Field,
    /// Files of this form are never kept.
    uploaded: Vec<UploadedFile>,
    pasted: Field,
    columns: [Column; Column::ALL.len()],
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

/// GET `/network/hosts/import`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, PATH)).await?;
    let typed = kept.as_ref().map(|kept| Pasted::from_fields(&mut FieldReader::new(&kept.fields)));
    let at = kept.map(|kept| kept.at);
    page::show(&ctx, &Import::new(&ctx, &typed.unwrap_or_default(), Errors::default(), at))
}

/// POST `/network/hosts/import` (`file` or `pasted`): leads to the report, with nothing written.
///
/// # Errors
/// 422 at the field whose sheet can't be understood.
pub async fn upload(ctx: Ctx, db: Data<Db>, form: Form<Pasted>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let Form { typed, errors, uploads, .. } = form;
    let file = uploads.into_iter().find(|upload| upload.field == "file");
    let for_page = typed.clone();
    let read = web::block(move || understood(file, &typed.pasted, errors)).await?;
    let (file_name, sheet) = match read {
        Ok(read) => read,
        Err(errors) => return page::refused(&ctx, &Import::new(&ctx, &for_page, errors, None)),
    };
    let path = db
        .write(move |tx| {
            submission::once(tx, who.id, submission, |tx| {
                let id = commands::keep_import(tx, &who, &file_name, &sheet)?;
                kept::forget(tx, who.id, PATH)?;
                Ok(path_of(id))
            })
        })
        .await?;
    Ok(see_other(&path))
}

/// The one sheet that came, with its file's name; pasted cells have none.
fn understood(file: Option<Upload>, pasted: &str, mut errors: Errors) -> Result<(String, Sheet), Errors> {
    if !errors.is_empty() {
        return Err(errors);
    }
    let is_pasted = !pasted.trim().is_empty();
    let (field, name, lines) = match file {
        Some(_) if is_pasted => ("pasted", String::new(), Err("network-import-both".into())),
        Some(file) => {
            let name = name::safe(&file.file_name);
            let is_too_big = file.is_too_big || file.content.len() > Limits::SHEET.size;
            let lines =
                if is_too_big { Err(Limits::SHEET.too_big(&name)) } else { import::file(&file.content, LIMITS) };
            ("file", name, lines)
        }
        None if is_pasted => ("pasted", String::new(), import::pasted(pasted, LIMITS)),
        None => ("file", String::new(), Err("network-import-nothing-given".into())),
    };
    let sheet = errors.take(field, lines.and_then(Sheet::of));
    errors.finish(|| sheet.map(|sheet| (name, sheet)))
}

impl Import {
    fn new(ctx: &Ctx, typed: &Pasted, errors: Errors, kept: Option<DateTime<Utc>>) -> Self {
        Self {
            ctx: ctx.clone(),
            submission: Uuid::new_v4(),
            kept,
            about: Text::new("network-import-about").with("most", MOST),
            uploaded: Vec::new(),
            file: Field::new("file", "network-import-file", "").hinted("network-import-file-hint").checked(&errors),
            pasted: Field::new("pasted", "network-import-paste", typed.pasted.as_str())
                .hinted("network-import-paste-hint")
                .checked(&errors),
            columns: Column::ALL,
            errors,
        }
    }
}

/// GET `/network/hosts/import/template.xlsx`, `/network/hosts/import/template.csv`
///
/// # Errors
/// When the file can't be made.
pub async fn template(ctx: Ctx, db: Data<Db>, format: Format) -> AppResult<HttpResponse> {
    format.answer(&db, "hosts-template", head(&ctx), |_, _| Ok((vec![], None))).await
}

fn head(ctx: &Ctx) -> Cells {
    Column::ALL.map(|column| ctx.language().t(column.label())).to_vec()
}
