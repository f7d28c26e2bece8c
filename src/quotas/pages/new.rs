//! `/quotas/requests/new`: 发起配额申请.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    amounts::{AmountLine, by_region},
    tabs,
};
use crate::{
    attachments::{self, Attachment, Files, Limits},
    db::Db,
    error::AppResult,
    policy::Actor,
    quotas::{
        balance::Balance,
        commands::{self, Wanted},
        form::{ATTACHMENTS, AmountsForm, WORDS},
        queries,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field, Fields, Upload, UploadedFile},
        i18n::Lang,
        kept,
        list::TabLink,
        page,
    },
};

const PATH: &str = "/quotas/requests/new";

#[derive(Template)]
#[template(path = "quotas/new.html")]
struct New {
    ctx: Ctx,
    errors: Errors,
    tabs: Vec<TabLink>,
    lang: Lang,
    lines: Vec<AmountLine>,
    reason: Field,
    attachments: Field,
    uploaded: Vec<UploadedFile>,
    kept: Option<DateTime<Utc>>,
    submission: Uuid,
    /// None for a department that has nobody to ask.
    parent: Option<String>,
}

impl New {
    fn regions(&self) -> Vec<(&str, &[AmountLine])> {
        by_region(&self.lines)
    }
}

/// What the page is drawn from beside what is typed.
struct Around {
    balances: Vec<Balance>,
    parent: Option<String>,
    files: Vec<Attachment>,
}

impl Around {
    fn read(c: &mut PgConnection, who: &Actor, typed: &AmountsForm) -> AppResult<Self> {
        Ok(Self {
            balances: queries::all_of(c, who.department.id)?,
            parent: queries::parent_of(c, who.department.id)?,
            files: attachments::queries::loose_of(c, who, &typed.uploaded, &Limits::QUOTA)?,
        })
    }
}

/// GET `/quotas/requests/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (around, draft) = db
        .read(move |c| {
            let draft = Draft::new(AmountsForm::default()).or_kept(kept::find(c, who.id, PATH)?);
            Ok((Around::read(c, &who, &draft.typed)?, draft))
        })
        .await?;
    draw(&ctx, around, draft)
}

/// POST `/quotas/requests/new` (`region`, `metric`, `amount` by rows, `reason`, `attachments`)
///
/// # Errors
/// 403, 409, 422 with every refusal at its field.
pub async fn submit(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    mut form: Form<AmountsForm>,
) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let removed = removed(&form.fields);
    let uploads = std::mem::take(&mut form.uploads);
    let mut draft = take_file(&ctx, &db, &files, Draft::posted(form), uploads).await?;
    let sent = match removed {
        Some(file) => {
            draft.typed.uploaded.retain(|listed| *listed != file);
            let remover = who.clone();
            db.write(move |tx| attachments::commands::remove_loose(tx, &remover, file)).await?;
            Err(draft)
        }
        None => draft.send(&db, who.clone(), file_as_typed).await?,
    };
    match sent {
        Ok(path) => Ok(page::see_other_saying(&path, "quota-filed")),
        Err(draft) => {
            let typed = draft.typed.clone();
            let around = db.read(move |c| Around::read(c, &who, &typed)).await?;
            draw(&ctx, around, draft)
        }
    }
}

fn removed(fields: &Fields) -> Option<Uuid> {
    fields.first("remove_upload").and_then(|id| id.parse().ok())
}

/// A file comes to stay before anything is decided: a refused form has it listed.
async fn take_file(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    mut draft: Draft<AmountsForm>,
    uploads: Vec<Upload>,
) -> AppResult<Draft<AmountsForm>> {
    if uploads.is_empty() {
        return Ok(draft);
    }
    let (who, files) = (ctx.actor()?, files.clone());
    db.write(move |tx| {
        let already = attachments::queries::loose_of(tx, &who, &draft.typed.uploaded, &Limits::QUOTA)?.len();
        let uploads = uploads.into_iter().map(|upload| Upload { field: ATTACHMENTS.to_owned(), ..upload }).collect();
        let (taken, errors) =
            attachments::commands::take(tx, &files, &who, uploads, already, &Limits::QUOTA, Utc::now())?;
        draft.typed.uploaded.extend(taken.iter().map(|file| file.id));
        draft.errors.append(errors);
        Ok(draft)
    })
    .await
}

fn file_as_typed(tx: &mut PgConnection, who: &Actor, draft: Draft<AmountsForm>) -> AppResult<String> {
    let (amounts, reason) = draft.typed.increases(&queries::measures(tx)?, draft.errors)?;
    let wanted = Wanted { amounts, reason, files: draft.typed.uploaded };
    let request = commands::file(tx, who, &wanted, Utc::now())?;
    kept::forget(tx, who.id, PATH)?;
    Ok(request.path())
}

fn draw(ctx: &Ctx, around: Around, draft: Draft<AmountsForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let new = New {
        tabs: tabs(&*ctx.actor()?, "/quotas/requests"),
        lang: ctx.language(),
        lines: AmountLine::all(around.balances, &typed, "quota-increase", &errors),
        reason: Field::new("reason", "quota-reason", &typed.reason).checked(&errors).required().at_most(WORDS),
        attachments: Field::new(ATTACHMENTS, "quota-attachment", "").checked(&errors).hinted("quota-attachment-hint"),
        uploaded: around.files.iter().map(UploadedFile::from).collect(),
        parent: around.parent,
        kept,
        submission,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &new, status)
}
