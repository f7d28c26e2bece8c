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
        export::{self, BATCH, Batches, Cells},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/network/hosts.xlsx`
///
/// # Errors
/// When the database can't be had.
pub async fn xlsx(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    export::xlsx(&db, "hosts.xlsx", head(lang), batches(who.as_ref().clone(), asked.hosts(), lang)).await
}

/// GET `/network/hosts.csv`
///
/// # Errors
/// When nobody is signed in.
pub async fn csv(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    Ok(export::csv(&db, "hosts.csv", &head(lang), batches(who.as_ref().clone(), asked.hosts(), lang)))
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
