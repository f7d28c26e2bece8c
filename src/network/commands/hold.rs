//! Holds: the port is taken when the ticket is submitted (spec 2, "Holding").

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Inet as SqlInet, Integer, Nullable, Text as SqlText, Timestamptz},
};

use super::{
    super::{
        address::IpList, conflict::Conflict, host::HostState, mapping::MappingRow, period::Period, queries,
        stored::Inet,
    },
    life::lock_family,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    schema::{hosts, pool_ips},
    text::Text,
};

/// The ticket that ports are held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketPorts {
    pub ticket: i64,
    pub department: i64,
    pub application: i64,
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = Integer)]
    row_number: i32,
}

/// Takes every row's port for `ticket`, or says which can't be had; then nothing of it may stay, so
/// the caller refuses and its transaction undoes the rest.
///
/// The table's exclusion constraint decides who wins. Plain inserts would deadlock when several
/// tickets want the same ports, hence `ON CONFLICT` and one order for all.
///
/// # Errors
/// 409 when an address left the department meanwhile.
pub fn hold(
    tx: &mut PgConnection,
    ticket: &TicketPorts,
    rows: &[MappingRow],
    valid: Period,
    now: DateTime<Utc>,
) -> AppResult<Result<(), Vec<Conflict>>> {
    keep_in_place(tx, ticket.department, rows)?;
    let renewed: Vec<i64> = rows.iter().filter_map(|row| Some(row.renews?.mapping)).collect();
    lock_family(tx, &renewed)?;
    let held = insert(tx, ticket, rows, valid, now)?;
    let lost: Vec<&MappingRow> = rows.iter().filter(|row| !held.contains(&row.number)).collect();
    if lost.is_empty() {
        return Ok(Ok(()));
    }
    queries::conflicts(tx, &lost, valid, now).map(Err)
}

/// Locks the addresses, so that none of them changes hands before the ports are held.
fn keep_in_place(tx: &mut PgConnection, department: i64, rows: &[MappingRow]) -> AppResult<()> {
    let pool: Vec<Inet> = distinct(rows.iter().map(|row| row.pool_ip));
    let own_pool: Vec<i64> = pool_ips::table
        .filter(pool_ips::address.eq_any(&pool))
        .filter(pool_ips::department_id.eq(department))
        .order(pool_ips::id)
        .select(pool_ips::id)
        .for_share()
        .load(tx)?;
    if own_pool.len() != pool.len() {
        return Err(changed_hands());
    }
    keep_hosts(tx, department, rows.iter().map(|row| row.floating_ip), &HostState::IN_USE)
}

/// The same for hosts, which must be in one of `states`.
pub(super) fn keep_hosts(
    tx: &mut PgConnection,
    department: i64,
    addresses: impl Iterator<Item = Ipv4Addr>,
    states: &[HostState],
) -> AppResult<()> {
    let floating: Vec<Inet> = distinct(addresses);
    let own: Vec<i64> = hosts::table
        .filter(hosts::floating_ip.eq_any(&floating))
        .filter(hosts::department_id.eq(department))
        .filter(hosts::state.eq_any(states.iter().map(|state| state.code()).collect::<Vec<_>>()))
        .order(hosts::id)
        .select(hosts::id)
        .for_share()
        .load(tx)?;
    if own.len() == floating.len() { Ok(()) } else { Err(changed_hands()) }
}

fn changed_hands() -> AppError {
    AppError::NotNow(Text::new("network-address-changed-hands"))
}

fn distinct(addresses: impl Iterator<Item = Ipv4Addr>) -> Vec<Inet> {
    let mut addresses: Vec<Ipv4Addr> = addresses.collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses.into_iter().map(Inet).collect()
}

