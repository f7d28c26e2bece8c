use std::net::Ipv4Addr;

use diesel::prelude::*;

use crate::{error::AppResult, network::stored::Inet, schema::pool_ips};

/// The row of a pool address.
///
/// # Errors
/// 404 if it is in no pool.
pub fn id_of_address(c: &mut PgConnection, address: Ipv4Addr) -> AppResult<i64> {
    Ok(pool_ips::table.filter(pool_ips::address.eq(Inet(address))).select(pool_ips::id).first(c)?)
}
