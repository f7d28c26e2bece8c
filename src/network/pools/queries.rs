//! The pools as a whole.

use std::net::Ipv4Addr;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Inet as SqlInet, Text as SqlText},
};

use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    network::{line::Line, pool::Pool, pool_address::PoolAddress, queries::occupying, stored, stored::Inet},
    schema::{access_policies, departments, pool_ips, port_mappings},
};

/// 256 neighbours of one line, as far as they are in a pool.
#[derive(Clone, Debug)]
pub struct Block {
    pub line: Line,
    pub first: Ipv4Addr,
    pub total: i64,
    /// Those that a department has.
    pub given: i64,
    /// Those with ports.
    pub used: i64,
    pub retired: i64,
}

impl Block {
    /// Those that can be given to a department.
    #[must_use]
    pub const fn free(&self) -> i64 {
        self.total - self.given - self.retired
    }

    /// Its addresses, in the list.
    #[must_use]
    pub fn path(&self) -> String {
        let [a, b, c, _] = self.first.octets();
        format!("{}?q={a}.{b}.{c}", self.line.pool().words().path)
    }

    #[must_use]
    pub fn pool(&self) -> Pool {
        self.line.pool()
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlText)]
    line: String,
    #[diesel(sql_type = SqlInet)]
    first: Inet,
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(sql_type = BigInt)]
    given: i64,
    #[diesel(sql_type = BigInt)]
    used: i64,
    #[diesel(sql_type = BigInt)]
    retired: i64,
}

/// All of them, by their addresses.
///
/// # Errors
/// When the database can't be had.
pub fn blocks(c: &mut PgConnection) -> AppResult<Vec<Block>> {
    let rows: Vec<Row> = statement(
        "SELECT line, host(network(set_masklen(address, 24)))::inet AS first, count(*) AS total,
                count(department_id) AS given, count(retired_at) AS retired,
                count(*) FILTER (WHERE EXISTS (SELECT FROM port_mappings m WHERE m.pool_ip = address
                                               AND m.state IN ('held', 'active', 'to_remove'))) AS used
         FROM pool_ips GROUP BY pool, line, 2 ORDER BY pool DESC, first, line LIMIT 1000",
    )
    .load(c)?;
    rows.into_iter()
        .map(|Row { line, first, total, given, used, retired }| {
            Ok(Block { line: stored::code(&line)?, first: first.0, total, given, used, retired })
        })
        .collect()
}

/// Those of these that are in a pool, in their order; `lock` keeps others from them until the transaction ends.
///
/// # Errors
/// When the database can't be had.
pub fn among(c: &mut PgConnection, addresses: &[Ipv4Addr], lock: bool) -> AppResult<Vec<PoolAddress>> {
    let these: Vec<Inet> = addresses.iter().copied().map(Inet).collect();
    if lock {
        let own = pool_ips::table.filter(pool_ips::address.eq_any(&these)).order(pool_ips::id);
        own.select(pool_ips::id).for_update().load::<i64>(c)?;
    }
    let own = pool_ips::table.left_join(departments::table).filter(pool_ips::address.eq_any(these));
    Ok(own.order(pool_ips::address).select(PoolAddress::as_select()).load(c)?)
}

/// Those of these that something is mapped on, or goes through.
///
/// # Errors
/// When the database can't be had.
pub fn occupied(c: &mut PgConnection, addresses: &[Ipv4Addr]) -> AppResult<Vec<Ipv4Addr>> {
    let these: Vec<Inet> = addresses.iter().copied().map(Inet).collect();
    let mapped: Vec<Inet> = port_mappings::table
        .filter(port_mappings::pool_ip.eq_any(&these))
        .filter(occupying())
        .select(port_mappings::pool_ip)
        .distinct()
        .load(c)?;
    let through: Vec<Option<Inet>> = access_policies::table
        .filter(access_policies::translated_ip.eq_any(&these))
        .filter(access_policies::state.eq_any(["held", "active", "to_remove"]))
        .select(access_policies::translated_ip)
        .distinct()
        .load(c)?;
    let mut all: Vec<Ipv4Addr> = mapped.into_iter().chain(through.into_iter().flatten()).map(|ip| ip.0).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Departments in use: ids, names and codes.
///
/// # Errors
/// When the database can't be had.
pub fn departments(c: &mut PgConnection) -> AppResult<Vec<(i64, String, String)>> {
    let in_use = departments::table.filter(departments::disabled_at.is_null()).order(departments::id);
    in_use.select((departments::id, departments::name, departments::code)).load(c).map_err(AppError::from)
}
