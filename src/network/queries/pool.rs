use std::net::Ipv4Addr;

use diesel::prelude::*;

use crate::{
    error::AppResult,
    network::{pool::Pool, stored::Inet},
    schema::pool_ips,
};

/// The row of a pool address.
///
/// # Errors
/// 404 if it is in no pool.
pub fn id_of_address(c: &mut PgConnection, address: Ipv4Addr) -> AppResult<i64> {
    Ok(pool_ips::table.filter(pool_ips::address.eq(Inet(address))).select(pool_ips::id).first(c)?)
}

/// What a department has of a pool, in order.
///
/// # Errors
/// When the database can't be had.
pub fn addresses_of_department(c: &mut PgConnection, department: i64, pool: Pool) -> AppResult<Vec<Ipv4Addr>> {
    let own = pool_ips::table.filter(pool_ips::department_id.eq(department)).filter(pool_ips::pool.eq(pool.as_str()));
    let found: Vec<Inet> = own.order(pool_ips::address).select(pool_ips::address).load(c)?;
    Ok(found.into_iter().map(Ipv4Addr::from).collect())
}
