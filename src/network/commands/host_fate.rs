//! What becomes of hosts, whoever says so: tickets, and the requests that they were delivered on.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    super::{
        expiry::EndReason,
        host::{Host, HostState},
        machine::Resize,
        mapping::MappingState,
        queries::{self, Leading},
    },
    ending,
    life::lock_family,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::Actor,
    schema::hosts,
    text::{self, Text},
};

/// Makes `before`, which is locked, what `to` says.
pub fn reshape(tx: &mut PgConnection, before: &Host, to: &Resize, now: DateTime<Utc>) -> AppResult<()> {
    let specification = to.instance_type.as_ref().or(to.specification.as_ref());
    diesel::update(hosts::table.find(before.id))
        .set((
            hosts::specification.eq(specification.unwrap_or(&before.specification)),
            hosts::instance_type.eq(to.instance_type.as_ref().or(before.instance_type.as_ref())),
            hosts::system_disk_category.eq(to.system_disk_category.as_ref().or(before.system_disk_category.as_ref())),
            hosts::system_disk_size.eq(to.system_disk_size.map(gib).transpose()?.or(before.system_disk_size)),
            hosts::data_disks.eq(match &to.data_disks {
                Some(disks) => Some(serde_json::to_value(disks)?),
                None => before.data_disks.clone(),
            }),
            hosts::updated_at.eq(now),
            hosts::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    Ok(())
}

/// Retires `going`, which are locked, and ends what leads to or from them alone: the ids of that.
pub fn put_out_of_use(tx: &mut PgConnection, who: &Actor, going: &[Host], now: DateTime<Utc>) -> AppResult<Vec<i64>> {
    let addresses: Vec<Ipv4Addr> = going.iter().map(|host| host.floating_ip).collect();
    let mut leading = queries::leading_to(tx, &addresses, None)?;
    lock_family(tx, &leading.iter().map(|it| it.opening.id).collect::<Vec<_>>())?;
    if let Some(why) = still_asked_for(&leading) {
        return Err(AppError::NotNow(why));
    }
    leading.retain(|it| it.ends);
    leading.sort_by_key(|it| it.opening.ticket_id);
    let retired = hosts::table.filter(hosts::id.eq_any(going.iter().map(|host| host.id).collect::<Vec<_>>()));
    diesel::update(retired)
        .set((
            hosts::state.eq(HostState::Retired.code()),
            hosts::updated_at.eq(now),
            hosts::version.eq(hosts::version + 1),
        ))
        .execute(tx)?;
    for its in leading.chunk_by(|a, b| a.opening.ticket_id == b.opening.ticket_id) {
        let ids: Vec<i64> = its.iter().map(|it| it.opening.id).collect();
        ending::end(tx, who, &ids, EndReason::HostRetired, now)?;
    }
    Ok(leading.iter().map(|it| it.opening.id).collect())
}

/// What is held would open to a host that is gone.
fn still_asked_for(leading: &[Leading]) -> Option<Text> {
    let held = leading.iter().filter(|it| it.opening.state == MappingState::Held);
    let mut tickets: Vec<&str> = held.map(|it| it.opening.ticket_number.as_str()).collect();
    tickets.sort_unstable();
    tickets.dedup();
    Some(Text::new("network-host-still-asked-for").with("tickets", text::listed(tickets)?))
}

/// Tells what became of a host.
pub fn tell_of(tx: &mut PgConnection, who: &Actor, before: &Host, said: Text) -> AppResult<()> {
    let after = queries::find_host(tx, who, before.id)?;
    let event = Event::new("updateHost", "host", after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(said);
    outbox::tell(tx, who, &event)
}

/// As stored.
pub fn gib(size: u32) -> AppResult<i32> {
    i32::try_from(size).map_err(|why| AppError::Ours(why.into()))
}
