//! `/complaints` of one's own, and `/admin/complaints` to answer.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use serde::Deserialize;

use crate::{
    complaints::{
        model::Complaint,
        queries::{self, Counted, Whose},
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, filters,
        list::{self, Cursor, Page, Pager},
        page,
    },
};

#[derive(Deserialize)]
pub struct Asked {
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "complaints/list.html")]
struct List {
    ctx: Ctx,
    /// For administrators.
    answers: bool,
    title: &'static str,
    lead: &'static str,
    complaints: Vec<Complaint>,
    /// How many wait for an answer.
    waiting: Option<Text>,
    pager: Pager,
}

/// GET `/complaints`
///
/// # Errors
/// When the database can't be had.
pub async fn own(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Whose::Own, &asked).await
}

/// GET `/admin/complaints`
///
/// # Errors
/// When the database can't be had.
pub async fn all(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Whose::ToAnswer, &asked).await
}

async fn draw(ctx: &Ctx, db: &Db, whose: Whose, asked: &Asked) -> AppResult<HttpResponse> {
    let (who, cursor) = (ctx.actor()?, asked.cursor.as_deref().and_then(Cursor::parse));
    let from = cursor.clone();
    let (rows, Counted { all, open }) =
        db.read(move |c| Ok((queries::page(c, &who, whose, from.as_ref())?, queries::count(c, &who, whose)?))).await?;
    let found = Page::of(rows, cursor.as_ref(), |complaint| (complaint.id, String::new()));
    let (path, title, lead) = match whose {
        Whose::Own => ("/complaints", "complaint-own-title", "complaint-own-lead"),
        Whose::ToAnswer => ("/admin/complaints", "complaint-all-title", "complaint-all-lead"),
    };
    let list = List {
        ctx: ctx.clone(),
        answers: whose == Whose::ToAnswer,
        title,
        lead,
        waiting: (whose == Whose::ToAnswer && open > 0).then(|| Text::new("complaint-waiting").with("count", open)),
        pager: Pager::new(&found, all, &list::address(path, &[])),
        complaints: found.rows,
    };
    page::show(ctx, &list)
}
