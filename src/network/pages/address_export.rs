//! Pool addresses with their ports, as Excel and CSV: a row for each port, one for an address without any (spec 2,
//! "Ports and policies").

use std::{collections::HashMap, net::Ipv4Addr};

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use diesel::PgConnection;

use super::{ip_of, pool::Of};
use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{AddressFilter, Asked},
        mapping::Mapping,
        pool::Pool,
        pool_address::PoolAddress,
        queries,
    },
    policy::Actor,
    web::{
        Ctx,
        export::{Batches, Cells, Format},
        i18n::Lang,
        list,
    },
};

/// Addresses read at a time: each has many ports.
const BATCH: usize = 100;

/// GET `/network/internet-ips.xlsx`, `/network/internet-ips.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn all(ctx: Ctx, db: Data<Db>, of: Of, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let rows = of_list(who.as_ref().clone(), asked.addresses(of.0), lang);
    format.answer(&db, of.0.words().file, head(of.0, lang), rows).await
}

/// GET `/network/internet-ips/{address}.xlsx`, `/network/internet-ips/{address}.csv`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn one(ctx: Ctx, db: Data<Db>, format: Format, address: Path<String>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let ip = find(&ctx, &db, &address).await?;
    format.answer(&db, &ip.address.to_string(), head(ip.pool(), lang), of_one(who.as_ref().clone(), ip, lang)).await
}

async fn find(ctx: &Ctx, db: &Db, address: &str) -> AppResult<PoolAddress> {
    let (who, address) = (ctx.actor()?, ip_of(address)?);
    db.read(move |c| queries::find_address(c, &who, address)).await
}

fn head(pool: Pool, lang: Lang) -> Cells {
    [
        pool.words().label,
        "network-line",
        "network-department",
        pool.words().port,
        "network-mapping-protocol",
        "network-mapping-target",
        "network-mapping-application",
        "network-mapping-ticket",
        "network-mapping-filer",
        "network-mapping-until",
        "network-mapping-state",
        "network-note",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn of_list(who: Actor, filter: AddressFilter, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::addresses(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |row| row.place(filter.sort.column));
        let ips = found.into_iter().map(|row| row.ip).collect();
        Ok((rows(c, &who, ips, lang)?, next))
    }
}

fn of_one(who: Actor, ip: PoolAddress, lang: Lang) -> impl Batches {
    move |c, _| Ok((rows(c, &who, vec![ip.clone()], lang)?, None))
}

fn rows(c: &mut PgConnection, who: &Actor, ips: Vec<PoolAddress>, lang: Lang) -> AppResult<Vec<Cells>> {
    let addresses: Vec<Ipv4Addr> = ips.iter().map(|ip| ip.address).collect();
    let mut ports: HashMap<Ipv4Addr, Vec<Mapping>> = HashMap::new();
    for mapping in queries::mappings_on(c, &addresses)? {
        ports.entry(mapping.pool_ip).or_default().push(mapping);
    }
    let of = |ip: &PoolAddress| match ports.remove(&ip.address) {
        Some(ports) => ports.iter().map(|mapping| cells(ip, port(mapping, who, lang), lang)).collect(),
        None => vec![cells(ip, Default::default(), lang)],
    };
    Ok(ips.iter().flat_map(of).collect())
}

/// What stands between an address's first columns and its note.
type PortCells = [String; 8];

fn cells(ip: &PoolAddress, port: PortCells, lang: Lang) -> Cells {
    let first = [ip.address.to_string(), lang.t(ip.line.label()), ip.department.clone().unwrap_or_default()];
    first.into_iter().chain(port).chain([ip.note.clone()]).collect()
}

/// Number and filer are left out where the ticket is out of sight, so that numbers can't be probed (spec 1).
fn port(mapping: &Mapping, who: &Actor, lang: Lang) -> PortCells {
    let shown = Some(mapping).filter(|mapping| mapping.ticket_is_shown_to(who));
    [
        mapping.public_port.to_string(),
        mapping.protocol.as_str().to_uppercase(),
        format!("{}:{}", mapping.floating_ip, mapping.internal_port),
        mapping.application.clone(),
        shown.map(|it| it.ticket_number.clone()).unwrap_or_default(),
        shown.map(|it| it.filer.clone()).unwrap_or_default(),
        lang.say(&mapping.until()),
        lang.t(mapping.state.label()),
    ]
}
