use std::net::Ipv4Addr;

use diesel::prelude::*;

use super::mappings_on;
use crate::{
    error::AppResult,
    network::{
        line::Line,
        mapping::Mapping,
        pool::Pool,
        stored::{self, Inet},
    },
    schema::{applications, hosts, pool_ips},
};

/// An address to map ports on, with what occupies its ports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolIp {
    pub id: i64,
    pub address: Ipv4Addr,
    pub line: Line,
    pub note: String,
    /// In the order of the ports.
    pub occupied: Vec<Mapping>,
}

/// A department's internet IPs (spec 2, `public_ip`).
///
/// # Errors
/// When the database can't be had.
pub fn internet_ips_of(c: &mut PgConnection, department: i64) -> AppResult<Vec<PoolIp>> {
    let stored: Vec<(i64, Inet, String, String)> = pool_ips::table
        .filter(pool_ips::department_id.eq(department))
        .filter(pool_ips::pool.eq(Pool::Internet.as_str()))
        .order(pool_ips::address)
        .select((pool_ips::id, pool_ips::address, pool_ips::line, pool_ips::note))
        .load(c)?;
    let addresses: Vec<Ipv4Addr> = stored.iter().map(|(_, address, ..)| address.0).collect();
    let mut occupied = mappings_on(c, &addresses)?;
    stored
        .into_iter()
        .map(|(id, Inet(address), line, note)| {
            let own = occupied.extract_if(.., |mapping| mapping.pool_ip == address).collect();
            Ok(PoolIp { id, address, line: stored::code(&line)?, note, occupied: own })
        })
        .collect()
}

/// The row of a pool address.
///
/// # Errors
/// 404 if it is in no pool.
pub fn id_of_address(c: &mut PgConnection, address: Ipv4Addr) -> AppResult<i64> {
    Ok(pool_ips::table.filter(pool_ips::address.eq(Inet(address))).select(pool_ips::id).first(c)?)
}

/// A host to lead a port to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostChoice {
    pub id: i64,
    pub name: String,
    pub floating_ip: Ipv4Addr,
    /// The application it serves, if any.
    pub application: Option<String>,
}

/// The department's hosts that are still there (spec 2, "Hosts").
///
/// # Errors
/// When the database can't be had.
pub fn hosts_of_department(c: &mut PgConnection, department: i64) -> AppResult<Vec<HostChoice>> {
    let found = choices(department).order(hosts::floating_ip).load(c)?;
    Ok(found.into_iter().map(choice).collect())
}

#[diesel::dsl::auto_type]
fn choices(department: i64) -> _ {
    hosts::table
        .left_join(applications::table.on(applications::id.nullable().eq(hosts::application_id)))
        .filter(hosts::department_id.eq(department))
        .filter(hosts::state.ne("retired"))
        .select((hosts::id, hosts::name, hosts::floating_ip, applications::name.nullable()))
}

fn choice((id, name, Inet(floating_ip), application): (i64, String, Inet, Option<String>)) -> HostChoice {
    HostChoice { id, name, floating_ip, application }
}
