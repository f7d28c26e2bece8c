//! `/resources/batch/confirm` and `/resources/requests/{number}/edit/confirm`: everything at once, before it is sent.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    chosen::Chosen,
    steps::{Step, links},
};
use crate::{
    calendar::{self, Calendar},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    requests::{
        cart::{self, Cart, Steps},
        commands::{self, Close},
        filing::{ATTACHMENTS, Desk, RequestForm},
        model::Request,
        pages::form_page::{due, way},
        state::State,
    },
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Changes, Draft, Errors, Field, Press},
        list::TabLink,
        page,
    },
};

#[derive(Template)]
#[template(path = "requests/batch/confirm.html")]
struct Confirm {
    ctx: Ctx,
    errors: Errors,
    refusal: Option<Text>,
    changes: Option<Changes>,
    /// Of the request that is changed.
    number: Option<String>,
    /// Nobody has decided, so that it is kept only by sending it.
    is_submitted: bool,
    steps: Vec<TabLink>,
    /// Each with what it says, and what is wrong with it.
    base: Vec<Field>,
    chosen: Chosen,
    base_at: String,
    items_at: String,
    post_to: String,
    way: Vec<&'static str>,
    due: Option<Text>,
    submission: Uuid,
    version: i32,
}

/// All that is read for the page.
struct Read {
    request: Option<Request>,
    cart: Cart,
    desk: Desk,
    calendar: Option<Calendar>,
}

/// GET `/resources/batch/confirm`: a batch without its base information begins there.
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    draw(ctx, db, None, Draft::new(()), None).await
}

/// GET `/resources/requests/{number}/edit/confirm`
///
/// # Errors
/// 404, 403, 409.
pub async fn show_of(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    draw(ctx, db, Some(number.into_inner()), Draft::new(()), None).await
}

/// POST `/resources/batch/confirm`: `action=submit`, or `action=save`.
///
/// # Errors
/// 403; 409 over the cart as it is now; 422 with every refusal where it can be mended.
pub async fn send(ctx: Ctx, db: Data<Db>, form: Form<()>) -> AppResult<HttpResponse> {
    close(ctx, db, None, form).await
}

/// POST `/resources/requests/{number}/edit/confirm`
///
/// # Errors
/// 404, and as [`send`].
pub async fn send_of(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    close(ctx, db, Some(number.into_inner()), form).await
}

async fn close(ctx: Ctx, db: Data<Db>, number: Option<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let how = match Press::of(&form.fields) {
        Press::Save => Close::Save,
        _ => Close::Submit,
    };
    let (of, draft) = (number.clone(), Draft::posted(form));
    let sent = draft.clone().send(&db, ctx.actor()?, move |tx, who, draft| {
        commands::close(tx, who, of.as_deref(), draft.seen, how, Utc::now())
    });
    match sent.await {
        Ok(Ok(path)) if how == Close::Save => Ok(page::see_other_saying(&path, "request-saved")),
        Ok(Ok(path)) => Ok(page::see_other(&path)),
        Ok(Err(refused)) => draw(ctx, db, number, refused, None).await,
        Err(AppError::NotNow(why)) => draw(ctx, db, number, draft, Some(why)).await,
        Err(other) => Err(other),
    }
}

async fn draw(
    ctx: Ctx,
    db: Data<Db>,
    number: Option<String>,
    draft: Draft<()>,
    refusal: Option<Text>,
) -> AppResult<HttpResponse> {
    let (who, of) = (ctx.actor()?, number.clone());
    let steps = Steps::of(number.as_deref());
    match db.read(move |c| read(c, &who, of.as_deref())).await? {
        Some(read) => {
            let status = if refusal.is_some() { StatusCode::CONFLICT } else { draft.status() };
            page::with_status(&ctx, &Confirm::new(&ctx, &steps, read, draft, refusal), status)
        }
        None => Ok(page::see_other(steps.base())),
    }
}

fn read(c: &mut PgConnection, who: &Actor, number: Option<&str>) -> AppResult<Option<Read>> {
    let (request, left) = cart::current(c, who, number, &Steps::of(number).confirm())?;
    let Some(cart) = left.cart else { return Ok(None) };
    let desk = Desk::open(c, who, &cart.form, request.as_ref())?;
    let calendar = if request.is_none() { Some(calendar::read(c)?) } else { None };
    Ok(Some(Read { request, cart, desk, calendar }))
}

impl Confirm {
    fn new(ctx: &Ctx, steps: &Steps, read: Read, draft: Draft<()>, refusal: Option<Text>) -> Self {
        let Read { request, cart, desk, calendar } = read;
        let Draft { errors, overtaken, submission, .. } = draft;
        let request = request.as_ref();
        Self {
            refusal,
            changes: overtaken.map(|says| Changes::new(says, Vec::new())),
            number: request.map(|request| request.number.clone()),
            is_submitted: request.is_some_and(|it| !matches!(it.state, State::Draft | State::Rejected)),
            steps: links(steps, Step::Confirm, cart.picks().len()),
            base: base(&cart.form, &desk, &errors),
            chosen: Chosen::of(&cart, &desk, steps, ctx.language(), &errors),
            base_at: steps.base().to_owned(),
            items_at: steps.items(),
            post_to: steps.confirm(),
            way: way(&desk),
            due: due(calendar.as_ref(), request, Utc::now()),
            submission,
            version: cart.version,
            errors,
            ctx: ctx.clone(),
        }
    }
}

/// The base information in words.
fn base(form: &RequestForm, desk: &Desk, errors: &Errors) -> Vec<Field> {
    let project = desk.projects.iter().find(|project| project.id.to_string() == form.project);
    let project = project.map(|project| project.name.clone()).unwrap_or_default();
    let region = desk.catalogue.region(&form.region).map(|region| region.name.clone()).unwrap_or_default();
    let accounts = desk.people.iter().filter(|person| form.user_ids.contains(&person.id.to_string()));
    let others = form.users.iter().filter(|row| !row.is_blank()).map(|row| row.name.clone());
    let users: Vec<String> = accounts.map(|person| person.display_name.clone()).chain(others).collect();
    let files: Vec<String> = desk.files.iter().map(|file| file.file_name.clone()).collect();
    let field = |name, label, value: String| Field::new(name, label, value).checked(errors);
    vec![
        field("department", "request-field-department", desk.department.name.clone()),
        field("region", "catalogue-field-region", region),
        field("project", "request-field-project", project),
        field("user_id", "request-field-users", users.join("; ")),
        field(ATTACHMENTS, "request-field-attachments", files.join("; ")),
        field("remarks", "request-field-remarks", form.remarks.clone()),
    ]
}
