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
        bulk::{self, Row, Tally, Tried},
        filters,
        form::{Errors, Field, FieldReader, FromFields},
        kept,
        own_path::OwnPath,
        page::{self, see_other},
    },
};

const HERE: &str = "/approvals/bulk";
const LIST: &str = "/approvals";

#[derive(Template)]
#[template(path = "requests/bulk/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    done: Option<Tally>,
    /// The boxes, as one field.
    picked: Field,
    rows: Vec<Row<Request>>,
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
    let id = who.id;
    let Some(kept) = db.read(move |c| kept::find(c, id, HERE)).await? else { return Ok(see_other(LIST)) };
    let selection = Selection::from_fields(&mut FieldReader::new(&kept.fields));
    draw(ctx, &db, who, &selection, Tried::Nothing).await
}

/// POST `/approvals/bulk` (`request`, `action`, `text`)
///
/// # Errors
/// When the database can't be had; what was refused is answered with the page.
pub async fn act(ctx: Ctx, db: Data<Db>, form: Form<Selection>) -> AppResult<HttpResponse> {
    let (who, submission) = (ctx.actor()?, form.submission());
    let tried = match form.typed.parse(form.errors) {
        Err(errors) => Tried::Refused(errors),
        Ok((deed, picked)) => {
            let (id, name) = (who.id, deed.name());
            let outcomes = deed.do_to(picked, &db, who.clone(), submission).await;
            db.write(move |tx| kept::forget(tx, id, HERE)).await?;
            Tried::Done(name, outcomes)
        }
    };
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
    let (errors, done, rows) = tried.shown(numbers, requests, |request| is_open(request, &who));
    let mut bar = Bar::new(&selection.text, list_of(selection));
    bar.text = bar.text.checked(&errors);
    let picked = Field::new("request", "bulk-column", "").checked(&errors);
    let ctx = ctx.with_waiting(waiting);
    page::with_status(&ctx, &Show { ctx: ctx.clone(), errors, done, picked, rows, bar }, status)
}

/// Whether it waits for this person's decision.
fn is_open(request: &Request, who: &Actor) -> bool {
    request.open_to(who).contains(&Verb::Approve)
}

fn list_of(selection: &Selection) -> String {
    match OwnPath::read(&selection.back).as_str() {
        list if list.starts_with(LIST) => list.to_owned(),
        _ => LIST.to_owned(),
    }
}

impl Show {
    fn is_open(&self, request: &Request) -> bool {
        self.ctx.signed_in_actor().is_some_and(|who| is_open(request, who))
    }

    /// Whether anything can be decided about one of them.
    fn may_go_on(&self) -> bool {
        self.rows.iter().filter_map(|row| row.record.as_ref()).any(|request| self.is_open(request))
    }
}
