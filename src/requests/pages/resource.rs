//! `/resources/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    requests::{
        queries::{self, Touching},
        resource::Resource,
    },
    text::Text,
    web::{Ctx, filters, page, path::id_of},
};

#[derive(Template)]
#[template(path = "requests/resource.html")]
struct Show {
    ctx: Ctx,
    resource: Resource,
    /// Tickets that touch its host.
    tickets: Vec<Touching>,
}

/// GET `/resources/{id}`: where it came from, its host, and what touches that.
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (resource, tickets) = db
        .read(move |c| {
            let resource = queries::find_resource(c, &who, id)?;
            let tickets = queries::touching(c, &who, resource.host_id)?;
            Ok((resource, tickets))
        })
        .await?;
    page::show(&ctx, &Show { resource, tickets, ctx: ctx.clone() })
}
