//! Pool addresses as their owners and keepers see them.

use std::net::Ipv4Addr;

use diesel::{
    dsl::LeftJoin,
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use crate::{
    db::sql::{Sql, fragment},
    error::AppResult,
    network::{
        filter::{AddressColumn, AddressFilter},
        pool_address::PoolAddress,
        stored::Inet,
    },
    policy::{Actor, Sight, network_sight},
    schema::{departments, pool_ips},
    web::list::{Cursor, EXACT, Key, Order, Sort},
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

const IN_USE: &str =
    "(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state IN ('active', 'to_remove'))";
const HELD: &str = "(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'held')";
const TO_REMOVE: &str = "(SELECT count(*) FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'to_remove')";

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let in_use: Sql<'static, BigInt> = fragment::<BigInt>(IN_USE);
    let held: Sql<'static, BigInt> = fragment::<BigInt>(HELD);
    let to_remove: Sql<'static, BigInt> = fragment::<BigInt>(TO_REMOVE);
    let ip: diesel::dsl::AsSelect<PoolAddress, Pg> = PoolAddress::as_select();
    (ip, in_use, held, to_remove)
}

fn order(sort: Sort<AddressColumn>) -> Order {
    let key = match sort.column {
        AddressColumn::Address => Key::Address("pool_ips.address"),
        AddressColumn::Department => Key::Text("coalesce(departments.name, '')"),
        AddressColumn::InUse => Key::Number(IN_USE),
        AddressColumn::Held => Key::Number(HELD),
    };
    Order { id: "pool_ips.id", key, descending: sort.descending }
}

impl AddressRow {
    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: AddressColumn) -> (i64, String) {
        let key = match column {
            AddressColumn::Address => self.ip.address.to_string(),
            AddressColumn::Department => self.ip.department.clone().unwrap_or_default(),
            AddressColumn::InUse => self.in_use.to_string(),
            AddressColumn::Held => self.held.to_string(),
        };
        (self.ip.id, key)
    }
}

/// The addresses that `who` sees; those that nobody has, only who sees everything.
pub(super) fn visible_to(who: &Actor) -> Visible {
    let all = pool_ips::table.left_join(departments::table).into_boxed();
    match network_sight(who) {
        Sight::All => all,
        some => all.filter(pool_ips::department_id.eq_any(some.departments().select(departments::id.nullable()))),
    }
}

fn filtered(who: &Actor, filter: &AddressFilter) -> Visible {
    let mut found = visible_to(who).filter(pool_ips::pool.eq(filter.pool.as_str()));
    if let Some(line) = filter.line {
        found = found.filter(pool_ips::line.eq(line.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(pool_ips::department_id.eq(department));
    }
    if filter.to_remove {
        found = found.filter(fragment::<Bool>(
            "EXISTS (SELECT FROM port_mappings WHERE pool_ip = pool_ips.address AND state = 'to_remove')",
        ));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            fragment::<Bool>("(pool_ips.search @@ (SELECT search_query($1)) OR strpos(departments.name, $1) > 0)")
                .bind::<SqlText, _>(filter.q.clone()),
        );
    }
    found
}

/// Up to `most` rows in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn addresses(
    c: &mut PgConnection,
    who: &Actor,
    filter: &AddressFilter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<AddressRow>> {
    let (order, mut found) = (order(filter.sort), filtered(who, filter));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(columns()).load(c)?)
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
/// 404 when it is in no pool, or none that `who` sees.
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
