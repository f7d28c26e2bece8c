//! What tickets do to machines: plan for them, make, change and retire them (spec 2, "Servers").

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Inet as SqlInet, Jsonb, Text as SqlText, Timestamptz},
};
use serde_json::Value;

use super::{
    super::{
        host::{Host, HostState},
        machine::{Build, Delivered, Machine, Plan, Planned, Resize},
        queries,
        stored::Inet,
    },
    hold::{TicketPorts, keep_hosts},
    host_fate::{gib, put_out_of_use, reshape, tell_of},
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::Actor,
    schema::{host_plans, hosts},
    text::Text,
};

/// Plans that for each of `addresses` on behalf of `ticket`, or says who has a plan for it already; then the caller
/// refuses. A unique index decides who wins.
///
/// # Errors
/// 409 when a host left the department meanwhile.
pub fn plan_for_hosts(
    tx: &mut PgConnection,
    ticket: &TicketPorts,
    plan: Plan,
    addresses: &[Ipv4Addr],
    now: DateTime<Utc>,
) -> AppResult<Result<(), Vec<(Ipv4Addr, Planned)>>> {
    keep_hosts(tx, ticket.department, addresses.iter().copied(), &HostState::IN_USE)?;
    let floating: Vec<Inet> = addresses.iter().copied().map(Inet).collect();
    let planned = statement(
        "INSERT INTO host_plans (ticket_id, host_id, plan, planned_at)
         SELECT $1, id, $2, $3 FROM hosts WHERE floating_ip = ANY($4) ORDER BY id
         ON CONFLICT DO NOTHING",
    )
    .bind::<BigInt, _>(ticket.ticket)
    .bind::<SqlText, _>(plan.code())
    .bind::<Timestamptz, _>(now)
    .bind::<Array<SqlInet>, _>(floating)
    .execute(tx)?;
    if planned == addresses.len() {
        return Ok(Ok(()));
    }
    let known = queries::hosts_known(tx, ticket.department)?;
    let others = known.into_iter().filter(|host| addresses.contains(&host.floating_ip));
    let others = others.filter_map(|host| Some((host.floating_ip, host.planned?)));
    Ok(Err(others.filter(|(_, planned)| planned.ticket_id != ticket.ticket).collect()))
}

/// Gives up what `ticket` has planned and not done.
pub(super) fn give_plans_up(tx: &mut PgConnection, ticket: i64) -> AppResult<()> {
    let its = host_plans::table.filter(host_plans::ticket_id.eq(ticket)).filter(host_plans::state.eq("held"));
    diesel::delete(its).execute(tx)?;
    Ok(())
}

/// Whose the machines are that were made, and what says so.
#[derive(Clone, Debug)]
pub struct Whose {
    pub department: i64,
    pub application: Option<i64>,
    pub ticket: Option<i64>,
    /// The number of the ticket or of the resource request.
    pub source: String,
    /// What their timelines say.
    pub said: Text,
}

/// The machines that were made are hosts from now on: their ids, in the order of the machines. Or the numbers of those,
/// from 0, whose floating IP another host has; then the caller refuses.
///
/// # Errors
/// When the database refuses.
pub fn deliver(
    tx: &mut PgConnection,
    who: &Actor,
    whose: &Whose,
    build: &Build,
    machines: &[Delivered],
    now: DateTime<Utc>,
) -> AppResult<Result<Vec<i64>, Vec<usize>>> {
    let (mut made, mut taken) = (Vec::new(), Vec::new());
    // In one order for all, so that two who deliver the same addresses don't meet head-on.
    let mut in_order: Vec<(usize, &Delivered)> = machines.iter().enumerate().collect();
    in_order.sort_by_key(|(_, machine)| machine.floating_ip);
    for (at, machine) in in_order {
        match insert(tx, whose, build, machine, now)? {
            Some(id) => made.push((at, id)),
            None => taken.push(at),
        }
    }
    if !taken.is_empty() {
        return Ok(Err(taken));
    }
    made.sort_unstable();
    let made: Vec<i64> = made.into_iter().map(|(_, id)| id).collect();
    for host in queries::hosts_with(tx, who, &made)? {
        let event = Event::new("createHost", "host", host.record()).changed(None, Some(host.facts()));
        outbox::tell(tx, who, &event.on_timeline(whose.said.clone()))?;
    }
    Ok(Ok(made))
}

