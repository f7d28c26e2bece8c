//! `/applications/{id}/hosts`: 云主机

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
    network::{host::Host, queries as network},
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "applications/hosts.html")]
struct Hosts {
    ctx: Ctx,
    header: Header,
    found: Vec<Host>,
}

/// GET `/applications/{id}/hosts`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (application, hosts) =
        db.read(move |c| Ok((queries::find(c, &reader, id)?, network::hosts_of_application(c, &reader, id)?))).await?;
    page::show(&ctx, &Hosts { ctx: ctx.clone(), header: Header::new(&who, application, "/hosts"), found: hosts })
}
