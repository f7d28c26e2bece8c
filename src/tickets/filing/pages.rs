use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use serde::Deserialize;

use super::{
    author::Author,
    changes::changes,
    commands::{self, Filing},
    desk::files_with,
    form::{ATTACHMENTS, FILE_FIELDS, MappingForm},
    lengths,
    page::FormPage,
    press::Press,
    sheet::{Sheet, kept_as},
};
use crate::{
    attachments::{self, Attachment, Files},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
    tickets::{action::Action, around, kind::Kind, model::Ticket, queries},
    web::{
        Ctx, filters,
        form::{Errors, FieldReader, Form, FromFields, Upload},
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

#[derive(Template)]
#[template(path = "tickets/choose.html")]
struct Choose {
    ctx: Ctx,
    application: Option<i64>,
    groups: Vec<(&'static str, Vec<Way>)>,
}

/// One kind, as who needs it thinks of it.
struct Way {
    slug: &'static str,
    wish: Text,
    name: Text,
    is_offered: bool,
}

/// GET `/tickets/new`: what do you want to reach?
pub async fn choose(ctx: Ctx, wanted: Query<Wanted>) -> AppResult<HttpResponse> {
    let application = wanted.application.as_deref().and_then(|id| id.parse().ok());
    let groups: [(&'static str, &[Kind]); 4] = [
        ("ticket-choose-be-reached", &[Kind::InternetMapping, Kind::ExtranetMapping]),
        ("ticket-choose-reach", &[Kind::InternetAccess, Kind::ExtranetAccess, Kind::TenantAccess]),
        ("ticket-choose-servers", &[Kind::ServerCreate, Kind::ServerChange, Kind::ServerRecycle]),
        ("ticket-choose-support", &[Kind::Support]),
    ];
    let groups = groups.into_iter().map(|(question, kinds)| (question, kinds.iter().copied().map(way).collect()));
    page::show(&ctx, &Choose { ctx: ctx.clone(), application, groups: groups.collect() })
}

fn way(kind: Kind) -> Way {
    Way { slug: kind.slug(), wish: kind.wish(), name: kind.name(), is_offered: kind.is_offered() }
}

/// GET `/tickets/new/internet-mapping`: blank, as it was left, as another ticket, or to prolong what that one opened.
pub async fn new(ctx: Ctx, db: Data<Db>, wanted: Query<Wanted>) -> AppResult<HttpResponse> {
    let (who, wanted) = (ctx.actor()?, wanted.into_inner());
    let sheet = db
        .read(move |c| {
            let fresh = begin(c, &who, &wanted)?;
            let author = Author::read(c, &who, None, &kept_as(None, &fresh.beginning()))?;
            let since = author.kept.as_ref().map(|kept| kept.at);
            let mut form = author.kept.as_ref().map_or(fresh, typed_in);
            if let Some(application) = &wanted.application {
                form.application.clone_from(application);
            }
            let begins = since.is_none() && !form.details.renews.is_empty();
            let sheet = Sheet { kept: since, ..Sheet::lay(c, &who, author, form, None)? };
            if begins { sheet.renewing(Utc::now()) } else { Ok(sheet) }
        })
        .await?;
    page::show(&ctx, &FormPage::new(&ctx, sheet, Errors::default())?)
}

/// The form before anybody typed in it.
fn begin(c: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<MappingForm> {
    match (&wanted.renew, &wanted.copy) {
        (Some(number), _) => {
            let ticket = queries::find(c, who, number)?;
            // A unit's tickets are in sight of the department above, which files for itself alone.
            let is_own = ticket.department_id == who.department.id;
            if is_own { Ok(MappingForm::renewal_of(&ticket)) } else { Err(AppError::forbidden()) }
        }
        (None, Some(number)) => Ok(MappingForm::copy_of(&queries::find(c, who, number)?)),
        (None, None) => Ok(MappingForm::blank()),
    }
}

/// GET `/tickets/{number}/edit`: a draft, or what was sent back.
pub async fn edit(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let sheet = db
        .read(move |c| {
            let ticket = queries::find(c, &who, &number)?;
            commands::allow(c, &who, &ticket, Action::Edit, Utc::now())?;
            let author = Author::read(c, &who, Some(&ticket), &kept_as(Some(&number), ""))?;
            let kept = author.kept.as_ref().filter(|kept| kept.is_after(ticket.updated_at));
            let (since, seen) = kept.map(|kept| (kept.at, kept.version())).unzip();
            let form = kept.map_or_else(|| saved(&ticket, &author.files, author.copies.clone()), typed_in);
            Ok(Sheet { kept: since, seen: seen.flatten(), ..Sheet::lay(c, &who, author, form, Some(ticket))? })
        })
        .await?;
    page::show(&ctx, &FormPage::new(&ctx, sheet, Errors::default())?)
}

/// POST `/tickets/new/internet-mapping`, with any of the form's buttons.
pub async fn file(ctx: Ctx, db: Data<Db>, files: Data<Files>, form: Form<MappingForm>) -> AppResult<HttpResponse> {
    receive(&ctx, &db, &files, None, form).await
}

/// POST `/tickets/{number}/edit`, with any of the form's buttons.
pub async fn file_again(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    number: Path<String>,
    form: Form<MappingForm>,
) -> AppResult<HttpResponse> {
    receive(&ctx, &db, &files, Some(number.into_inner()), form).await
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
            let kept_at = vec![kept_as(Some(&number), "")];
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
    posted: Form<MappingForm>,
) -> AppResult<HttpResponse> {
    let press = Press::of(&posted.fields);
    let kept_at = vec![kept_as(number.as_deref(), ""), kept_as(number.as_deref(), &posted.typed.beginning())];
    let (version, submission) = (posted.version(), posted.submission());
    let filing = Filing { number, version, submission, form: posted.typed, errors: posted.errors, kept_at };
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
        let uploads = uploads.into_iter().map(under_a_known_field).collect();
        let saved = match &ticket {
            Some(ticket) => attachments::queries::of_ticket(tx, ticket.id)?,
            None => vec![],
        };
        let already = files_with(tx, &who, saved, &filing.form, ticket.as_ref())?.0.len();
        let (taken, errors) = attachments::commands::take(tx, &files, &who, uploads, already, now)?;
        filing.form.uploaded.extend(taken.iter().map(|file| file.id));
        filing.errors.append(errors);
        Ok(filing)
    })
    .await
}

fn under_a_known_field(upload: Upload) -> Upload {
    if FILE_FIELDS.contains(&upload.field.as_str()) {
        upload
    } else {
        Upload { field: ATTACHMENTS.to_owned(), ..upload }
    }
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
            page::refused(ctx, &FormPage::new(ctx, sheet, errors)?)
        }
        Err(AppError::Stale(says)) => {
            let mut sheet = lay_again(ctx, db, filing, false).await?;
            sheet.changes = sheet.ticket.as_ref().map(|ticket| changes(says, ticket, &sheet.form));
            page::with_status(ctx, &FormPage::new(ctx, sheet, Errors::default())?, StatusCode::CONFLICT)
        }
        // Sent from another tab, or an address that has changed hands meanwhile.
        Err(AppError::NotNow(why)) => {
            let sheet = Sheet { refusal: Some(why), ..lay_again(ctx, db, filing, false).await? };
            page::with_status(ctx, &FormPage::new(ctx, sheet, Errors::default())?, StatusCode::CONFLICT)
        }
        Err(other) => Err(other),
    }
}

/// The buttons that only change the form, or look at it.
async fn rearrange(ctx: &Ctx, db: &Db, filing: Filing, press: Press) -> AppResult<HttpResponse> {
    let (who, number, mut filing) = (ctx.actor()?, filing.number.clone(), filing);
    match press {
        Press::AddRow => filing.form.add_row(),
        Press::CopyRow(number) => filing.form.copy_row(number),
        Press::RemoveRow(number) => filing.form.remove_row(number),
        Press::RemoveFile(id) => filing.form.uploaded.retain(|file| *file != id),
        Press::Unknown => filing.errors.add("action", "ticket-press-unknown"),
        Press::FillRows | Press::Preview | Press::Switch | Press::Save | Press::Submit => {}
    }
    lengths::check_rows(&filing.form, &mut filing.errors);
    db.write(move |tx| {
        commands::own_ticket(tx, &who, number.as_deref(), Action::Edit, Utc::now())?;
        if let Press::RemoveFile(id) = press {
            attachments::commands::remove_loose(tx, &who, id)?;
        }
        Ok(())
    })
    .await?;
    let errors = filing.errors.clone();
    let sheet = lay_again(ctx, db, filing, press == Press::Preview).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page::with_status(ctx, &FormPage::new(ctx, sheet, errors)?, status)
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
fn saved(ticket: &Ticket, files: &[Attachment], cc_emails: String) -> MappingForm {
    MappingForm { uploaded: files.iter().map(|file| file.id).collect(), cc_emails, ..MappingForm::of(ticket) }
}

fn typed_in(kept: &Kept) -> MappingForm {
    MappingForm::from_fields(&mut FieldReader::new(&kept.fields))
}
