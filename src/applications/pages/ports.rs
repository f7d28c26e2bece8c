//! `/applications/{id}/ports`: 端口与策略

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use super::{header::Header, id_of};
use crate::{
    applications::queries,
    db::Db,
    error::AppResult,
    network::{mapping::Mapping, opening::Opening, queries as network},
    policy::Actor,
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "applications/ports.html")]
struct Ports {
    ctx: Ctx,
    header: Header,
    mappings: Vec<Mapping>,
    policies: Vec<Opening>,
    who: std::sync::Arc<Actor>,
}

/// GET `/applications/{id}/ports`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (application, mappings, policies) = db
        .read(move |c| {
            let application = queries::find(c, &reader, id)?;
            let mappings = network::mappings_of_application(c, &reader, id)?;
            Ok((application, mappings, network::policies_of_application(c, &reader, id)?))
        })
        .await?;
    let header = Header::new(&who, application, "/ports");
    page::show(&ctx, &Ports { ctx: ctx.clone(), header, mappings, policies, who })
}
