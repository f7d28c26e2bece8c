//! Internet IPs as their owners and keepers see them.

use std::net::Ipv4Addr;

use diesel::{
    dsl::{LeftJoin, sql},
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use crate::{
    error::AppResult,
    network::{filter::AddressFilter, pool::Pool, pool_address::PoolAddress, stored::Inet},
    policy::{Actor, Sight, network_sight},
    schema::{departments, pool_ips},
    web::list::{Cursor, EXACT, PAGE},
};

type Visible = IntoBoxed<'static, LeftJoin<pool_ips::table, departments::table>, Pg>;

/// A line of the list.
#[derive(Clone, Debug, Queryable)]
#[diesel(check_for_backend(Pg))]
pub struct AddressRow {
    pub ip: PoolAddress,
    /// Ports that are open, those to be removed among them.
    pub in_use: i64,
    pub held: i64,
    pub to_remove: i64,
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let in_use: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(
        "(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state IN ('active', 'to_remove'))",
    );
    let held: diesel::expression::SqlLiteral<BigInt> =
        sql::<BigInt>("(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'held')");
    let to_remove: diesel::expression::SqlLiteral<BigInt> =
        sql::<BigInt>("(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'to_remove')");
    let ip: diesel::dsl::AsSelect<PoolAddress, Pg> = PoolAddress::as_select();
    (ip, in_use, held, to_remove)
}

/// The internet IPs that `who` sees; those that nobody has, only who sees everything.
fn visible_to(who: &Actor) -> Visible {
    let internet = pool_ips::table
        .left_join(departments::table)
        .filter(pool_ips::pool.eq(Pool::Internet.as_str()))
        .into_boxed();
    match network_sight(who) {
        Sight::All => internet,
        some => internet.filter(pool_ips::department_id.eq_any(some.departments().select(departments::id.nullable()))),
    }
}

fn filtered(who: &Actor, filter: &AddressFilter) -> Visible {
    let mut found = visible_to(who);
    if let Some(line) = filter.line {
        found = found.filter(pool_ips::line.eq(line.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(pool_ips::department_id.eq(department));
    }
    if filter.to_remove {
        found = found.filter(sql::<Bool>(
            "EXISTS (SELECT FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'to_remove')",
        ));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            sql::<Bool>("(pool_ips.search @@ search_query(")
                .bind::<SqlText, _>(filter.q.clone())
                .sql(") OR strpos(departments.name, ")
                .bind::<SqlText, _>(filter.q.clone())
                .sql(") > 0)"),
        );
    }
    found
}

/// One page of the list and one row more, read away from the cursor; in the order of the addresses.
///
/// # Errors
/// When the database can't be had.
pub fn addresses(
    c: &mut PgConnection,
    who: &Actor,
    filter: &AddressFilter,
    cursor: Option<&Cursor>,
) -> AppResult<Vec<AddressRow>> {
    let found = filtered(who, filter).select(columns()).limit((PAGE + 1) as i64);
    Ok(match cursor {
        None => found.order(pool_ips::address.asc()).load(c)?,
        Some(Cursor { back: false, id, .. }) => {
            found.filter(pool_ips::address.nullable().gt(address_of(*id))).order(pool_ips::address.asc()).load(c)?
        }
        Some(Cursor { back: true, id, .. }) => {
            found.filter(pool_ips::address.nullable().lt(address_of(*id))).order(pool_ips::address.desc()).load(c)?
        }
    })
}

/// Up to `most` rows after the one with the given id, for exports.
///
/// # Errors
/// When the database can't be had.
pub fn addresses_after(
    c: &mut PgConnection,
    who: &Actor,
    filter: &AddressFilter,
    id: Option<i64>,
    most: usize,
) -> AppResult<Vec<AddressRow>> {
    let mut found = filtered(who, filter);
    if let Some(id) = id {
        found = found.filter(pool_ips::address.nullable().gt(address_of(id)));
    }
    Ok(found.order(pool_ips::address).limit(most as i64).select(columns()).load(c)?)
}

diesel::alias!(pool_ips as others: Others);

/// The address of a row, to go on from.
#[diesel::dsl::auto_type]
fn address_of(id: i64) -> _ {
    others.filter(others.field(pool_ips::id).eq(id)).select(others.field(pool_ips::address)).single_value()
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_addresses(c: &mut PgConnection, who: &Actor, filter: &AddressFilter) -> AppResult<i64> {
    let some = filtered(who, filter).select(pool_ips::id).limit(EXACT + 1);
    Ok(pool_ips::table.filter(pool_ips::id.eq_any(some)).count().get_result(c)?)
}

/// # Errors
/// 404 when it is no internet IP, or none that `who` sees.
pub fn find_address(c: &mut PgConnection, who: &Actor, address: Ipv4Addr) -> AppResult<PoolAddress> {
    let one = visible_to(who).filter(pool_ips::address.eq(Inet(address)));
    Ok(one.select(PoolAddress::as_select()).first(c)?)
}

/// The same, and nobody else changes it, nor holds a port of it, until the transaction ends.
///
/// # Errors
/// As [`find_address`].
pub fn lock_address(tx: &mut PgConnection, who: &Actor, address: Ipv4Addr) -> AppResult<PoolAddress> {
    let this = pool_ips::table.filter(pool_ips::address.eq(Inet(address)));
    this.select(pool_ips::id).for_update().first::<i64>(tx)?;
    find_address(tx, who, address)
}
