//! `/applications/{id}`: 概况

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use super::{header::Header, id_of};
use crate::{
    applications::{model::RECORD_KIND, queries},
    db::Db,
    error::AppResult,
    outbox,
    text::Text,
    web::{Ctx, filters, page, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "applications/show.html")]
struct Show {
    ctx: Ctx,
    header: Header,
    history: Vec<Moment>,
}

/// GET `/applications/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (application, lines) =
        db.read(move |c| Ok((queries::find(c, &reader, id)?, outbox::timeline(c, RECORD_KIND, id, HISTORY)?))).await?;
    let history = lines.into_iter().map(Moment::from).collect();
    page::show(&ctx, &Show { ctx: ctx.clone(), header: Header::new(&who, application, ""), history })
}
