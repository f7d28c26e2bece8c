//! What resource requests do to the hosts that they delivered (spec 3, "Resources").

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    super::{
        host::{Host, HostState},
        machine::Resize,
        queries,
    },
    host_fate::{put_out_of_use, reshape, tell_of},
};
use crate::{
    error::{AppError, AppResult},
    policy::Actor,
    schema::hosts,
    text::Text,
};

/// The host is of the new size, as `request` says.
///
/// # Errors
/// 409 when it is retired, or a ticket has a plan for it.
pub fn resize_given(
    tx: &mut PgConnection,
    who: &Actor,
    host: i64,
    to: &Resize,
    request: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let before = lock_free(tx, who, host)?;
    reshape(tx, &before, to, now)?;
    tell_of(tx, who, &before, Text::new("network-timeline-host-resized-on-request").with("request", request))
}

/// The host is retired, as `request` says, and what leads to or from it alone ends.
///
/// # Errors
/// 409 when it is retired already, a ticket has a plan for it, or somebody still waits for something to be opened there.
pub fn retire_given(tx: &mut PgConnection, who: &Actor, host: i64, request: &str, now: DateTime<Utc>) -> AppResult<()> {
    let before = lock_free(tx, who, host)?;
    put_out_of_use(tx, who, std::slice::from_ref(&before), now)?;
    tell_of(tx, who, &before, Text::new("network-timeline-host-retired-on-request").with("request", request))
}

/// The host, which nobody else changes until the transaction ends.
fn lock_free(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Host> {
    hosts::table.find(id).select(hosts::id).for_update().first::<i64>(tx)?;
    let host = queries::find_host(tx, who, id)?;
    match in_the_way(tx, &host)? {
        Some(why) => Err(AppError::NotNow(why)),
        None => Ok(host),
    }
}

/// Why a request can't change or retire that host now.
///
/// # Errors
/// When the database can't be had.
pub fn in_the_way(c: &mut PgConnection, host: &Host) -> AppResult<Option<Text>> {
    if host.state == HostState::Retired {
        return Ok(Some(Text::new("network-host-retired-already").with("address", host.floating_ip.to_string())));
    }
    let known = queries::hosts_known(c, host.department_id)?;
    let known = known.into_iter().find(|known| known.floating_ip == host.floating_ip);
    Ok(known.and_then(|known| known.is_in_the_way(None)))
}
