//! `/resources/apply/{product}` and `/resources/requests/{number}/edit`

use super::form_page::FormPage;
use crate::{
    attachments::{self, Files, Limits},
    calendar::{self, Calendar},
    catalogue::{form::Offer, product::Product},
    db::Db,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    projects,
    requests::{
        commands::{self, Filing},
        details::Details,
        filing::{ATTACHMENTS, Desk, Pressed, RequestForm, UPLOADED, kept_at},
        model::Request,
        queries::{self, Sheet},
        workflow::Verb,
    },
    text::Text,
    web::{
        Ctx, Form,
        form::{Draft, Fields, Press, Upload},
        kept, page,
    },
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;

/// What the form is about, beside what is typed.
pub struct About {
    pub desk: Desk,
    /// The request that it changes.
    pub request: Option<Request>,
    /// That request's form as it is now, where somebody else was quicker.
    pub now: Option<RequestForm>,
    /// Why it isn't to be changed any more: somebody has decided meanwhile.
    pub refusal: Option<Text>,
    pub calendar: Calendar,
}

fn offered(code: &str) -> AppResult<Product> {
    code.parse().map_err(|_| AppError::NotFound)
}

/// GET `/resources/apply/{product}`
///
/// # Errors
/// 404 for what can't be applied for.
pub async fn blank(ctx: Ctx, db: Data<Db>, product: Path<String>) -> AppResult<HttpResponse> {
    let (who, product) = (ctx.actor()?, offered(&product)?);
    let (about, draft) = db
        .read(move |c| {
            let kept = kept::find(c, who.id, &kept_at(None, product))?;
            let draft = Draft::new(RequestForm::blank(product)).or_kept_as(kept, |it| RequestForm::read(product, it));
            let desk = Desk::open(c, &who, &draft.typed, None)?;
            let calendar = calendar::read(c)?;
            let draft = if draft.kept.is_none() { Draft::new(beginning(&who, &desk, product)) } else { draft };
            Ok((About { desk, request: None, now: None, refusal: None, calendar }, draft))
        })
        .await?;
    show(&ctx, product, about, draft)
}

/// What can be had and fits together; who applies is the likeliest user.
fn beginning(who: &Actor, desk: &Desk, product: Product) -> RequestForm {
    let offer = Offer::of(&desk.catalogue);
    let is_there = desk.people.iter().any(|person| person.id == who.id);
    let only = match desk.projects.as_slice() {
        [only] => only.id.to_string(),
        _ => String::new(),
    };
    RequestForm {
        department: desk.department.id.to_string(),
        region: offer.region.clone(),
        project: only,
        user_ids: if is_there { vec![who.id.to_string()] } else { Vec::new() },
        item: Details::offered(product, &desk.catalogue, offer),
        ..RequestForm::blank(product)
    }
}

/// GET `/resources/requests/{number}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for anyone but who applied, 409 once somebody has decided.
pub async fn filled(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let (product, about, draft) = db
        .read(move |c| {
            let request = commands::editable(c, &who, &number, None)?;
            let sheet = Sheet::read(c, &who, &request)?;
            let kept = sheet.kept(&number, Verb::Edit).filter(|kept| kept.is_after(request.updated_at)).cloned();
            let product = request.product;
            let draft = Draft::new(as_saved(&request, sheet)).or_kept_as(kept, |it| RequestForm::read(product, it));
            let desk = Desk::open(c, &who, &draft.typed, Some(&request))?;
            // The way that a draft will go is told of it as of a new one.
            let (now, refusal, calendar) = (None, None, Calendar::default());
            let about = About { desk, request: Some(request), now, refusal, calendar };
            Ok((product, about, draft))
        })
        .await?;
    show(&ctx, product, about, draft)
}

fn as_saved(request: &Request, sheet: Sheet) -> RequestForm {
    RequestForm { department: request.department_id.to_string(), ..sheet.form }
}

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
    let product = offered(&product)?;
    receive(&ctx, &db, &files, None, product, form).await
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
    let product = db.read(move |c| Ok(queries::find(c, &who, &of)?.product)).await?;
    receive(&ctx, &db, &files, Some(number), product, form).await
}

async fn receive(
    ctx: &Ctx,
    db: &Db,
    files: &Files,
    number: Option<String>,
    product: Product,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let mut form = form.read_as(|fields| RequestForm::read(product, fields));
    let (who, pressed) = (ctx.actor()?, Pressed::of(&form.fields));
    let leaving = (pressed == Pressed::NewProject).then(|| form.fields.clone());
    if leaving.as_ref().is_some_and(|fields| !kept::can_be_kept(fields)) {
        form.errors.add("project", "request-too-long-to-leave");
    }
    let uploads = std::mem::take(&mut form.uploads);
    let draft = take_files(ctx, db, files, number.as_deref(), Draft::posted(form), uploads).await?;
    let (mut draft, refusal) = match pressed {
        Pressed::Other(press @ (Press::Save | Press::Submit)) => {
            match send(ctx, db, number.clone(), product, press, draft).await? {
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
                Some(request) if is_overtaken => Some(as_saved(request, Sheet::read(c, &who, request)?)),
                _ => None,
            };
            let calendar = if request.is_none() { calendar::read(c)? } else { Calendar::default() };
            Ok(About { desk, request, now, refusal: refusal.clone().or(why), calendar })
        })
        .await?;
    match leaving {
        Some(fields) if draft.errors.is_empty() && about.refusal.is_none() => {
            leave_for_a_project(ctx, db, product, &about, fields).await
        }
        _ => show(ctx, product, about, draft),
    }
}

/// Saves or submits. Where that led; or the form as it comes back, with why that isn't possible at all.
async fn send(
    ctx: &Ctx,
    db: &Db,
    number: Option<String>,
    product: Product,
    press: Press,
    draft: Draft<RequestForm>,
) -> AppResult<Result<HttpResponse, (Draft<RequestForm>, Option<Text>)>> {
    let typed = draft.clone();
    let sent = draft.send(db, ctx.actor()?, move |tx, who, draft| {
        let Draft { typed, errors, seen, .. } = draft;
        let filing = Filing { number, product, seen, form: typed, errors };
        match press {
            Press::Submit => commands::submit(tx, who, &filing, Utc::now()),
            _ => commands::save(tx, who, &filing, Utc::now()),
        }
    });
    match sent.await {
        Ok(Ok(path)) if press == Press::Submit => Ok(Ok(page::see_other(&path))),
        Ok(Ok(path)) => Ok(Ok(page::see_other_saying(&path, "request-saved"))),
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
        Pressed::Users(_) | Pressed::Disks(_) | Pressed::NewProject | Pressed::Switch | Pressed::Price => {}
    }
    Ok(draft)
}

/// The form is kept with the files that have come; the project will be one of the department that it is for.
async fn leave_for_a_project(
    ctx: &Ctx,
    db: &Db,
    product: Product,
    about: &About,
    mut fields: Fields,
) -> AppResult<HttpResponse> {
    let path = kept_at(about.request.as_ref().map(|it| it.number.as_str()), product);
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

fn show(ctx: &Ctx, product: Product, about: About, draft: Draft<RequestForm>) -> AppResult<HttpResponse> {
    let status = if about.refusal.is_some() { StatusCode::CONFLICT } else { draft.status() };
    page::with_status(ctx, &FormPage::new(ctx, product, about, draft, Utc::now()), status)
}
