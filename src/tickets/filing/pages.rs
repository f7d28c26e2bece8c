use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path, Query},
};
use chrono::Utc;
use diesel::PgConnection;
use serde::Deserialize;

use super::{
    author::Author,
    changes::changes,
    commands::{self, Filing},
    desk::files_with,
    form::{ATTACHMENTS, TicketForm},
    mapping,
    page::draw,
    sheet::{Sheet, kept_as},
};
use crate::{
    attachments::{self, Attachment, Files, Limits},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    tickets::{action::Action, around, kind::Kind, model::Ticket, queries},
    web::{
        Ctx,
        form::{Errors, Form, Press, Upload},
        kept::Kept,
        page,
    },
};

#[derive(Deserialize)]
pub struct Wanted {
    application: Option<String>,
    /// A ticket to copy.
    copy: Option<String>,
    /// A ticket whose mappings are to be prolonged.
    renew: Option<String>,
}

/// GET `/tickets/new/{kind}`: blank, as it was left, as another ticket, or to prolong what that one opened.
pub async fn new(ctx: Ctx, db: Data<Db>, kind: Path<String>, wanted: Query<Wanted>) -> AppResult<HttpResponse> {
    let (who, kind, wanted) = (ctx.actor()?, kind_of(&kind)?, wanted.into_inner());
    let sheet = db
        .read(move |c| {
            let fresh = begin(c, &who, kind, &wanted)?;
            let author = Author::read(c, &who, None, &kept_as(None, kind, &fresh.beginning()))?;
            let since = author.kept.as_ref().map(|kept| kept.at);
            let kept = author.kept.as_ref().map(|kept| typed_in(kind, kept));
            let mut form = kept.unwrap_or(fresh);
            if let Some(application) = &wanted.application {
                form.application.clone_from(application);
            }
            let begins = since.is_none() && !form.details.renews().is_empty();
            let sheet = Sheet { kept: since, ..Sheet::lay(c, &who, author, form, None)? };
            let is_blank = since.is_none() && sheet.form.beginning().is_empty();
            match begins {
                true => sheet.renewing(Utc::now()),
                false if is_blank => Ok(sheet.beginning()),
                false => Ok(sheet),
            }
        })
        .await?;
    draw(&ctx, &sheet, Errors::default(), StatusCode::OK)
}

/// Anything else leads nowhere.
fn kind_of(slug: &str) -> AppResult<Kind> {
    slug.parse().map_err(|_| AppError::NotFound)
}

/// The form before anybody typed in it. What began as a ticket of another kind can't be of this one.
fn begin(c: &mut PgConnection, who: &Actor, kind: Kind, wanted: &Wanted) -> AppResult<TicketForm> {
    let original = match wanted.renew.as_ref().or(wanted.copy.as_ref()) {
        Some(number) => Some(queries::find(c, who, number)?).filter(|ticket| ticket.kind == kind),
        None => return Ok(TicketForm::blank(kind, who)),
    };
    let ticket = original.ok_or(AppError::NotFound)?;
    if wanted.renew.is_none() {
        return Ok(TicketForm::copy_of(&ticket));
    }
    // A unit's tickets are in sight of the department above, which files for itself alone.
    if ticket.department_id != who.department.id {
        return Err(AppError::forbidden());
    }
    TicketForm::renewal_of(&ticket).ok_or(AppError::NotFound)
}

/// GET `/tickets/{number}/edit`: a draft, or what was sent back.
pub async fn edit(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let sheet = db
        .read(move |c| {
            let ticket = queries::find(c, &who, &number)?;
            commands::allow(c, &who, &ticket, Action::Edit, Utc::now())?;
            let kind = ticket.kind;
            let author = Author::read(c, &who, Some(&ticket), &kept_as(Some(&number), kind, ""))?;
            let kept = author.kept.as_ref().filter(|kept| kept.is_after(ticket.updated_at));
            let (since, seen) = kept.map(|kept| (kept.at, kept.version())).unzip();
            let as_saved = || saved(&ticket, &author.files, author.copies.clone());
            let form = kept.map_or_else(as_saved, |kept| typed_in(kind, kept));
            Ok(Sheet { kept: since, seen: seen.flatten(), ..Sheet::lay(c, &who, author, form, Some(ticket))? })
        })
        .await?;
    draw(&ctx, &sheet, Errors::default(), StatusCode::OK)
}

