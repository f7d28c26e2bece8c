//! Access policies, by what they let through.

use std::net::Ipv4Addr;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use super::opened::{columns, found, named, openings};
use crate::{
    db::sql::{Sql, fragment},
    error::AppResult,
    network::{address::IpList, opening::Opening, policy::AccessRule},
    policy::{Actor, network_sight},
    schema::{access_policies, departments},
};

/// What a department has asked for or has open that begins where `rule` does, in the order of ids.
///
/// # Errors
/// When the database can't be had.
pub fn policies_like(c: &mut PgConnection, department: i64, rule: &AccessRule) -> AppResult<Vec<Opening>> {
    let there = named().filter(openings::register.eq("policy")).filter(
        fragment::<Bool>(
            "openings.id IN (
                 SELECT id FROM access_policies WHERE department_id = $1 AND kind = $2
                   AND state IN ('held', 'active', 'to_remove') AND source_ranges && $3::int8multirange)",
        )
        .bind::<BigInt, _>(department)
        .bind::<SqlText, _>(rule.reach.code())
        .bind::<SqlText, _>(ranges(Some(&rule.sources))),
    );
    found(there.order(openings::id).select(columns()).load(c)?)
}

/// What that ticket of the department's has in force and nobody renews yet; only what has an end.
///
/// # Errors
/// When the database can't be had.
pub fn renewable_policy(c: &mut PgConnection, department: i64, ticket: &str) -> AppResult<Option<Opening>> {
    let there = named().filter(openings::register.eq("policy")).filter(
        fragment::<Bool>(
            "openings.id IN (
                 SELECT p.id FROM access_policies p JOIN tickets t ON t.id = p.ticket_id
                 WHERE t.number = $1 AND p.department_id = $2 AND p.state = 'active'
                   AND lower(p.valid) <= now() AND upper(p.valid) > now() AND NOT EXISTS (
                       SELECT FROM access_policies n
                       WHERE n.renews_id = p.id AND n.state IN ('held', 'active', 'to_remove')))",
        )
        .bind::<SqlText, _>(ticket.to_owned())
        .bind::<BigInt, _>(department),
    );
    Ok(found(there.order(openings::id).select(columns()).load(c)?)?.into_iter().next())
}

/// What an application may reach, or will.
///
/// # Errors
/// When the database can't be had.
pub fn policies_of_application(c: &mut PgConnection, who: &Actor, application: i64) -> AppResult<Vec<Opening>> {
    let of_it = fragment::<Bool>(
        "openings.id IN (SELECT id FROM access_policies
                         WHERE application_id = $1 AND state IN ('held', 'active', 'to_remove'))",
    );
    in_sight(c, who, of_it.bind::<BigInt, _>(application))
}

/// What a host may reach, and who of another tenant may reach it.
///
/// # Errors
/// When the database can't be had.
pub fn policies_of_host(c: &mut PgConnection, who: &Actor, floating_ip: Ipv4Addr) -> AppResult<Vec<Opening>> {
    let of_it = fragment::<Bool>(
        "openings.id IN (SELECT id FROM access_policies
                         WHERE state IN ('held', 'active', 'to_remove')
                           AND (source_ranges @> $1 OR destination_ranges @> $1 AND kind = 'tenant-access'))",
    );
    in_sight(c, who, of_it.bind::<BigInt, _>(i64::from(u32::from(floating_ip))))
}

/// How many policies begin at a host.
///
/// # Errors
/// When the database can't be had.
pub fn count_policies_from(c: &mut PgConnection, floating_ip: Ipv4Addr) -> AppResult<i64> {
    let there = fragment::<Bool>("state IN ('held', 'active', 'to_remove') AND source_ranges @> $1")
        .bind::<BigInt, _>(i64::from(u32::from(floating_ip)));
    Ok(access_policies::table.filter(there).count().get_result(c)?)
}

fn in_sight(c: &mut PgConnection, who: &Actor, chosen: Sql<'static, Bool>) -> AppResult<Vec<Opening>> {
    let departments = network_sight(who).departments().select(departments::id);
    let there = named()
        .filter(openings::register.eq("policy"))
        .filter(chosen)
        .filter(openings::department_id.eq_any(departments));
    found(there.order(openings::id).select(columns()).load(c)?)
}

/// A list as the database compares it: `{[1,2],[7,7]}`.
#[must_use]
pub fn ranges(list: Option<&IpList>) -> String {
    let number = |address: Ipv4Addr| u32::from(address);
    let each = list.into_iter().flat_map(IpList::ranges);
    let each = each.map(|range| format!("[{},{}]", number(range.first()), number(range.last())));
    format!("{{{}}}", each.collect::<Vec<_>>().join(","))
}
