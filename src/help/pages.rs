//! `/help`

use actix_web::{HttpResponse, web::Path};
use askama::Template;

use super::guide::{self, Guide, Text};
use crate::{
    error::{AppError, AppResult},
    web::{Ctx, filters, page},
};

type Entry = (&'static Guide, &'static Text);

#[derive(Template)]
#[template(path = "help/contents.html")]
struct Contents {
    ctx: Ctx,
    /// The reader's own first day.
    own: Vec<Entry>,
    topics: Vec<Entry>,
    /// Of other roles.
    walks: Vec<Entry>,
}

/// GET `/help`
///
/// # Errors
/// When nobody is signed in.
pub async fn contents(ctx: Ctx) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (walks, topics): (Vec<Entry>, Vec<Entry>) = guide::all(ctx.language()).partition(|(guide, _)| guide.is_walk());
    let (own, walks) = walks.into_iter().partition(|(guide, _)| guide.is_walk_of(&who));
    page::show(&ctx, &Contents { ctx: ctx.clone(), own, topics, walks })
}

#[derive(Template)]
#[template(path = "help/show.html")]
struct Show {
    ctx: Ctx,
    text: &'static Text,
    others: Vec<Entry>,
}

/// GET `/help/{page}`
///
/// # Errors
/// 404 when there is no such guide.
pub async fn show(ctx: Ctx, slug: Path<String>) -> AppResult<HttpResponse> {
    let (shown, text) = guide::find(&slug, ctx.language()).ok_or(AppError::NotFound)?;
    let others = guide::all(ctx.language()).filter(|(guide, _)| guide.is_walk() == shown.is_walk()).collect();
    page::show(&ctx, &Show { ctx: ctx.clone(), text, others })
}

impl Show {
    fn is_shown(&self, entry: &Entry) -> bool {
        std::ptr::eq(entry.1, self.text)
    }
}