/// POST `/tickets/new/{kind}`, with any of the form's buttons.
pub async fn file(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    kind: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    receive(&ctx, &db, &files, None, kind_of(&kind)?, form).await
}

/// POST `/tickets/{number}/edit`, with any of the form's buttons.
pub async fn file_again(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    number: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let of = number.clone();
    let kind = db.read(move |c| Ok(queries::find(c, &who, &of)?.kind)).await?;
    receive(&ctx, &db, &files, Some(number), kind, form).await
}

/// POST `/tickets/{number}/submit`: a draft as it was saved. What is wrong with it is shown in its form.
pub async fn submit_as_saved(
    ctx: Ctx,
    db: Data<Db>,
    number: Path<String>,
    posted: Form<()>,
) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let (version, submission) = (posted.version(), posted.submission());
    let filing = db
        .read(move |c| {
            let ticket = queries::find(c, &who, &number)?;
            let files = attachments::queries::of_ticket(c, ticket.id)?;
            let form = saved(&ticket, &files, around::typed_copies(c, ticket.id)?);
            let kept_at = vec![kept_as(Some(&number), ticket.kind, "")];
            Ok(Filing { number: Some(number.clone()), version, submission, form, errors: Errors::default(), kept_at })
        })
        .await?;
    send(&ctx, &db, filing, Press::Submit).await
}

async fn receive(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    number: Option<String>,
    kind: Kind,
    posted: Form<()>,
) -> AppResult<HttpResponse> {
    let press = Press::of(&posted.fields);
    let (form, mut errors) = TicketForm::read(kind, &posted.fields);
    let kept_at = ["", &form.beginning()].map(|beginning| kept_as(number.as_deref(), kind, beginning)).to_vec();
    let (version, submission) = (posted.version(), posted.submission());
    errors.append(posted.errors);
    let filing = Filing { number, version, submission, form, errors, kept_at };
    let filing = take_files(ctx, db, files, filing, posted.uploads).await?;
    match press {
        Press::Save | Press::Submit => send(ctx, db, filing, press).await,
        _ => rearrange(ctx, db, filing, press).await,
    }
}

/// Files come to stay before anything is decided: a refused form has them listed.
async fn take_files(ctx: &Ctx, db: &Db, files: &Files, filing: Filing, uploads: Vec<Upload>) -> AppResult<Filing> {
    if uploads.is_empty() {
        return Ok(filing);
    }
    let (who, files, mut filing) = (ctx.actor()?, files.clone(), filing);
    db.write(move |tx| {
        let now = Utc::now();
        let ticket = match commands::own_ticket(tx, &who, filing.number.as_deref(), Action::Edit, now) {
            Ok(ticket) => ticket,
            // Whoever decides about the form says so; nothing is stored for it.
            Err(AppError::NotFound | AppError::NotAllowed(_) | AppError::NotNow(_)) => return Ok(filing),
            Err(other) => return Err(other),
        };
        let known = filing.form.file_fields();
        let uploads = uploads.into_iter().map(|upload| under_a_known_field(upload, known)).collect();
        let saved = match &ticket {
            Some(ticket) => attachments::queries::of_ticket(tx, ticket.id)?,
            None => vec![],
        };
        let already = files_with(tx, &who, saved, &filing.form, ticket.as_ref())?.0.len();
        let (taken, errors) = attachments::commands::take(tx, &files, &who, uploads, already, &Limits::TICKET, now)?;
        filing.form.uploaded.extend(taken.iter().map(|file| file.id));
        filing.errors.append(errors);
        Ok(filing)
    })
    .await
}

fn under_a_known_field(upload: Upload, known: &[&str]) -> Upload {
    if known.contains(&upload.field.as_str()) { upload } else { Upload { field: ATTACHMENTS.to_owned(), ..upload } }
}

