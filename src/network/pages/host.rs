//! `/network/hosts/{id}`

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use super::id_of;
use crate::{
    db::Db,
    error::AppResult,
    network::{host::Host, mapping::Mapping, opening::Opening, queries},
    outbox,
    policy::{Action, Actor},
    text::Text,
    web::{Ctx, filters, page, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "network/host.html")]
struct Show {
    ctx: Ctx,
    who: Arc<Actor>,
    host: Host,
    mappings: Vec<Mapping>,
    policies: Vec<Opening>,
    history: Vec<Moment>,
    may_edit: bool,
    may_see_application: bool,
}

/// GET `/network/hosts/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (host, mappings, policies, lines) = db
        .read(move |c| {
            let host = queries::find_host(c, &reader, id)?;
            let mappings = queries::mappings_to(c, &reader, host.floating_ip)?;
            let policies = queries::policies_of_host(c, &reader, host.floating_ip)?;
            Ok((host, mappings, policies, outbox::timeline(c, "host", id, HISTORY)?))
        })
        .await?;
    let shown = Show {
        may_edit: host.may_be_managed_by(&who),
        may_see_application: ctx.may(Action::ViewApplications),
        history: lines.into_iter().map(Moment::from).collect(),
        host,
        mappings,
        policies,
        who,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &shown)
}
