//! VPCs as their departments and keepers see them.

use diesel::{
    dsl::InnerJoin,
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{
    filter::Filter,
    model::{Vpc, Vswitch},
};
use crate::{
    db::sql::fragment,
    error::AppResult,
    policy::{Actor, network_sight},
    schema::{departments, regions, vpcs, vswitches},
    web::list::{COUNTED, Cursor, Key, Order},
};

type Visible = IntoBoxed<'static, InnerJoin<InnerJoin<vpcs::table, departments::table>, regions::table>, Pg>;

/// The newest first.
const ORDER: Order = Order { id: "vpcs.id", key: Key::Id, descending: true };

fn visible_to(who: &Actor) -> Visible {
    let in_sight = network_sight(who).departments().select(departments::id);
    vpcs::table
        .inner_join(departments::table)
        .inner_join(regions::table)
        .filter(vpcs::department_id.eq_any(in_sight))
        .into_boxed()
}

fn filtered(who: &Actor, filter: &Filter) -> Visible {
    let mut found = visible_to(who);
    if let Some(department) = filter.department {
        found = found.filter(vpcs::department_id.eq(department));
    }
    if let Some(region) = filter.region {
        found = found.filter(vpcs::region_id.eq(region));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            fragment::<Bool>(
                "(strpos(lower(vpcs.name || ' ' || text(vpcs.cidr)), lower($1)) > 0 OR EXISTS (
                     SELECT FROM vswitches s
                     WHERE s.vpc_id = vpcs.id AND strpos(lower(s.name || ' ' || text(s.cidr)), lower($1)) > 0))",
            )
            .bind::<SqlText, _>(filter.q.clone()),
        );
    }
    found
}

/// The newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Vpc>> {
    let mut found = filtered(who, filter);
    if let Some(cursor) = cursor {
        found = found.filter(ORDER.beyond(cursor));
    }
    Ok(found.order(ORDER.away_from(cursor)).limit(most).select(Vpc::as_select()).load(c)?)
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<i64> {
    crate::db::sql::count_of(c, filtered(who, filter).select(vpcs::id).limit(COUNTED))
}

/// # Errors
/// 404 when there is none in sight.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Vpc> {
    Ok(visible_to(who).filter(vpcs::id.eq(id)).select(Vpc::as_select()).first(c)?)
}

/// [`find`], and nobody else changes it or what lies in it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Vpc> {
    vpcs::table.find(id).select(vpcs::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, id)
}

/// What lies in a VPC, by its addresses.
///
/// # Errors
/// When the database can't be had.
pub fn vswitches_of(c: &mut PgConnection, vpc: i64) -> AppResult<Vec<Vswitch>> {
    let its = vswitches::table.filter(vswitches::vpc_id.eq(vpc)).order((vswitches::cidr, vswitches::id));
    Ok(its.select(Vswitch::as_select()).load(c)?)
}

/// # Errors
/// 404 when there is none in that VPC.
pub fn find_vswitch(c: &mut PgConnection, vpc: i64, id: i64) -> AppResult<Vswitch> {
    let its = vswitches::table.find(id).filter(vswitches::vpc_id.eq(vpc));
    Ok(its.select(Vswitch::as_select()).first(c)?)
}
