//! `/search`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use serde::Deserialize;

use super::queries::{self, Found};
use crate::{
    db::Db,
    error::AppResult,
    web::{Ctx, filters, list, page},
};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "search/show.html")]
struct Everywhere {
    ctx: Ctx,
    words: String,
    found: Vec<Found>,
}

impl Everywhere {
    /// The list that shows all of that kind.
    fn all(&self, found: &Found) -> String {
        list::link(&list::address(found.list, &[("q", &self.words)]))
    }
}

/// GET `/search` (`q`). A number of one thing leads straight to it.
///
/// # Errors
/// When the database can't be had.
pub async fn everywhere(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, words) = (ctx.actor()?, list::words(&asked.q));
    let found = if words.is_empty() {
        Vec::new()
    } else {
        let words = words.clone();
        db.read(move |c| queries::find(c, &who, &words)).await?
    };
    if let [only] = found.as_slice()
        && let [hit] = only.hits.as_slice()
        && hit.name.eq_ignore_ascii_case(&words)
    {
        return Ok(page::see_other(&hit.path));
    }
    page::show(&ctx, &Everywhere { ctx: ctx.clone(), words, found })
}
