//! The operators' work of closing what has ended.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Timestamptz},
};
use serde_json::json;

use super::{
    super::{
        mapping::MappingState,
        opening::{Opening, What},
        pool_address::record_of,
        queries,
        work_order::GatewayMapping,
    },
    life::{close_gaps, lock_family},
    telling,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    text::Text,
};

/// An operator closed what was cancelled at the gateway: its port is free again.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub fn removed(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Opening> {
    lock_family(tx, &[id])?;
    let opening = queries::find_opening(tx, who, id)?;
    if !who.may_in(Action::HandleTickets, opening.department_id, opening.sector) {
        return Err(AppError::forbidden());
    }
    if opening.state != MappingState::ToRemove {
        return Err(AppError::NotNow(why_not(tx, &opening)?));
    }
    let table = opening.register.table();
    statement(format!("UPDATE {table} SET state = 'removed', removed_by_id = $2, removed_at = $3 WHERE id = $1"))
        .bind::<BigInt, _>(id)
        .bind::<Nullable<BigInt>, _>(who.stored_id())
        .bind::<Timestamptz, _>(now)
        .execute(tx)?;
    close_gaps(tx, &[id], now)?;
    let removal = removal(tx, &opening)?;
    outbox::tell(tx, who, &removal)?;
    Ok(opening)
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
fn why_not(c: &mut PgConnection, opening: &Opening) -> AppResult<Text> {
    let text = match queries::who_removed(c, opening.id)? {
        Some((who, at)) => Text::new("network-mapping-removed-already").with("who", who).with("at", at),
        None => Text::new("network-mapping-not-to-remove").with("state", Text::new(opening.state.label())),
    };
    Ok(text.with("opening", opening.name()))
}

/// What an address's timeline says of a removal.
pub const REMOVED: &str = "network-timeline-mapping-removed";

/// A port's removal is told of on its address's timeline, that of access on its ticket's.
fn removal(c: &mut PgConnection, opening: &Opening) -> AppResult<Event> {
    match &opening.what {
        What::Mapping(mapping) => removal_of_port(c, opening, mapping),
        What::Policy(_) => Ok(telling::access_removed(opening)),
    }
}

fn removal_of_port(c: &mut PgConnection, opening: &Opening, mapping: &GatewayMapping) -> AppResult<Event> {
    let GatewayMapping { pool_ip, protocol, public_port, floating_ip, internal_port, .. } = mapping;
    let record = record_of(queries::id_of_address(c, *pool_ip)?, *pool_ip);
    let told = json!({
        "mapping": format!("{pool_ip}:{public_port}/{protocol}"),
        "target": format!("{floating_ip}:{internal_port}"),
        "ticket": opening.ticket_number,
    });
    let said = Text::new(REMOVED)
        .with("port", public_port.to_string())
        .with("protocol", protocol.as_str().to_uppercase())
        .with("ticket", opening.ticket_number.as_str());
    Ok(Event::new("removeMapping", "mapping", record).changed(Some(told), None).on_timeline(said))
}
