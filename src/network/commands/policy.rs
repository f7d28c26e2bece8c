//! Access that is asked for, and the address it is translated to.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Inet as SqlInet, Nullable, Text as SqlText, Timestamptz},
};

use super::{
    super::{
        address::IpList,
        coverage::Coverage,
        destination::Destinations,
        host::HostState,
        opening::Opening,
        period::Period,
        policy::{AccessRule, Reach},
        port::PortSet,
        protocol::Protocol,
        queries,
        stored::Inet,
    },
    hold::{TicketPorts, keep_hosts},
    life::lock_family,
};
use crate::{
    db::sql::statement,
    error::AppResult,
    schema::{departments, pool_ips},
    text::Text,
};

/// Claims the access for `ticket`, or says who has some of it; then the caller refuses. Of the very same access the
/// table's exclusion constraint decides who wins; of what merely overlaps, who comes first, since a department's
/// claims are taken one after the other.
///
/// # Errors
/// 409 when a host left the department meanwhile.
pub fn claim(
    tx: &mut PgConnection,
    ticket: &TicketPorts,
    rule: &AccessRule,
    hosts: Option<&IpList>,
    valid: Period,
    renews: Option<i64>,
    now: DateTime<Utc>,
) -> AppResult<Result<(), Option<Opening>>> {
    take_turns(tx, ticket.department)?;
    if let Some(hosts) = hosts {
        // A renewal may name hosts that were retired meanwhile: what is prolonged stays as it is.
        let states = if renews.is_some() { HostState::ALL.as_slice() } else { HostState::IN_USE.as_slice() };
        keep_hosts(tx, ticket.department, hosts.addresses(), states)?;
    }
    lock_family(tx, &renews.into_iter().collect::<Vec<_>>())?;
    let there = queries::policies_like(tx, ticket.department, rule)?;
    if let Some(taken) = Coverage::of(rule, renews, there, now).taken() {
        return Ok(Err(Some(taken.clone())));
    }
    if insert(tx, ticket, rule, valid, renews)? == 1 {
        return Ok(Ok(()));
    }
    let there = queries::policies_like(tx, ticket.department, rule)?;
    Ok(Err(there.into_iter().find(|it| it.rule().is_some_and(|other| rule.is_the_access_of(other)))))
}

/// Before anything else is locked, so that two claims never wait for each other.
fn take_turns(tx: &mut PgConnection, department: i64) -> AppResult<()> {
    departments::table.find(department).select(departments::id).for_no_key_update().first::<i64>(tx)?;
    Ok(())
}

/// A renewal must find what it renews as it was read: in force, until its own period begins.
fn insert(
    tx: &mut PgConnection,
    ticket: &TicketPorts,
    rule: &AccessRule,
    valid: Period,
    renews: Option<i64>,
) -> AppResult<usize> {
    let ports = |protocol: Protocol| rule.ports(protocol).map(PortSet::to_string).unwrap_or_default();
    let destinations = match rule.destinations {
        Destinations::Anywhere => "{(,)}".to_owned(),
        Destinations::Listed { .. } => queries::ranges(rule.destinations.addresses()),
    };
    Ok(statement(
        "INSERT INTO access_policies (ticket_id, department_id, application_id, kind, sources, source_tenant, destinations,
                                      destination_tenant, both_ways, tcp_ports, udp_ports, long_connection,
                                      translated_ip, source_ranges, destination_ranges, valid, renews_id)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::int8multirange, $15::int8multirange,
                tstzrange($16, $17), $18
         WHERE $18 IS NULL OR EXISTS (
             SELECT FROM access_policies old
             WHERE old.id = $18 AND old.department_id = $2 AND old.state = 'active' AND upper(old.valid) = $16)
         ON CONFLICT DO NOTHING",
    )
    .bind::<BigInt, _>(ticket.ticket)
    .bind::<BigInt, _>(ticket.department)
    .bind::<BigInt, _>(ticket.application)
    .bind::<SqlText, _>(rule.reach.code())
    .bind::<SqlText, _>(rule.sources.to_string())
    .bind::<SqlText, _>(rule.source_tenant.clone())
    .bind::<SqlText, _>(rule.destinations.to_string())
    .bind::<SqlText, _>(rule.destination_tenant.clone())
    .bind::<Bool, _>(rule.both_ways)
    .bind::<SqlText, _>(ports(Protocol::Tcp))
    .bind::<SqlText, _>(ports(Protocol::Udp))
    .bind::<Bool, _>(rule.long_connection)
    .bind::<Nullable<SqlInet>, _>(rule.translated_ip.map(Inet))
    .bind::<SqlText, _>(queries::ranges(Some(&rule.sources)))
    .bind::<SqlText, _>(destinations)
    .bind::<Timestamptz, _>(valid.begins())
    .bind::<Nullable<Timestamptz>, _>(valid.ends())
    .bind::<Nullable<BigInt>, _>(renews)
    .execute(tx)?)
}

/// Access to the extranet opens through this address, which must be the department's.
///
/// # Errors
/// What is wrong with the address, or with its being left out.
pub fn translate(tx: &mut PgConnection, ticket: i64, to: Option<Ipv4Addr>) -> AppResult<Result<(), Text>> {
    let openings = queries::of_ticket(tx, ticket)?;
    let Some((opening, rule)) = openings.iter().find_map(|it| Some((it, it.rule()?))) else { return Ok(Ok(())) };
    if rule.reach != Reach::Extranet {
        return Ok(Ok(()));
    }
    let Some(address) = to.or(rule.translated_ip) else {
        return Ok(Err("network-translated-ip-missing".into()));
    };
    let own = pool_ips::table
        .filter(pool_ips::address.eq(Inet(address)))
        .filter(pool_ips::department_id.eq(opening.department_id))
        .filter(pool_ips::pool.eq("extranet"));
    if own.select(pool_ips::id).for_share().first::<i64>(tx).optional()?.is_none() {
        return Ok(Err(Text::new("network-translated-ip-foreign").with("address", address.to_string())));
    }
    statement("UPDATE access_policies SET translated_ip = $2 WHERE id = $1")
        .bind::<BigInt, _>(opening.id)
        .bind::<SqlInet, _>(Inet(address))
        .execute(tx)?;
    Ok(Ok(()))
}
