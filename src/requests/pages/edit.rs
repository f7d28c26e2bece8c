//! `/resources/apply/{product}`, `/resources/batch` and `/resources/requests/{number}/edit`: the forms as they open.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use chrono::Utc;

use super::form_page::FormPage;
use crate::{
    calendar::{self, Calendar},
    catalogue::{form::Offer, product::Product},
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    requests::{
        cart::{self, Left},
        commands,
        details::Details,
        filing::{Asked, Desk, RequestForm, kept_at},
        kind::Kind,
        model::Request,
    },
    text::Text,
    web::{Ctx, form::Draft, page},
};

/// What the form is about, beside what is typed.
pub struct About {
    pub desk: Desk,
    /// The request that it changes.
    pub request: Option<Request>,
    /// That request's form as it is now, where somebody else was quicker.
    pub now: Option<RequestForm>,
    /// Why it isn't to be changed any more: somebody has decided meanwhile.
    pub refusal: Option<Text>,
    /// What the due time of a new one is told by; none where it isn't told.
    pub calendar: Option<Calendar>,
}

/// What can be applied for.
///
/// # Errors
/// 404 for anything else.
pub fn offered(code: &str) -> AppResult<Product> {
    code.parse().map_err(|_| AppError::NotFound)
}

/// GET `/resources/apply/{product}`
///
/// # Errors
/// 404 for what can't be applied for.
pub async fn blank(ctx: Ctx, db: Data<Db>, product: Path<String>) -> AppResult<HttpResponse> {
    begin(ctx, db, Kind::Single(offered(&product)?)).await
}

/// GET `/resources/batch`: the first step of a new batch, or as its author left it.
///
/// # Errors
/// When the database can't be had.
pub async fn blank_batch(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    begin(ctx, db, Kind::Batch).await
}

async fn begin(ctx: Ctx, db: Data<Db>, kind: Kind) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (about, draft) = db
        .read(move |c| {
            let Left { cart, kept } = cart::left(c, &who, None, &kept_at(None, kind))?;
            let cart = cart.filter(|_| kind == Kind::Batch);
            let is_begun = cart.is_some() || kept.is_some();
            let form = cart.map_or_else(|| RequestForm::blank(kind), |cart| cart.form);
            let draft = Draft::new(form.clone()).or_kept_as(kept, |it| form.retyped(it));
            let desk = Desk::open(c, &who, &draft.typed, None)?;
            let calendar = Some(calendar::read(c)?);
            let draft = if is_begun { draft } else { Draft::new(beginning(&who, &desk, kind)) };
            Ok((About { desk, request: None, now: None, refusal: None, calendar }, draft))
        })
        .await?;
    show(&ctx, kind, about, draft)
}

/// What can be had and fits together; who applies is the likeliest user.
fn beginning(who: &Actor, desk: &Desk, kind: Kind) -> RequestForm {
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
        asked: match kind {
            Kind::Single(product) => Asked::One(Details::offered(product, &desk.catalogue, offer)),
            Kind::Batch => Asked::blank(kind),
        },
        ..RequestForm::blank(kind)
    }
}

/// GET `/resources/requests/{number}/edit`
///
/// # Errors
/// 404 when there is none in sight, 403 for anyone but who applied, 409 once somebody has decided.
pub async fn filled(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let (kind, about, draft) = db
        .read(move |c| {
            let request = commands::editable(c, &who, &number, None)?;
            let Left { cart, kept } = cart::left(c, &who, Some(&request), &format!("{}/edit", request.path()))?;
            let cart = cart.ok_or(AppError::NotFound)?;
            let (form, seen, kind) = (cart.form.clone(), cart.seen, cart.form.asked.kind());
            let draft = Draft { seen, ..Draft::new(form.clone()) }.or_kept_as(kept, |it| form.retyped(it));
            let desk = Desk::open(c, &who, &draft.typed, Some(&request))?;
            // The way that a draft will go is told of it as of a new one.
            let (now, refusal, calendar) = (None, None, None);
            Ok((kind, About { desk, request: Some(request), now, refusal, calendar }, draft))
        })
        .await?;
    show(&ctx, kind, about, draft)
}

/// The form as it stands.
///
/// # Errors
/// When the template fails.
pub fn show(ctx: &Ctx, kind: Kind, about: About, draft: Draft<RequestForm>) -> AppResult<HttpResponse> {
    let status = if about.refusal.is_some() { StatusCode::CONFLICT } else { draft.status() };
    page::with_status(ctx, &FormPage::new(ctx, kind, about, draft, Utc::now()), status)
}