/// The numbers of the rows that won their port. One whose period ran out, but which nobody has
/// cancelled yet, is still open at the gateway and keeps its port. A renewal must find what it renews
/// as it was read: in force, until its own period begins.
fn insert(
    tx: &mut PgConnection,
    ticket: &TicketPorts,
    rows: &[MappingRow],
    valid: Period,
    now: DateTime<Utc>,
) -> AppResult<Vec<i32>> {
    let numbers: Vec<i32> = rows.iter().map(|row| row.number).collect();
    let pool: Vec<Inet> = rows.iter().map(|row| Inet(row.pool_ip)).collect();
    let protocols: Vec<&str> = rows.iter().map(|row| row.protocol.as_str()).collect();
    let public: Vec<i32> = rows.iter().map(|row| row.public_port.get().into()).collect();
    let floating: Vec<Inet> = rows.iter().map(|row| Inet(row.floating_ip)).collect();
    let internal: Vec<i32> = rows.iter().map(|row| row.internal_port.get().into()).collect();
    let urls: Vec<&str> = rows.iter().map(|row| row.access_url.as_str()).collect();
    let whitelists: Vec<String> =
        rows.iter().map(|row| row.whitelist.as_ref().map(IpList::to_string).unwrap_or_default()).collect();
    let long: Vec<bool> = rows.iter().map(|row| row.long_connection).collect();
    let renewed: Vec<Option<i64>> = rows.iter().map(|row| row.renews.map(|renewed| renewed.mapping)).collect();
    let begins: Vec<DateTime<Utc>> = rows.iter().map(|row| row.period(valid).begins()).collect();
    let held: Vec<Held> = statement(
        "INSERT INTO port_mappings (ticket_id, department_id, application_id, valid, row_number, pool_ip, protocol,
                                    public_port, floating_ip, internal_port, access_url, whitelist, long_connection, renews_id)
         SELECT $1, $2, $3, tstzrange(begins, $4), number, pool_ip, protocol,
                public_port, floating_ip, internal_port, access_url, whitelist, long_connection, renewed
         FROM unnest($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $16)
              AS asked (number, pool_ip, protocol, public_port, floating_ip, internal_port, access_url, whitelist, renewed,
                        begins, long_connection)
         WHERE NOT EXISTS (
             SELECT FROM port_mappings overdue
             WHERE overdue.pool_ip = asked.pool_ip AND overdue.protocol = asked.protocol
               AND overdue.public_port = asked.public_port
               AND overdue.state IN ('active', 'to_remove') AND upper(overdue.valid) <= $15)
           AND (renewed IS NULL OR EXISTS (
             SELECT FROM port_mappings old
             WHERE old.id = asked.renewed AND old.department_id = $2 AND old.state = 'active'
               AND upper(old.valid) = asked.begins AND old.pool_ip = asked.pool_ip AND old.protocol = asked.protocol
               AND old.public_port = asked.public_port AND old.floating_ip = asked.floating_ip
               AND old.internal_port = asked.internal_port))
         ORDER BY asked.pool_ip, asked.protocol, asked.public_port, asked.number
         ON CONFLICT DO NOTHING
         RETURNING row_number",
    )
    .bind::<BigInt, _>(ticket.ticket)
    .bind::<BigInt, _>(ticket.department)
    .bind::<BigInt, _>(ticket.application)
    .bind::<Nullable<Timestamptz>, _>(valid.ends())
    .bind::<Array<Integer>, _>(numbers)
    .bind::<Array<SqlInet>, _>(pool)
    .bind::<Array<SqlText>, _>(protocols)
    .bind::<Array<Integer>, _>(public)
    .bind::<Array<SqlInet>, _>(floating)
    .bind::<Array<Integer>, _>(internal)
    .bind::<Array<SqlText>, _>(urls)
    .bind::<Array<SqlText>, _>(whitelists)
    .bind::<Array<Nullable<BigInt>>, _>(renewed)
    .bind::<Array<Timestamptz>, _>(begins)
    .bind::<Timestamptz, _>(now)
    .bind::<Array<Bool>, _>(long)
    .load(tx)?;
    Ok(held.into_iter().map(|held| held.row_number).collect())
}
