//! The same forms as they are posted, with any of their buttons.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;

use super::edit::{About, offered, show};
use crate::{
    attachments::{self, Files, Limits},
    calendar,
    db::Db,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    projects,
    requests::{
        cart,
        commands::{self, Filing},
        filing::{ATTACHMENTS, Desk, Pressed, RequestForm, UPLOADED, kept_at},
        kind::Kind,
        model::Request,
        queries,
    },
    text::Text,
    web::{
        Ctx, Form,
        form::{Draft, Fields, Press, Upload},
        kept, page,
    },
};

/// Where a form led; or the form as it comes back, with why that isn't possible at all.
type Sent = Result<HttpResponse, (Draft<RequestForm>, Option<Text>)>;

/// POST `/resources/apply/{product}`, with any of the form's buttons.
///
/// # Errors
/// 403, 422 with every refusal at its field.
pub async fn file(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    product: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let kind = Kind::Single(offered(&product)?);
    receive(&ctx, &db, &files, None, RequestForm::blank(kind), form).await
}

/// POST `/resources/batch`, with any of the form's buttons.
///
/// # Errors
/// 403, 422 with every refusal at its field.
pub async fn file_batch(ctx: Ctx, db: Data<Db>, files: Data<Files>, form: Form<()>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let left = db.read(move |c| cart::left(c, &who, None, &kept_at(None, Kind::Batch))).await?;
    let before = left.cart.map_or_else(|| RequestForm::blank(Kind::Batch), |cart| cart.form);
    receive(&ctx, &db, &files, None, before, form).await
}

/// POST `/resources/requests/{number}/edit`, with any of the form's buttons.
///
/// # Errors
/// 404, 403; 409 over the record as it is now, or with why it isn't to be changed; 422 with every refusal at its field.
pub async fn file_again(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    number: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let of = number.clone();
    let before = db
        .read(move |c| {
            let request = queries::find(c, &who, &of)?;
            let left = cart::left(c, &who, Some(&request), &kept_at(Some(&of), request.kind()))?;
            Ok(left.cart.ok_or(AppError::NotFound)?.form)
        })
        .await?;
    receive(&ctx, &db, &files, Some(number), before, form).await
}

/// What is typed is typed over `before`.
pub async fn receive(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    number: Option<String>,
    before: RequestForm,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let kind = before.asked.kind();
    let mut form = form.read_as(|fields| before.retyped(fields));
    let (who, pressed) = (ctx.actor()?, Pressed::of(&form.fields));
    let leaving = (pressed == Pressed::NewProject).then(|| form.fields.clone());
    if leaving.as_ref().is_some_and(|fields| !kept::can_be_kept(fields)) {
        form.errors.add("project", "request-too-long-to-leave");
    }
    let uploads = std::mem::take(&mut form.uploads);
    let draft = take_files(ctx, db, files, number.as_deref(), Draft::posted(form), uploads).await?;
    let (mut draft, refusal) = match pressed {
        Pressed::Next | Pressed::More | Pressed::Other(Press::Save | Press::Submit) => {
            match send(ctx, db, number.clone(), pressed, draft).await? {
                Ok(done) => return Ok(done),
                Err(back) => back,
            }
        }
        _ => (rearranged(ctx, db, draft, pressed).await?, None),
    };
    if number.is_none() {
        draft.seen = None;
    }
    let (typed, is_overtaken) = (draft.typed.clone(), draft.overtaken.is_some());
    let about = db
        .read(move |c| {
            let (request, why) = changed(c, &who, number.as_deref())?;
            let desk = Desk::open(c, &who, &typed, request.as_ref())?;
            let now = match &request {
                Some(request) if is_overtaken => Some(queries::saved_form(c, request)?),
                _ => None,
            };
            let calendar = if request.is_none() { Some(calendar::read(c)?) } else { None };
            Ok(About { desk, request, now, refusal: refusal.clone().or(why), calendar })
        })
        .await?;
    match leaving {
        Some(fields) if draft.errors.is_empty() && about.refusal.is_none() => {
            leave_for_a_project(ctx, db, kind, &about, fields).await
        }
        _ => show(ctx, kind, about, draft),
    }
}

