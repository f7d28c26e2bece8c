//! `/approvals/bulk`: the requests that were picked, and what became of each.

use std::{collections::HashMap, sync::Arc};

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use uuid::Uuid;

use super::selection::Selection;
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    requests::{
        model::Request,
        opinion::OPINION,
        queries::{self, Waiting},
        workflow::Verb,
    },
    text::Text,
    web::{
        Ctx, Form,
        bulk::{self, Place, Shown, Tried},
        filters,
        form::Field,
        page::{self, see_other},
    },
};

const PLACE: Place = Place {
    path: "/approvals/bulk",
    title: "request-bulk",
    list: "/approvals",
    list_title: "nav-approvals",
    boxes: "request",
    icon: "inbox",
};

#[derive(Template)]
#[template(path = "requests/bulk/show.html")]
struct Show {
    ctx: Ctx,
    place: Place,
    shown: Shown<Request>,
    bar: Bar,
}

/// The bar with the buttons.
pub struct Bar {
    pub submission: Uuid,
    /// One opinion or reason for all.
    pub text: Field,
    /// The list to go back to.
    pub back: String,
}

impl Bar {
    #[must_use]
    pub fn new(text: &str, back: String) -> Self {
        let text = Field::new("text", "request-bulk-text", text).at_most(OPINION);
        Self { submission: Uuid::new_v4(), text, back }
    }
}

/// GET `/approvals/bulk`: goes on with what was picked before the session ran out.
///
/// # Errors
/// When the database can't be had.
pub async fn again(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    match PLACE.left(&db, who.id).await? {
        Some(selection) => draw(ctx, &db, who, &selection, Tried::Nothing).await,
        None => Ok(see_other(PLACE.list)),
    }
}

/// POST `/approvals/bulk` (`request`, `action`, `text`)
///
/// # Errors
/// When the database can't be had; what was refused is answered with the page.
pub async fn act(ctx: Ctx, db: Data<Db>, form: Form<Selection>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let tried = PLACE.try_each(form.typed.parse(form.errors), &db, &who, submission).await?;
    draw(ctx, &db, who, &form.typed, tried).await
}

async fn draw(ctx: Ctx, db: &Db, who: Arc<Actor>, selection: &Selection, tried: Tried) -> AppResult<HttpResponse> {
    let numbers = bulk::readable(&selection.requests);
    let (reader, wanted) = (who.clone(), numbers.clone());
    let (requests, waiting) = db
        .read(move |c| {
            Ok((queries::numbered(c, &reader, &wanted)?, queries::count_waiting(c, &reader, Waiting::Decision)?))
        })
        .await?;
    let requests: HashMap<String, Request> = requests.into_iter().map(|it| (it.number.clone(), it)).collect();
    let status = tried.status();
    let shown = PLACE.shown(tried, numbers, requests, |request| is_open(request, &who));
    let mut bar = Bar::new(&selection.text, PLACE.back(&selection.back));
    bar.text = bar.text.checked(&shown.errors);
    let ctx = ctx.with_waiting(waiting);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), place: PLACE, shown, bar }, status)
}

/// Whether it waits for this person's decision.
fn is_open(request: &Request, who: &Actor) -> bool {
    request.open_to(who).contains(&Verb::Approve)
}

impl Show {
    fn is_open(&self, request: &Request) -> bool {
        self.ctx.signed_in_actor().is_some_and(|who| is_open(request, who))
    }

    /// Whether anything can be decided about one of them.
    fn may_go_on(&self) -> bool {
        self.shown.any(|request| self.is_open(request))
    }
}
