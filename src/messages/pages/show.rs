//! `/messages/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    db::Db,
    error::{AppError, AppResult},
    messages::{Standing, commands, model::Message},
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "messages/show.html")]
struct Show {
    ctx: Ctx,
    message: Message,
    title: Text,
    body: Text,
    standing: Standing,
}

/// GET `/messages/{id}`: opening it reads it.
///
/// # Errors
/// 404 when there is none, or it is somebody else's.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let who = ctx.actor()?;
    let (message, standing) = db
        .write(move |tx| {
            let message = commands::open(tx, &who, id)?;
            let standing = Standing::of(tx, &who, &message)?;
            Ok((message, standing))
        })
        .await?;
    let ctx = if message.is_read() { ctx } else { ctx.having_read_one() };
    let (title, body) = (message.title()?, message.body()?);
    page::show(&ctx, &Show { ctx: ctx.clone(), message, title, body, standing })
}
