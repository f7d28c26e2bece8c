//! `/admin/settings`: what is in force, and where each comes from. Read-only: settings are an installation's, not a page's.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use diesel::prelude::*;
use serde_json::Value;

use crate::{
    config::{Listed, Settings},
    db::Db,
    error::AppResult,
    schema::settings,
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "upkeep/settings.html")]
struct Show {
    ctx: Ctx,
    /// As `yunwu config` prints them.
    own: Vec<Listed>,
    /// Those that the database keeps.
    kept: Vec<(String, String)>,
}

/// GET `/admin/settings`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>, in_force: Data<Settings>) -> AppResult<HttpResponse> {
    let kept: Vec<(String, Value)> =
        db.read(|c| Ok(settings::table.order(settings::key).select((settings::key, settings::value)).load(c)?)).await?;
    let kept = kept.into_iter().map(|(key, value)| (key, value.to_string())).collect();
    page::show(&ctx, &Show { own: in_force.listed(), kept, ctx: ctx.clone() })
}
