use std::{mem::take, net::Ipv4Addr, ops::Bound};

use chrono::{DateTime, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Inet as SqlInet, Text as SqlText},
};

use super::life::{Names, lives_in, names};
use crate::{
    db::sql::{Sql, fragment},
    error::{AppError, AppResult},
    network::{
        address::{IpList, Networks},
        life::Life,
        mapping::Mapping,
        port::Port,
        stored::{self, Inet},
    },
    policy::{Actor, Departments, network_sight},
    schema::{applications, departments, port_mappings as mappings, tickets, users},
};

lives_in!(mappings {
    pool_ip: Inet,
    protocol: String,
    public_port: i32,
    floating_ip: Inet,
    internal_port: i32,
    access_url: String,
    whitelist: String,
});

type IdsOfDepartments = diesel::helper_types::Select<Departments, departments::id>;

pub(super) fn found(stored: Vec<(Stored, Names)>) -> AppResult<Vec<Mapping>> {
    stored.into_iter().map(read).collect()
}

fn read((mut stored, names): (Stored, Names)) -> AppResult<Mapping> {
    let whitelist = IpList::parse_optional(&stored.whitelist, Networks::Allowed);
    Ok(Mapping {
        pool_ip: stored.pool_ip.0,
        protocol: stored::code(&stored.protocol)?,
        public_port: stored::port(stored.public_port)?,
        floating_ip: stored.floating_ip.0,
        internal_port: stored::port(stored.internal_port)?,
        access_url: take(&mut stored.access_url),
        whitelist: whitelist.map_err(|_| AppError::Ours(anyhow::anyhow!("a stored whitelist is none")))?,
        life: stored.life(names)?,
    })
}

/// Whether a mapping keeps its port from others. Said in full: statements are planned once, and the indexes
/// of such mappings alone are used only where the plan knows that it is about these.
pub fn occupying() -> Sql<'static, Bool> {
    fragment("port_mappings.state IN ('held', 'active', 'to_remove')")
}

/// What keeps ports of these addresses from others, in the order of the ports.
///
/// # Errors
/// When the database can't be had.
pub fn mappings_on(c: &mut PgConnection, addresses: &[Ipv4Addr]) -> AppResult<Vec<Mapping>> {
    in_order(c, named().filter(mappings::pool_ip.eq_any(inets(addresses))).filter(occupying()).into_boxed())
}

/// The same as far as a form shows it: the first so many of each address, and what `renewed`, a ticket's number, has
/// there with what renews that.
///
/// # Errors
/// When the database can't be had.
pub fn first_mappings_on(
    c: &mut PgConnection,
    addresses: &[Ipv4Addr],
    each: i64,
    renewed: &str,
) -> AppResult<Vec<Mapping>> {
    let shown = fragment::<Bool>(
        "port_mappings.id = ANY(ARRAY(
             SELECT first.id FROM unnest($1) AS its (address), LATERAL (
                 SELECT id FROM port_mappings WHERE pool_ip = its.address AND state IN ('held', 'active', 'to_remove')
                 ORDER BY public_port LIMIT $2) first
             UNION
             SELECT m.id FROM tickets t JOIN port_mappings m ON m.ticket_id = t.id WHERE t.number = $3
             UNION
             SELECT later.id FROM tickets t JOIN port_mappings m ON m.ticket_id = t.id
             JOIN port_mappings later ON later.renews_id = m.id WHERE t.number = $3))",
    )
    .bind::<Array<SqlInet>, _>(inets(addresses))
    .bind::<BigInt, _>(each)
    .bind::<SqlText, _>(renewed.to_owned());
    in_order(c, named().filter(shown).filter(occupying()).into_boxed())
}

/// What keeps any of these ports of these addresses from others, in the same order.
///
/// # Errors
/// When the database can't be had.
pub fn mappings_at(c: &mut PgConnection, addresses: &[Ipv4Addr], ports: &[Port]) -> AppResult<Vec<Mapping>> {
    let ports: Vec<i32> = ports.iter().map(|port| i32::from(port.get())).collect();
    let there = named().filter(mappings::pool_ip.eq_any(inets(addresses))).filter(mappings::public_port.eq_any(ports));
    in_order(c, there.filter(occupying()).into_boxed())
}

fn inets(addresses: &[Ipv4Addr]) -> Vec<Inet> {
    addresses.iter().copied().map(Inet).collect()
}

fn in_order(c: &mut PgConnection, there: IntoBoxed<'static, named, Pg>) -> AppResult<Vec<Mapping>> {
    let order = (mappings::pool_ip, mappings::public_port, mappings::protocol, mappings::id);
    found(there.order(order).select(columns()).load(c)?)
}

/// The occupied ports that lead to an address, in their order.
///
/// # Errors
/// When the database can't be had.
pub fn mappings_to(c: &mut PgConnection, who: &Actor, floating_ip: Ipv4Addr) -> AppResult<Vec<Mapping>> {
    let there = occupying_in_sight(who).filter(mappings::floating_ip.eq(Inet(floating_ip)));
    found(
        there
            .order((mappings::pool_ip, mappings::public_port, mappings::protocol, mappings::id))
            .select(columns())
            .load(c)?,
    )
}

/// The occupied ports of an application, in their order.
///
/// # Errors
/// When the database can't be had.
pub fn mappings_of_application(c: &mut PgConnection, who: &Actor, application: i64) -> AppResult<Vec<Mapping>> {
    let there = occupying_in_sight(who).filter(mappings::application_id.eq(application));
    found(
        there
            .order((mappings::pool_ip, mappings::public_port, mappings::protocol, mappings::id))
            .select(columns())
            .load(c)?,
    )
}

#[diesel::dsl::auto_type]
fn occupying_in_sight(who: &Actor) -> _ {
    let occupying: Sql<'static, Bool> = occupying();
    let in_sight: IdsOfDepartments = network_sight(who).departments().select(departments::id);
    named().filter(occupying).filter(mappings::department_id.eq_any(in_sight))
}
