//! `/network/hosts.xlsx` and `/network/hosts.csv`: what the list shows, in its order.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{Asked, HostFilter},
        host::Host,
        queries,
    },
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/network/hosts.xlsx`, `/network/hosts.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    format.answer(&db, "hosts", head(lang), batches(who.as_ref().clone(), asked.hosts(), lang)).await
}

fn head(lang: Lang) -> Cells {
    [
        "network-host-name",
        "network-host-floating-ip",
        "network-department",
        "network-host-application",
        "network-host-region",
        "network-host-specification",
        "network-host-source",
        "network-host-state",
        "network-host-created-at",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(who: Actor, filter: HostFilter, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::hosts(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |host| queries::place_of_host(host, filter.sort.column));
        Ok((found.into_iter().map(|host| cells(host, lang)).collect(), next))
    }
}

fn cells(host: Host, lang: Lang) -> Cells {
    vec![
        host.name,
        host.floating_ip.to_string(),
        host.department,
        host.application.unwrap_or_default(),
        host.region,
        host.specification,
        host.source,
        lang.t(host.state.label()),
        time_in_shanghai(host.created_at),
    ]
}