/// Saves, submits, or goes on to a batch's next step.
async fn send(
    ctx: &Ctx,
    db: &Db,
    number: Option<String>,
    pressed: Pressed,
    draft: Draft<RequestForm>,
) -> AppResult<Sent> {
    let (typed, who) = (draft.clone(), ctx.actor()?);
    let filing = |draft: Draft<RequestForm>| {
        let Draft { typed, errors, seen, .. } = draft;
        Filing { number, seen, form: typed, errors }
    };
    let sent = match pressed {
        Pressed::Next => draft.carry(db, who, |tx, who, it| commands::go_on(tx, who, &filing(it), Utc::now())).await,
        Pressed::More => {
            draft.carry(db, who, |tx, who, it| commands::ask_for_more(tx, who, &filing(it), Utc::now())).await
        }
        Pressed::Other(Press::Submit) => {
            draft.send(db, who, |tx, who, it| commands::submit(tx, who, &filing(it), Utc::now())).await
        }
        _ => draft.send(db, who, |tx, who, it| commands::save(tx, who, &filing(it), Utc::now())).await,
    };
    match sent {
        Ok(Ok(path)) if pressed == Pressed::Other(Press::Save) => {
            Ok(Ok(page::see_other_saying(&path, "request-saved")))
        }
        Ok(Ok(path)) => Ok(Ok(page::see_other(&path))),
        Ok(Err(draft)) => Ok(Err((draft, None))),
        Err(AppError::NotNow(why)) => Ok(Err((typed, Some(why)))),
        Err(other) => Err(other),
    }
}

/// The request that the form changes, and why that isn't possible any more.
fn changed(c: &mut PgConnection, who: &Actor, number: Option<&str>) -> AppResult<(Option<Request>, Option<Text>)> {
    let Some(number) = number else { return Ok((None, None)) };
    match commands::editable(c, who, number, None) {
        Ok(request) => Ok((Some(request), None)),
        Err(AppError::NotNow(why)) => Ok((Some(queries::find(c, who, number)?), Some(why))),
        Err(other) => Err(other),
    }
}

/// The buttons that only change the form.
async fn rearranged(
    ctx: &Ctx,
    db: &Db,
    mut draft: Draft<RequestForm>,
    pressed: Pressed,
) -> AppResult<Draft<RequestForm>> {
    pressed.rearrange(&mut draft.typed);
    match pressed {
        Pressed::Other(Press::RemoveFile(file)) => {
            let who = ctx.actor()?;
            draft.typed.uploaded.retain(|listed| *listed != file);
            db.write(move |tx| attachments::commands::remove_loose(tx, &who, file)).await?;
        }
        Pressed::Other(_) => draft.errors.add("action", "ticket-press-unknown"),
        Pressed::Users(_)
        | Pressed::Disks(_)
        | Pressed::NewProject
        | Pressed::Switch
        | Pressed::Price
        | Pressed::Next
        | Pressed::More => {}
    }
    Ok(draft)
}

/// The form is kept with the files that have come; the project will be one of the department that it is for.
async fn leave_for_a_project(
    ctx: &Ctx,
    db: &Db,
    kind: Kind,
    about: &About,
    mut fields: Fields,
) -> AppResult<HttpResponse> {
    let path = kept_at(about.request.as_ref().map(|it| it.number.as_str()), kind);
    let there = projects::model::path_of_new(&path, &about.desk.department.id.to_string());
    fields.set(UPLOADED, about.desk.files.iter().map(|file| file.id.to_string()));
    kept::leave(ctx, db, path, fields, &there).await
}

/// Files come to stay before anything is decided: a refused form has them listed.
async fn take_files(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    number: Option<&str>,
    draft: Draft<RequestForm>,
    uploads: Vec<Upload>,
) -> AppResult<Draft<RequestForm>> {
    if uploads.is_empty() {
        return Ok(draft);
    }
    let (who, files, mut draft, number) = (ctx.actor()?, files.clone(), draft, number.map(str::to_owned));
    db.write(move |tx| {
        if !who.may(Action::Apply) {
            return Err(AppError::forbidden());
        }
        let (request, refusal) = changed(tx, &who, number.as_deref())?;
        if refusal.is_some() {
            // It is said with the form; nothing is stored for it.
            return Ok(draft);
        }
        let already = Desk::open(tx, &who, &draft.typed, request.as_ref())?.files.len();
        let uploads = uploads.into_iter().map(|upload| Upload { field: ATTACHMENTS.to_owned(), ..upload }).collect();
        let (taken, errors) =
            attachments::commands::take(tx, &files, &who, uploads, already, &Limits::REQUEST, Utc::now())?;
        draft.typed.uploaded.extend(taken.iter().map(|file| file.id));
        draft.errors.append(errors);
        Ok(draft)
    })
    .await
}
