//! What becomes of a hold (spec 2, "Ports and policies").

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Timestamptz},
};
use serde_json::json;

use super::super::{
    mapping::{Mapping, MappingState},
    pool_address::record_of,
    queries,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::port_mappings as mappings,
    text::Text,
};

/// Gives back what `ticket` holds: it was returned, closed or deleted.
///
/// # Errors
/// When the database refuses.
pub fn release(tx: &mut PgConnection, ticket: i64) -> AppResult<()> {
    diesel::update(of_ticket(ticket, MappingState::Held))
        .set(mappings::state.eq(MappingState::Released.code()))
        .execute(tx)?;
    Ok(())
}

/// The operator opened what `ticket` holds.
///
/// # Errors
/// 409 when the time it was asked for is over already.
pub fn open(tx: &mut PgConnection, ticket: i64, operator: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let held = queries::mappings_of_ticket(tx, ticket)?.into_iter().filter(|it| it.state == MappingState::Held);
    if let Some(late) = held.into_iter().find(|mapping| mapping.period.is_over(now)) {
        let text = Text::new("network-mapping-period-over").with("port", late.public_port.to_string());
        return Err(AppError::NotNow(text));
    }
    diesel::update(of_ticket(ticket, MappingState::Held))
        .set((
            mappings::state.eq(MappingState::Active.code()),
            mappings::opened_by_id.eq(operator.stored_id()),
            mappings::opened_at.eq(now),
        ))
        .execute(tx)?;
    Ok(())
}

/// What `ticket` opened is to be closed again. Each port stays occupied until it was closed at the
/// gateway, whenever that is; if it is promised to somebody from a later day on, until then.
///
/// # Errors
/// When the database refuses.
pub fn cancel(tx: &mut PgConnection, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    statement(
        "UPDATE port_mappings m
         SET state = 'to_remove', ended_at = $2, valid = tstzrange(lower(m.valid), (
             SELECT min(lower(later.valid)) FROM port_mappings later
             WHERE later.pool_ip = m.pool_ip AND later.protocol = m.protocol AND later.public_port = m.public_port
               AND later.state IN ('held', 'active', 'to_remove') AND lower(later.valid) > lower(m.valid)))
         WHERE m.ticket_id = $1 AND m.state = 'active'",
    )
    .bind::<BigInt, _>(ticket)
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    Ok(())
}

/// An operator closed a cancelled mapping at the gateway: its port is free again.
///
/// # Errors
/// 404 where it isn't in sight, 403 for who isn't an operator, 409 unless it waits to be removed.
pub fn removed(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Mapping> {
    let mapping = queries::lock_mapping(tx, who, id)?;
    if !who.may_in(Action::HandleTickets, mapping.department_id, mapping.sector) {
        return Err(AppError::forbidden());
    }
    if mapping.state != MappingState::ToRemove {
        return Err(AppError::NotNow(
            Text::new("network-mapping-not-to-remove").with("state", Text::new(mapping.state.label())),
        ));
    }
    diesel::update(mappings::table.find(id))
        .set((
            mappings::state.eq(MappingState::Removed.code()),
            mappings::removed_by_id.eq(who.stored_id()),
            mappings::removed_at.eq(now),
        ))
        .execute(tx)?;
    let removal = removal(tx, &mapping)?;
    outbox::tell(tx, who, &removal)?;
    Ok(mapping)
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

#[diesel::dsl::auto_type]
fn of_ticket(ticket: i64, state: MappingState) -> _ {
    let code: &'static str = state.code();
    mappings::table.filter(mappings::ticket_id.eq(ticket)).filter(mappings::state.eq(code))
}