/// Saves or submits; a refused form comes back whole.
async fn send(ctx: &Ctx, db: &Db, filing: Filing, press: Press) -> AppResult<HttpResponse> {
    let (who, sent) = (ctx.actor()?, filing.clone());
    let outcome = db
        .write(move |tx| match press {
            Press::Submit => commands::submit(tx, &who, sent, Utc::now()),
            _ => commands::save(tx, &who, sent, Utc::now()),
        })
        .await;
    match outcome {
        Ok(path) => {
            Ok(page::see_other_saying(&path, if press == Press::Submit { "ticket-filed" } else { "ticket-saved" }))
        }
        Err(AppError::Invalid(errors)) => {
            let sheet = lay_again(ctx, db, filing, press == Press::Submit).await?;
            draw(ctx, &sheet, errors, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(AppError::Stale(says)) => {
            let mut sheet = lay_again(ctx, db, filing, false).await?;
            sheet.changes = sheet.ticket.as_ref().map(|ticket| changes(says, ticket, &sheet.form));
            draw(ctx, &sheet, Errors::default(), StatusCode::CONFLICT)
        }
        // Sent from another tab, or an address that has changed hands meanwhile.
        Err(AppError::NotNow(why)) => {
            let sheet = Sheet { refusal: Some(why), ..lay_again(ctx, db, filing, false).await? };
            draw(ctx, &sheet, Errors::default(), StatusCode::CONFLICT)
        }
        Err(other) => Err(other),
    }
}

/// The buttons that only change the form, or look at it.
async fn rearrange(ctx: &Ctx, db: &Db, filing: Filing, press: Press) -> AppResult<HttpResponse> {
    let (who, number, mut filing) = (ctx.actor()?, filing.number.clone(), filing);
    match press {
        Press::AddRow | Press::CopyRow(_) | Press::RemoveRow(_) => {
            if let Some(rows) = filing.form.rows() {
                press.rearrange(rows);
            }
        }
        Press::RemoveFile(id) => filing.form.uploaded.retain(|file| *file != id),
        Press::Unknown => filing.errors.add("action", "ticket-press-unknown"),
        Press::FillRows | Press::FillTemplate | Press::Preview | Press::Switch | Press::Save | Press::Submit => {}
    }
    mapping::check_rows(&filing.form.pasted_rows, &mut filing.errors);
    db.write(move |tx| {
        commands::own_ticket(tx, &who, number.as_deref(), Action::Edit, Utc::now())?;
        if let Press::RemoveFile(id) = press {
            attachments::commands::remove_loose(tx, &who, id)?;
        }
        Ok(())
    })
    .await?;
    let mut errors = filing.errors.clone();
    let mut sheet = lay_again(ctx, db, filing, press == Press::Preview).await?;
    if press == Press::FillTemplate
        && let Err(why) = sheet.fill_in_template(ctx.language())
    {
        errors.append(why);
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    draw(ctx, &sheet, errors, status)
}

/// The same form again, looked at or not.
async fn lay_again(ctx: &Ctx, db: &Db, filing: Filing, look: bool) -> AppResult<Sheet> {
    let who = ctx.actor()?;
    db.read(move |c| {
        let ticket = match &filing.number {
            Some(number) => Some(queries::find(c, &who, number)?),
            None => None,
        };
        let author = Author::read(c, &who, ticket.as_ref(), "")?;
        let sheet = Sheet::lay(c, &who, author, filing.form.clone(), ticket)?;
        if look { sheet.look(c, &who, Utc::now()) } else { Ok(sheet) }
    })
    .await
}

/// The form as `ticket` was saved, with its files and who gets its mails too.
fn saved(ticket: &Ticket, files: &[Attachment], cc_emails: String) -> TicketForm {
    TicketForm { uploaded: files.iter().map(|file| file.id).collect(), cc_emails, ..TicketForm::of(ticket) }
}

fn typed_in(kind: Kind, kept: &Kept) -> TicketForm {
    TicketForm::read(kind, &kept.fields).0
}
