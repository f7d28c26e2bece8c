//! `/resources/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    catalogue,
    db::Db,
    error::AppResult,
    policy::Action,
    requests::{
        commands,
        filing::Asked,
        pages::form_page::price,
        queries::{self, About, Touching},
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
    /// What it is made of, each with the key of its label.
    parameters: Vec<(&'static str, String)>,
    /// What it costs a month, by the price list of today.
    price: Text,
    /// The requests that change it or give it back.
    requests: Vec<About>,
    /// Whether its reader may ask for that, and why not now.
    may_ask: bool,
    in_the_way: Option<Text>,
    /// Tickets that touch its host.
    tickets: Vec<Touching>,
}

/// GET `/resources/{id}`: what it is and costs, where it came from, what was done to it, and what touches its host.
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (resource, standing, catalogue, tickets) = db
        .read(move |c| {
            let resource = queries::find_resource(c, &reader, id)?;
            let standing = queries::standing(c, &reader, &resource, "")?;
            let catalogue = catalogue::queries::catalogue_of(c, &reader, resource.department_id)?;
            let tickets = queries::touching(c, &reader, resource.host_id)?;
            Ok((resource, standing, catalogue, tickets))
        })
        .await?;
    let shown = Show {
        parameters: standing.details.in_words(&catalogue, ctx.language()),
        price: price(&Asked::One(standing.details), &standing.prices),
        may_ask: who.may_in(Action::Apply, resource.department_id, resource.sector()),
        in_the_way: commands::why_not(&resource, &standing.requests, None),
        requests: standing.requests,
        tickets,
        resource,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &shown)
}
