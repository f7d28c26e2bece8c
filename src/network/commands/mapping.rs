//! What becomes of a hold (spec 2, "Ports and policies").

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Timestamptz},
};

use super::{
    super::{
        mapping::{Mapping, MappingState},
        queries,
    },
    telling,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    policy::Actor,
    schema::port_mappings as mappings,
    text::Text,
};

/// Gives back what `ticket` holds: it was returned, closed or deleted.
///
/// # Errors
/// When the database refuses.
pub fn release(tx: &mut PgConnection, ticket: i64) -> AppResult<()> {
    let held = held_by(tx, ticket)?;
    lock_family(tx, &held)?;
    diesel::update(mappings::table.filter(mappings::id.eq_any(&held)))
        .filter(mappings::state.eq(MappingState::Held.code()))
        .set(mappings::state.eq(MappingState::Released.code()))
        .execute(tx)?;
    keep_for_no_one(tx, &held)
}

/// What waits to be removed was promised to the renewals that were given back: it keeps its port again
/// until it is removed, whenever that is.
fn keep_for_no_one(tx: &mut PgConnection, renewals: &[i64]) -> AppResult<()> {
    statement(
        "UPDATE port_mappings old SET valid = tstzrange(lower(old.valid), NULL)
         FROM port_mappings renewal
         WHERE renewal.id = ANY($1) AND renewal.state = 'released' AND old.id = renewal.renews_id AND old.state = 'to_remove'",
    )
    .bind::<Array<BigInt>, _>(renewals)
    .execute(tx)?;
    Ok(())
}

/// The operator opened what `ticket` holds, or prolonged what it renews.
///
/// # Errors
/// 409 when the time it was asked for is over already.
pub fn open(tx: &mut PgConnection, ticket: i64, operator: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let ids = held_by(tx, ticket)?;
    lock_family(tx, &ids)?;
    let held = queries::mappings_of_ticket(tx, ticket)?.into_iter().filter(|it| ids.contains(&it.id));
    if let Some(late) = held.into_iter().find(|mapping| mapping.period.is_over(now)) {
        let text = Text::new("network-mapping-period-over").with("port", late.public_port.to_string());
        return Err(AppError::NotNow(text));
    }
    diesel::update(mappings::table.filter(mappings::id.eq_any(&ids)))
        .set((
            mappings::state.eq(MappingState::Active.code()),
            mappings::opened_by_id.eq(operator.stored_id()),
            mappings::opened_at.eq(now),
        ))
        .execute(tx)?;
    take_over(tx, operator, &ids, now)
}

/// What the renewals among `opened` follow has its successor. What ended before and isn't removed yet is still
/// open at the gateway and simply goes on: to remove it now would close the renewal.
fn take_over(tx: &mut PgConnection, operator: &Actor, opened: &[i64], now: DateTime<Utc>) -> AppResult<()> {
    let family = queries::family_of(tx, opened)?;
    let pairs: Vec<(&Mapping, &Mapping)> = family
        .iter()
        .filter(|renewal| opened.contains(&renewal.id))
        .filter_map(|renewal| Some((family.iter().find(|old| Some(old.id) == renewal.renews)?, renewal)))
        .collect();
    let unremoved = pairs.iter().filter(|(old, _)| old.state == MappingState::ToRemove).map(|(old, _)| old.id);
    succeed(tx, &unremoved.collect::<Vec<_>>())?;
    close_gaps(tx, &pairs.iter().map(|(old, _)| old.id).collect::<Vec<_>>(), now)?;
    telling::prolonged(tx, operator, &pairs)
}

/// Nothing of these is to be removed: their renewals go on.
pub(super) fn succeed(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    diesel::update(mappings::table.filter(mappings::id.eq_any(ids)))
        .set(mappings::state.eq(MappingState::Renewed.code()))
        .execute(tx)?;
    Ok(())
}

/// Where one of these left its port before its period was over, the port is its renewal's from now on.
pub(super) fn close_gaps(tx: &mut PgConnection, ids: &[i64], now: DateTime<Utc>) -> AppResult<()> {
    statement(
        "UPDATE port_mappings renewal SET valid = tstzrange($2, upper(renewal.valid))
         FROM port_mappings old
         WHERE old.id = ANY($1) AND old.state IN ('renewed', 'removed')
           AND renewal.renews_id = old.id AND renewal.state IN ('held', 'active') AND lower(renewal.valid) > $2",
    )
    .bind::<Array<BigInt>, _>(ids)
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    Ok(())
}

fn held_by(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<i64>> {
    let held =
        mappings::table.filter(mappings::ticket_id.eq(ticket)).filter(mappings::state.eq(MappingState::Held.code()));
    Ok(held.order(mappings::id).select(mappings::id).load(c)?)
}

/// Locks these with what they renew and what renews them, all in the order of ids: whoever ends, renews or removes
/// waits for the others instead of meeting them head-on, and then sees what they did.
pub(super) fn lock_family(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    statement(
        "SELECT id FROM port_mappings
         WHERE id = ANY($1) OR renews_id = ANY($1) OR id IN (SELECT renews_id FROM port_mappings WHERE id = ANY($1))
         ORDER BY id FOR NO KEY UPDATE",
    )
    .bind::<Array<BigInt>, _>(ids)
    .execute(tx)?;
    Ok(())
}
