//! What an import of hosts is judged by: four questions, however many rows it has.

use std::net::Ipv4Addr;

use diesel::{
    dsl::{count_star, sql},
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText},
};

use super::hosts::visible_to;
use crate::{
    error::AppResult,
    network::{
        address::parse_ipv4,
        host::Host,
        host_import::stock::{Application, Place, Stock},
        stored::Inet,
    },
    policy::{Action, Actor},
    schema::{applications, departments, hosts, port_mappings, regions},
    web::import::Row,
};

/// All that is registered and concerns these rows.
///
/// # Errors
/// When the database can't be had.
pub fn stock(c: &mut PgConnection, who: &Actor, rows: &[Row]) -> AppResult<Stock> {
    let addresses = addresses(rows);
    let with_them = visible_to(who).filter(hosts::floating_ip.eq_any(addresses.clone())).select(Host::as_select());
    let known = with_them.load(c)?;
    Ok(names(c, who)?.with_hosts(known, ports(c, addresses)?))
}

/// Keeps the hosts of these rows from others until the transaction ends, in the order of their ids.
///
/// # Errors
/// When somebody is at one of them for too long.
pub fn lock_hosts_of(tx: &mut PgConnection, rows: &[Row]) -> AppResult<()> {
    let theirs = hosts::table.filter(hosts::floating_ip.eq_any(addresses(rows)));
    theirs.order(hosts::id).select(hosts::id).for_update().load::<i64>(tx)?;
    Ok(())
}

/// The hosts with these ids.
///
/// # Errors
/// When the database can't be had.
pub fn hosts_with(c: &mut PgConnection, who: &Actor, ids: &[i64]) -> AppResult<Vec<Host>> {
    let them = visible_to(who).filter(hosts::id.eq_any(ids.to_vec()));
    Ok(them.order(hosts::id).select(Host::as_select()).load(c)?)
}

fn addresses(rows: &[Row]) -> Vec<Inet> {
    let address = |row: &Row| parse_ipv4(row.said("floating_ip")).ok();
    rows.iter().filter_map(address).map(Inet).collect()
}

/// Departments, regions and applications in one question.
fn names(c: &mut PgConnection, who: &Actor) -> AppResult<Stock> {
    type Named = (String, i64, String, String, Option<i64>);
    let kept = || who.sight(Action::ManageHosts).departments();
    let none = || sql::<Nullable<BigInt>>("NULL::bigint");
    let departments = kept().filter(departments::disabled_at.is_null()).select((
        sql::<SqlText>("'department'"),
        departments::id,
        departments::name,
        departments::code,
        none(),
    ));
    let regions = regions::table.filter(regions::disabled_at.is_null()).select((
        sql::<SqlText>("'region'"),
        regions::id,
        regions::name,
        regions::code,
        none(),
    ));
    let applications =
        applications::table.filter(applications::department_id.eq_any(kept().select(departments::id))).select((
            sql::<SqlText>("'application'"),
            applications::id,
            applications::name,
            sql::<SqlText>("''"),
            applications::department_id.nullable(),
        ));
    let all: Vec<Named> = departments.union_all(regions).union_all(applications).load(c)?;
    let (mut departments, mut regions, mut applications) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, id, name, code, department) in all {
        match (kind.as_str(), department) {
            (_, Some(department)) => applications.push(Application { id, name, department }),
            ("region", None) => regions.push(Place { id, name, code }),
            _ => departments.push(Place { id, name, code }),
        }
    }
    Ok(Stock::new(departments, regions, applications))
}

/// How many ports are held or open to each of the addresses.
fn ports(c: &mut PgConnection, addresses: Vec<Inet>) -> AppResult<Vec<(Ipv4Addr, i64)>> {
    let counted: Vec<(Inet, i64)> = port_mappings::table
        .filter(port_mappings::floating_ip.eq_any(addresses))
        .filter(super::occupying())
        .group_by(port_mappings::floating_ip)
        .select((port_mappings::floating_ip, count_star()))
        .load(c)?;
    Ok(counted.into_iter().map(|(address, count)| (address.0, count)).collect())
}
