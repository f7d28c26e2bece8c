//! The operators' work of closing what has ended.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{
        mapping::{Mapping, MappingState},
        pool_address::record_of,
        queries,
    },
    mapping::{close_gaps, lock_family},
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::port_mappings as mappings,
    text::Text,
};

/// An operator closed a cancelled mapping at the gateway: its port is free again.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub fn removed(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Mapping> {
    lock_family(tx, &[id])?;
    let mapping = queries::lock_mapping(tx, who, id)?;
    if !who.may_in(Action::HandleTickets, mapping.department_id, mapping.sector) {
        return Err(AppError::forbidden());
    }
    if mapping.state != MappingState::ToRemove {
        return Err(AppError::NotNow(why_not(tx, &mapping)?));
    }
    diesel::update(mappings::table.find(id))
        .set((
            mappings::state.eq(MappingState::Removed.code()),
            mappings::removed_by_id.eq(who.stored_id()),
            mappings::removed_at.eq(now),
        ))
        .execute(tx)?;
    close_gaps(tx, &[id], now)?;
    let removal = removal(tx, &mapping)?;
    outbox::tell(tx, who, &removal)?;
    Ok(mapping)
}

/// The same for several, all or none.
///
/// # Errors
/// As [`removed`].
pub fn removed_together(tx: &mut PgConnection, who: &Actor, ids: &[i64], now: DateTime<Utc>) -> AppResult<()> {
    lock_family(tx, ids)?;
    ids.iter().try_for_each(|id| removed(tx, who, *id, now).map(drop))
}

/// What happened instead: somebody else was quicker, or it isn't to be removed at all.
fn why_not(c: &mut PgConnection, mapping: &Mapping) -> AppResult<Text> {
    let text = match queries::who_removed(c, mapping.id)? {
        Some((who, at)) => Text::new("network-mapping-removed-already").with("who", who).with("at", at),
        None => Text::new("network-mapping-not-to-remove").with("state", Text::new(mapping.state.label())),
    };
    Ok(text.with("mapping", mapping.name()))
}

/// What an address's timeline says of a removal.
pub const REMOVED: &str = "network-timeline-mapping-removed";

fn removal(c: &mut PgConnection, mapping: &Mapping) -> AppResult<Event> {
    let Mapping { pool_ip, protocol, public_port, floating_ip, internal_port, .. } = mapping;
    let record = record_of(queries::id_of_address(c, *pool_ip)?, *pool_ip);
    let told = json!({
        "mapping": format!("{pool_ip}:{public_port}/{protocol}"),
        "target": format!("{floating_ip}:{internal_port}"),
        "ticket": mapping.ticket_number,
    });
    let said = Text::new(REMOVED)
        .with("port", public_port.to_string())
        .with("protocol", protocol.as_str().to_uppercase())
        .with("ticket", mapping.ticket_number.as_str());
    Ok(Event::new("removeMapping", "mapping", record).changed(Some(told), None).on_timeline(said))
}
