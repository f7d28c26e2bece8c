//! Hosts as tickets about servers know them, and what leads to and from them.

use std::net::Ipv4Addr;

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Inet as SqlInet, Json, Nullable, Text as SqlText},
};

use super::{
    life::{Names, names},
    opened::{Stored, named, openings, read},
};
use crate::{
    db::{
        Gathered,
        sql::{fragment, statement},
    },
    error::AppResult,
    network::{machine::Known, opening::Opening, stored::Inet},
    schema::instance_types,
};

const KNOWN: &str = "
    SELECT json_agg(json_build_object(
               'name', h.name, 'floating_ip', host(h.floating_ip), 'application', a.name, 'machine', h.machine,
               'specification', h.specification, 'instance_type', h.instance_type,
               'system_disk_category', h.system_disk_category, 'system_disk_size', h.system_disk_size,
               'data_disks', h.data_disks,
               'planned', (SELECT json_build_object(
                               'ticket_id', t.id, 'plan', p.plan, 'filer', u.display_name,
                               'number', CASE WHEN t.department_id = $1 THEN t.number END)
                           FROM host_plans p JOIN tickets t ON t.id = p.ticket_id JOIN users u ON u.id = t.filer_id
                           WHERE p.host_id = h.id AND p.state = 'held')) ORDER BY h.floating_ip) AS hosts
    FROM hosts h LEFT JOIN applications a ON a.id = h.application_id
    WHERE h.department_id = $1 AND h.state <> 'retired'";

#[derive(QueryableByName)]
struct Hosts {
    #[diesel(sql_type = Nullable<Json>)]
    hosts: Option<Gathered<Vec<Known>>>,
}

/// The hosts that a department has, with what is planned for them.
///
/// # Errors
/// When the database can't be had.
pub fn hosts_known(c: &mut PgConnection, department: i64) -> AppResult<Vec<Known>> {
    let found: Hosts = statement(KNOWN).bind::<BigInt, _>(department).get_result(c)?;
    Ok(Gathered::or_none(found.hosts))
}

/// Something that leads to or from a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    pub opening: Opening,
    /// Whether nothing is left of it without the host. What serves others too stays.
    pub ends: bool,
}

/// What was asked for or is open and leads to or from one of `hosts`, and what ended with those of `ticket`; in the
/// order of ids.
///
/// A policy ends where all of one of its ends is gone: hosts that are retired already count as such.
///
/// # Errors
/// When the database can't be had.
pub fn leading_to(c: &mut PgConnection, hosts: &[Ipv4Addr], ticket: Option<i64>) -> AppResult<Vec<Leading>> {
    let numbers = hosts.iter().map(|host| format!("[{0},{0}]", u32::from(*host)));
    let ranges = format!("{{{}}}", numbers.collect::<Vec<_>>().join(","));
    let chosen = fragment::<Bool>(
        "openings.id = ANY(ARRAY(
             SELECT id FROM port_mappings WHERE floating_ip = ANY($1) AND state IN ('held', 'active')
             UNION ALL SELECT id FROM access_policies WHERE state IN ('held', 'active') AND source_ranges && $2::int8multirange
             UNION ALL SELECT id FROM access_policies
                       WHERE state IN ('held', 'active') AND destination_ranges && $2::int8multirange AND kind = 'tenant-access'
             UNION ALL SELECT unnest(ended) FROM host_plans WHERE ticket_id = $3))",
    )
    .bind::<Array<SqlInet>, _>(hosts.iter().map(|host| Inet(*host)).collect::<Vec<_>>())
    .bind::<SqlText, _>(ranges.clone())
    .bind::<Nullable<BigInt>, _>(ticket);
    let ends = fragment::<Bool>(
        "coalesce((
             SELECT p.source_ranges && asked.going AND p.source_ranges <@ (asked.going + gone.ranges)
                 OR p.kind = 'tenant-access' AND p.destination_ranges && asked.going
                    AND p.destination_ranges <@ (asked.going + gone.ranges)
             FROM access_policies p
             CROSS JOIN (SELECT $1::int8multirange AS going) asked
             CROSS JOIN LATERAL (
                 SELECT coalesce(range_agg(int8range(n, n, '[]')), '{}') AS ranges
                 FROM (SELECT floating_ip - '0.0.0.0'::inet AS n FROM hosts WHERE state = 'retired') retired
                 WHERE p.source_ranges @> n OR p.destination_ranges @> n) gone
             WHERE p.id = openings.id AND p.state IN ('held', 'active')), true)",
    )
    .bind::<SqlText, _>(ranges);
    let columns = (Stored::as_select(), names(), ends);
    let found: Vec<(Stored, Names, bool)> = named().filter(chosen).order(openings::id).select(columns).load(c)?;
    found.into_iter().map(|(stored, names, ends)| Ok(Leading { opening: read((stored, names))?, ends })).collect()
}

/// That type of the catalogue, if it is one.
///
/// # Errors
/// When the database can't be had.
pub fn instance_type(c: &mut PgConnection, code: &str) -> AppResult<Option<String>> {
    Ok(instance_types::table.find(code).select(instance_types::code).first(c).optional()?)
}
