//! What is done to the pools of addresses.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};

use super::super::{address_form::WantedAddress, pool_address::PoolAddress, queries, stored::Inet};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{access_policies, departments, pool_ips, port_mappings},
    text::{self, Text},
};

/// Takes an address into the pool.
///
/// # Errors
/// 403 for who keeps no pools, 422 when it is in one already.
pub fn create_address(
    tx: &mut PgConnection,
    who: &Actor,
    wanted: &WantedAddress,
    now: DateTime<Utc>,
) -> AppResult<PoolAddress> {
    if !who.may(Action::ManageIpPools) {
        return Err(AppError::forbidden());
    }
    require_department(tx, wanted)?;
    diesel::insert_into(pool_ips::table)
        .values((
            pool_ips::address.eq(Inet(wanted.address)),
            pool_ips::pool.eq(wanted.line.pool().as_str()),
            pool_ips::line.eq(wanted.line.code()),
            pool_ips::department_id.eq(wanted.department),
            pool_ips::note.eq(&wanted.note),
            pool_ips::created_at.eq(now),
            pool_ips::updated_at.eq(now),
        ))
        .execute(tx)?;
    let ip = queries::find_address(tx, who, wanted.address)?;
    let event = Event::new("createPoolIp", "pool_ip", ip.record())
        .changed(None, Some(ip.facts()))
        .on_timeline("network-timeline-address-created".into());
    outbox::tell(tx, who, &event)?;
    Ok(ip)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403, 409 when it was changed since, and 422 as for [`create_address`] or while ports of it
/// are occupied that must be removed first.
pub fn update_address(
    tx: &mut PgConnection,
    who: &Actor,
    address: Ipv4Addr,
    seen: Option<i32>,
    wanted: &WantedAddress,
    now: DateTime<Utc>,
) -> AppResult<PoolAddress> {
    let before = queries::lock_address(tx, who, address)?;
    allow_address_change(tx, who, &before, seen)?;
    if before.retired_at.is_some() {
        return Err(AppError::NotNow("network-pool-address-retired".into()));
    }
    require_department(tx, wanted)?;
    require_no_ports(tx, &before, wanted)?;
    let Some(fields) = difference(&before, wanted) else { return Ok(before) };
    diesel::update(pool_ips::table.find(before.id))
        .set((
            pool_ips::address.eq(Inet(wanted.address)),
            pool_ips::line.eq(wanted.line.code()),
            pool_ips::department_id.eq(wanted.department),
            pool_ips::note.eq(&wanted.note),
            pool_ips::updated_at.eq(now),
            pool_ips::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find_address(tx, who, wanted.address)?;
    let event = Event::new("updatePoolIp", "pool_ip", after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(Text::new("network-timeline-changed").with("fields", fields));
    outbox::tell(tx, who, &event)?;
    Ok(after)
}

/// Whether `who` may change what they saw in version `seen`.
///
/// # Errors
/// 403 for who doesn't keep the pools, 409 when it was changed since.
pub fn allow_address_change(c: &mut PgConnection, who: &Actor, ip: &PoolAddress, seen: Option<i32>) -> AppResult<()> {
    if !who.may(Action::ManageIpPools) {
        return Err(AppError::forbidden());
    }
    if seen.is_some_and(|seen| seen != ip.version) {
        return Err(outbox::changed_meanwhile(c, "pool_ip", ip.id)?);
    }
    Ok(())
}

fn require_department(c: &mut PgConnection, wanted: &WantedAddress) -> AppResult<()> {
    let Some(department) = wanted.department else { return Ok(()) };
    let there = departments::table.find(department).filter(departments::disabled_at.is_null());
    if select(exists(there)).get_result::<bool>(c)? {
        Ok(())
    } else {
        Err(AppError::at("department", "network-department-missing"))
    }
}

/// An address with occupied ports isn't handed on. It is in the history of others too, and stays for that.
fn require_no_ports(c: &mut PgConnection, before: &PoolAddress, wanted: &WantedAddress) -> AppResult<()> {
    let on_it = port_mappings::table.filter(port_mappings::pool_ip.eq(Inet(before.address)));
    let through_it = access_policies::table.filter(access_policies::translated_ip.eq(Inet(before.address)));
    let in_history = || select(exists(on_it).or(exists(through_it)));
    if wanted.address != before.address && in_history().get_result::<bool>(c)? {
        return Err(AppError::at("address", "network-pool-address-in-use"));
    }
    if wanted.department == before.department_id {
        return Ok(());
    }
    let occupied = on_it.filter(queries::occupying());
    let count: i64 = occupied.count().get_result(c)?;
    if count > 0 {
        return Err(AppError::at("department", Text::new("network-pool-address-has-ports").with("count", count)));
    }
    let live: i64 =
        through_it.filter(access_policies::state.eq_any(["held", "active", "to_remove"])).count().get_result(c)?;
    match live {
        0 => Ok(()),
        count => Err(AppError::at("department", Text::new("network-pool-address-has-access").with("count", count))),
    }
}

fn difference(before: &PoolAddress, wanted: &WantedAddress) -> Option<text::Arg> {
    let changes = [
        (before.address != wanted.address, before.pool().words().label),
        (before.line != wanted.line, "network-line"),
        (before.department_id != wanted.department, "network-department"),
        (before.note != wanted.note, "network-note"),
    ];
    text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)))
}
