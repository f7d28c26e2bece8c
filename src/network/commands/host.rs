//! What is done to hosts.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};

use super::super::{host::Host, host_form::WantedHost, queries, stored::Inet};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{applications, departments, hosts, port_mappings, regions},
    text::{self, Text},
};

/// Registers a delivered machine.
///
/// # Errors
/// 403 for who keeps no hosts, 422 when the floating IP is taken or the application is another
/// department's.
pub fn create_host(tx: &mut PgConnection, who: &Actor, wanted: &WantedHost, now: DateTime<Utc>) -> AppResult<Host> {
    if !who.may(Action::ManageHosts) {
        return Err(AppError::forbidden());
    }
    require_places(tx, wanted)?;
    let id: i64 = diesel::insert_into(hosts::table)
        .values((
            hosts::name.eq(&wanted.name),
            hosts::floating_ip.eq(Inet(wanted.floating_ip)),
            hosts::department_id.eq(wanted.department),
            hosts::application_id.eq(wanted.application),
            hosts::region_id.eq(wanted.region),
            hosts::specification.eq(&wanted.specification),
            hosts::source.eq(&wanted.source),
            hosts::state.eq(wanted.state.code()),
            hosts::created_at.eq(now),
            hosts::updated_at.eq(now),
        ))
        .returning(hosts::id)
        .get_result(tx)?;
    let host = queries::find_host(tx, who, id)?;
    let event = Event::new("createHost", "host", host.record())
        .changed(None, Some(host.facts()))
        .on_timeline("network-timeline-host-created".into());
    outbox::tell(tx, who, &event)?;
    Ok(host)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403, 409 when it was changed since, and 422 as for [`create_host`] or when ports lead there
/// that must be removed first.
pub fn update_host(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    wanted: &WantedHost,
    now: DateTime<Utc>,
) -> AppResult<Host> {
    let before = queries::lock_host(tx, who, id)?;
    allow_host_change(tx, who, &before, seen)?;
    require_places(tx, wanted)?;
    require_free_ports(tx, &before, wanted)?;
    let Some(fields) = difference(&before, wanted) else { return Ok(before) };
    diesel::update(hosts::table.find(id))
        .set((
            hosts::name.eq(&wanted.name),
            hosts::floating_ip.eq(Inet(wanted.floating_ip)),
            hosts::department_id.eq(wanted.department),
            hosts::application_id.eq(wanted.application),
            hosts::region_id.eq(wanted.region),
            hosts::specification.eq(&wanted.specification),
            hosts::source.eq(&wanted.source),
            hosts::state.eq(wanted.state.code()),
            hosts::updated_at.eq(now),
            hosts::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find_host(tx, who, id)?;
    let event = Event::new("updateHost", "host", after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(Text::new("network-timeline-changed").with("fields", fields));
    outbox::tell(tx, who, &event)?;
    Ok(after)
}

/// Whether `who` may change what they saw in version `seen`.
///
/// # Errors
/// 403 for who doesn't keep it, 409 when it was changed since.
pub fn allow_host_change(c: &mut PgConnection, who: &Actor, host: &Host, seen: Option<i32>) -> AppResult<()> {
    if !host.may_be_managed_by(who) {
        return Err(AppError::forbidden());
    }
    if seen.is_some_and(|seen| seen != host.version) {
        return Err(outbox::changed_meanwhile(c, "host", host.id)?);
    }
    Ok(())
}

/// Department, application and region must be there, and the application be the department's.
fn require_places(c: &mut PgConnection, wanted: &WantedHost) -> AppResult<()> {
    if !select(exists(departments::table.find(wanted.department))).get_result::<bool>(c)? {
        return Err(AppError::at("department", "network-department-missing"));
    }
    if !select(exists(regions::table.find(wanted.region))).get_result::<bool>(c)? {
        return Err(AppError::at("region", "network-host-region-missing"));
    }
    let Some(application) = wanted.application else { return Ok(()) };
    let its: Option<i64> =
        applications::table.find(application).select(applications::department_id).first(c).optional()?;
    match its {
        None => Err(AppError::at("application", "network-host-application-unknown")),
        Some(department) if department != wanted.department => {
            Err(AppError::at("application", "network-host-application-foreign"))
        }
        Some(_) => Ok(()),
    }
}

/// A host that ports lead to neither moves nor goes. Its floating IP is in their history as well, and
/// stays for that.
fn require_free_ports(c: &mut PgConnection, before: &Host, wanted: &WantedHost) -> AppResult<()> {
    let to_it = port_mappings::table.filter(port_mappings::floating_ip.eq(Inet(before.floating_ip)));
    if wanted.floating_ip != before.floating_ip && select(exists(to_it)).get_result::<bool>(c)? {
        return Err(AppError::at("floating_ip", "network-host-floating-ip-in-use"));
    }
    if wanted.floating_ip != before.floating_ip && queries::count_policies_from(c, before.floating_ip)? > 0 {
        return Err(AppError::at("floating_ip", "network-host-floating-ip-in-use"));
    }
    let Some(field) = wanted.needs_free_ports(before) else { return Ok(()) };
    let occupied = to_it.filter(queries::occupying());
    let count: i64 = occupied.count().get_result(c)?;
    if count > 0 {
        return Err(AppError::at(field, Text::new("network-host-has-ports").with("count", count)));
    }
    match queries::count_policies_from(c, before.floating_ip)? {
        0 => Ok(()),
        count => Err(AppError::at(field, Text::new("network-host-has-policies").with("count", count))),
    }
}

fn difference(before: &Host, wanted: &WantedHost) -> Option<text::Arg> {
    let changes = [
        (before.name != wanted.name, "network-host-name"),
        (before.floating_ip != wanted.floating_ip, "network-host-floating-ip"),
        (before.department_id != wanted.department, "network-department"),
        (before.application_id != wanted.application, "network-host-application"),
        (before.region_id != wanted.region, "network-host-region"),
        (before.specification != wanted.specification, "network-host-specification"),
        (before.source != wanted.source, "network-host-source"),
        (before.state != wanted.state, "network-host-state"),
    ];
    text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)))
}
