//! What the lists show, as Excel and CSV.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{AddressFilter, Asked, HostFilter},
        host::Host,
        queries::{self, AddressRow},
    },
    policy::Actor,
    web::{
        Ctx,
        export::{self, BATCH, Batches, Cells},
        i18n::{Lang, time_in_shanghai},
    },
};

/// GET `/network/internet-ips.xlsx`
///
/// # Errors
/// When the database can't be had.
pub async fn addresses_xlsx(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let batches = addresses(who.as_ref().clone(), asked.addresses(), lang);
    export::xlsx(&db, "internet-ips.xlsx", address_head(lang), batches).await
}

/// GET `/network/internet-ips.csv`
///
/// # Errors
/// When nobody is signed in.
pub async fn addresses_csv(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let batches = addresses(who.as_ref().clone(), asked.addresses(), lang);
    Ok(export::csv(&db, "internet-ips.csv", &address_head(lang), batches))
}

/// GET `/network/hosts.xlsx`
///
/// # Errors
/// When the database can't be had.
pub async fn hosts_xlsx(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    export::xlsx(&db, "hosts.xlsx", host_head(lang), hosts(who.as_ref().clone(), asked.hosts(), lang)).await
}

/// GET `/network/hosts.csv`
///
/// # Errors
/// When nobody is signed in.
pub async fn hosts_csv(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    Ok(export::csv(&db, "hosts.csv", &host_head(lang), hosts(who.as_ref().clone(), asked.hosts(), lang)))
}

fn address_head(lang: Lang) -> Cells {
    [
        "network-internet-ip",
        "network-line",
        "network-department",
        "network-ports-in-use",
        "network-ports-held",
        "network-ports-to-remove",
        "network-note",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn addresses(who: Actor, filter: AddressFilter, lang: Lang) -> impl Batches {
    move |c, id| {
        let found = queries::addresses_after(c, &who, &filter, id, BATCH)?;
        let last = found.last().map(|row| row.ip.id);
        Ok((found.into_iter().map(|row| address_cells(row, lang)).collect(), last))
    }
}

fn address_cells(row: AddressRow, lang: Lang) -> Cells {
    let AddressRow { ip, in_use, held, to_remove } = row;
    vec![
        ip.address.to_string(),
        lang.t(ip.line.label()),
        ip.department.unwrap_or_default(),
        in_use.to_string(),
        held.to_string(),
        to_remove.to_string(),
        ip.note,
    ]
}

fn host_head(lang: Lang) -> Cells {
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

fn hosts(who: Actor, filter: HostFilter, lang: Lang) -> impl Batches {
    move |c, id| {
        let found = queries::hosts_after(c, &who, &filter, id, BATCH)?;
        let last = found.last().map(|host| host.id);
        Ok((found.into_iter().map(|host| host_cells(host, lang)).collect(), last))
    }
}

fn host_cells(host: Host, lang: Lang) -> Cells {
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
