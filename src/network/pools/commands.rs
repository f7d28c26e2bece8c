//! What is done to many addresses at once: to all of them, or to none.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{form::Wanted, queries};
use crate::{
    error::{AppError, AppResult},
    network::{line::Line, pool_address::PoolAddress, stored::Inet},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::pool_ips,
    text::{self, Text},
};

/// Addresses written by one statement.
const BATCH: usize = 1_000;
/// So many are named in a refusal.
const NAMED: usize = 3;

/// An address as it shall be taken in.
#[derive(Clone, Debug)]
pub struct New {
    pub address: Ipv4Addr,
    pub line: Line,
    pub department: Option<i64>,
    pub note: String,
}

/// Takes a range into its pool: how many there were.
///
/// # Errors
/// 403, 422 when some are in a pool already, or there is no such department.
pub fn add(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<usize> {
    allow(who)?;
    let is_known = |id: i64| queries::departments(tx).map(|all| all.iter().any(|(known, ..)| *known == id));
    if !wanted.department.map(is_known).transpose()?.unwrap_or(true) {
        return Err(AppError::at("department", "network-department-missing"));
    }
    let addresses: Vec<Ipv4Addr> = wanted.addresses.addresses().collect();
    let taken: Vec<Ipv4Addr> = queries::among(tx, &addresses, false)?.iter().map(|ip| ip.address).collect();
    refuse_some("network-pool-addresses-taken", &taken)?;
    let new = |address| New { address, line: wanted.line, department: wanted.department, note: wanted.note.clone() };
    insert(tx, who, addresses.iter().copied().map(new).collect(), now)?;
    Ok(addresses.len())
}

/// Writes them down, each with its trace.
///
/// # Errors
/// 422 when somebody took one in meanwhile.
pub fn insert(tx: &mut PgConnection, who: &Actor, new: Vec<New>, now: DateTime<Utc>) -> AppResult<()> {
    for batch in new.chunks(BATCH) {
        let rows: Vec<_> = batch
            .iter()
            .map(|it| {
                (
                    pool_ips::address.eq(Inet(it.address)),
                    pool_ips::pool.eq(it.line.pool().as_str()),
                    pool_ips::line.eq(it.line.code()),
                    pool_ips::department_id.eq(it.department),
                    pool_ips::note.eq(it.note.clone()),
                    pool_ips::created_at.eq(now),
                    pool_ips::updated_at.eq(now),
                )
            })
            .collect();
        diesel::insert_into(pool_ips::table).values(rows).execute(tx)?;
        let made = queries::among(tx, &batch.iter().map(|it| it.address).collect::<Vec<_>>(), false)?;
        let told = |ip: &PoolAddress| {
            Event::new("createPoolIp", "pool_ip", ip.record())
                .changed(None, Some(ip.facts()))
                .on_timeline("network-timeline-address-created".into())
        };
        outbox::note_all(tx, who, &made.iter().map(told).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Nobody gets them any more, and who has them loses them: how many became so.
///
/// # Errors
/// 403, 422 when some are in no pool or have ports, or all are retired already.
pub fn retire(tx: &mut PgConnection, who: &Actor, addresses: &[Ipv4Addr], now: DateTime<Utc>) -> AppResult<usize> {
    let before = meant(tx, who, addresses)?;
    refuse_some("network-pool-addresses-occupied", &queries::occupied(tx, addresses)?)?;
    turn(tx, who, before, true, now)
}

/// They can be given to somebody again: how many.
///
/// # Errors
/// 403, 422 when some are in no pool, or none is retired.
pub fn restore(tx: &mut PgConnection, who: &Actor, addresses: &[Ipv4Addr], now: DateTime<Utc>) -> AppResult<usize> {
    let before = meant(tx, who, addresses)?;
    turn(tx, who, before, false, now)
}

/// All of these, kept from others until the transaction ends.
fn meant(tx: &mut PgConnection, who: &Actor, addresses: &[Ipv4Addr]) -> AppResult<Vec<PoolAddress>> {
    allow(who)?;
    let known = queries::among(tx, addresses, true)?;
    let is_known = |ip: &Ipv4Addr| known.iter().any(|it| it.address == *ip);
    let missing: Vec<Ipv4Addr> = addresses.iter().copied().filter(|ip| !is_known(ip)).collect();
    refuse_some("network-pool-addresses-unknown", &missing)?;
    Ok(known)
}

fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    before: Vec<PoolAddress>,
    retire: bool,
    now: DateTime<Utc>,
) -> AppResult<usize> {
    let before: Vec<PoolAddress> = before.into_iter().filter(|ip| ip.retired_at.is_some() != retire).collect();
    if before.is_empty() {
        let already = if retire { "network-pool-retired-already" } else { "network-pool-open-already" };
        return Err(AppError::at("addresses", already));
    }
    let ids: Vec<i64> = before.iter().map(|ip| ip.id).collect();
    let these = pool_ips::table.filter(pool_ips::id.eq_any(ids));
    diesel::update(these)
        .set((
            pool_ips::retired_at.eq(retire.then_some(now)),
            pool_ips::department_id.eq(None::<i64>),
            pool_ips::updated_at.eq(now),
            pool_ips::version.eq(pool_ips::version + 1),
        ))
        .execute(tx)?;
    let (action, said) = if retire {
        ("retirePoolIp", "network-timeline-address-retired")
    } else {
        ("restorePoolIp", "network-timeline-address-restored")
    };
    let after = queries::among(tx, &before.iter().map(|ip| ip.address).collect::<Vec<_>>(), false)?;
    let told = |(was, is): (&PoolAddress, &PoolAddress)| {
        Event::new(action, "pool_ip", is.record()).changed(Some(was.facts()), Some(is.facts())).on_timeline(said.into())
    };
    for (was, is) in before.chunks(BATCH).zip(after.chunks(BATCH)) {
        outbox::note_all(tx, who, &was.iter().zip(is).map(told).collect::<Vec<_>>())?;
    }
    Ok(before.len())
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageIpPools) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// The first few by name, and how many there are.
fn refuse_some(key: &'static str, which: &[Ipv4Addr]) -> AppResult<()> {
    let Some(named) = text::listed(which.iter().take(NAMED).map(Ipv4Addr::to_string)) else { return Ok(()) };
    Err(AppError::at("addresses", Text::new(key).with("count", which.len()).with("some", named)))
}