fn insert(
    tx: &mut PgConnection,
    whose: &Whose,
    build: &Build,
    machine: &Delivered,
    now: DateTime<Utc>,
) -> AppResult<Option<i64>> {
    // Words may say what they like; a type of the catalogue is known as one.
    let instance_type = match build.machine {
        Machine::Vm => queries::instance_type(tx, &machine.specification)?,
        Machine::Physical => None,
    };
    let disk = build.system_disk.as_ref();
    Ok(diesel::insert_into(hosts::table)
        .values((
            (
                hosts::name.eq(&machine.name),
                hosts::floating_ip.eq(Inet(machine.floating_ip)),
                hosts::department_id.eq(whose.department),
                hosts::application_id.eq(whose.application),
                hosts::region_id.eq(build.region),
                hosts::specification.eq(&machine.specification),
                hosts::source.eq(&whose.source),
                hosts::ticket_id.eq(whose.ticket),
                hosts::state.eq(HostState::Running.code()),
                hosts::created_at.eq(now),
                hosts::updated_at.eq(now),
            ),
            hosts::machine.eq(build.machine.code()),
            hosts::instance_type.eq(instance_type),
            hosts::image.eq(&build.image),
            hosts::system_disk_category.eq(disk.map(|disk| disk.category.clone())),
            hosts::system_disk_size.eq(disk.map(|disk| gib(disk.size)).transpose()?),
            hosts::data_disks.eq(build.data_disks.as_ref().map(serde_json::to_value).transpose()?),
            hosts::vswitch_id.eq(build.vswitch),
        ))
        .on_conflict(hosts::floating_ip)
        .do_nothing()
        .returning(hosts::id)
        .get_result(tx)
        .optional()?)
}

/// The host that `ticket` planned to change is of the new size.
///
/// # Errors
/// 409 when it left the department or was retired meanwhile.
pub fn resize(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: &TicketPorts,
    number: &str,
    to: &Resize,
    now: DateTime<Utc>,
) -> AppResult<()> {
    for before in lock_planned(tx, who, ticket)? {
        reshape(tx, &before, to, now)?;
        let said = Text::new("network-timeline-host-resized").with("ticket", number);
        finish(tx, who, ticket.ticket, &before, &[], said, now)?;
    }
    Ok(())
}

/// The hosts that `ticket` planned to recycle are retired, and what leads to or from them alone ends.
///
/// # Errors
/// 409 while somebody still waits for something to be opened there, and when a host left the department meanwhile.
pub fn retire(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: &TicketPorts,
    number: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let going = lock_planned(tx, who, ticket)?;
    let ended = put_out_of_use(tx, who, &going, now)?;
    for before in &going {
        let said = Text::new("network-timeline-host-retired").with("ticket", number);
        finish(tx, who, ticket.ticket, before, &ended, said, now)?;
    }
    Ok(())
}

/// The hosts that `ticket` has a plan for, which nobody else changes or maps a port to until the transaction ends.
fn lock_planned(tx: &mut PgConnection, who: &Actor, ticket: &TicketPorts) -> AppResult<Vec<Host>> {
    let planned = host_plans::table
        .filter(host_plans::ticket_id.eq(ticket.ticket))
        .filter(host_plans::state.eq("held"))
        .select(host_plans::host_id);
    let ids: Vec<i64> =
        hosts::table.filter(hosts::id.eq_any(planned)).order(hosts::id).select(hosts::id).for_update().load(tx)?;
    let found = queries::hosts_with(tx, who, &ids)?;
    let is_there = |host: &Host| host.department_id == ticket.department && host.state != HostState::Retired;
    match found.iter().find(|host| !is_there(host)) {
        _ if found.len() != ids.len() => Err(AppError::NotNow("network-address-changed-hands".into())),
        Some(gone) => {
            let address = gone.floating_ip.to_string();
            Err(AppError::NotNow(Text::new("network-host-gone").with("address", address)))
        }
        None => Ok(found),
    }
}

/// Notes that the plan for `before` was carried out, and tells of it.
fn finish(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: i64,
    before: &Host,
    ended: &[i64],
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<()> {
    statement(
        "UPDATE host_plans SET state = 'done', done_at = $3, before = $4, ended = $5 WHERE ticket_id = $1 AND host_id = $2",
    )
    .bind::<BigInt, _>(ticket)
    .bind::<BigInt, _>(before.id)
    .bind::<Timestamptz, _>(now)
    .bind::<Jsonb, Value>(before.facts())
    .bind::<Array<BigInt>, _>(ended.to_vec())
    .execute(tx)?;
    tell_of(tx, who, before, said)
}
