//! `/messages/bell`: the piece of every page that is asked for again and again.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    db::Db,
    error::AppResult,
    messages::{model::Message, queries},
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "shared/bell.html")]
struct Bell {
    unread: i64,
    latest: Vec<BellLine>,
}

struct BellLine {
    href: String,
    text: Text,
    at: DateTime<Utc>,
    read: bool,
}

impl BellLine {
    fn of(message: &Message) -> AppResult<Self> {
        Ok(Self { href: message.path(), text: message.title()?, at: message.created_at, read: message.is_read() })
    }
}

/// GET `/messages/bell`
///
/// # Errors
/// When the database can't be had.
pub async fn bell(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let latest = db.read(move |c| queries::latest(c, &who)).await?;
    let latest = latest.iter().map(BellLine::of).collect::<AppResult<_>>()?;
    page::piece(&ctx, &Bell { unread: ctx.unread(), latest })
}
