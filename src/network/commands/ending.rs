//! The end of what was opened, whatever the reason (spec 2, "Expiry"): it waits for operators to close
//! it at the gateway, unless a renewal goes on.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Text as SqlText},
};

use super::{
    super::{
        expiry::EndReason,
        mapping::{Mapping, MappingState},
        queries,
    },
    mapping::{close_gaps, lock_family, succeed},
    telling,
};
use crate::{db::sql::statement, error::AppResult, policy::Actor, schema::port_mappings as mappings};

/// What `ticket` opened is to be closed again: it was closed itself.
///
/// # Errors
/// When the database refuses.
pub fn cancel(tx: &mut PgConnection, who: &Actor, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ids: Vec<i64> = queries::in_force_of_ticket(tx, ticket)?.iter().map(|mapping| mapping.id).collect();
    end(tx, who, &ids, EndReason::TicketClosed, now)
}

/// Ends those of `ids`, all of one ticket, that are in force; for their period alone, those whose period is over.
pub(super) fn end(
    tx: &mut PgConnection,
    who: &Actor,
    ids: &[i64],
    why: EndReason,
    now: DateTime<Utc>,
) -> AppResult<()> {
    lock_family(tx, ids)?;
    let family = queries::family_of(tx, ids)?;
    let is_ending = |mapping: &&Mapping| {
        let in_force = mapping.state == MappingState::Active && ids.contains(&mapping.id);
        in_force && (why != EndReason::PeriodOver || mapping.period.is_over(now))
    };
    let (mut to_remove, mut renewed, mut never_began) = (Vec::new(), Vec::new(), Vec::new());
    for mapping in family.iter().filter(is_ending) {
        match fate(mapping, &family, now) {
            MappingState::Renewed => renewed.push(mapping),
            MappingState::Released => never_began.push(mapping),
            _ => to_remove.push(mapping),
        }
    }
    note_end(tx, [&to_remove, &renewed, &never_began].into_iter().flatten().map(|it| it.id), why, now)?;
    succeed(tx, &ids_of(&renewed))?;
    close_gaps(tx, &ids_of(&renewed), now)?;
    give_back(tx, &ids_of(&never_began))?;
    wait_for_removal(tx, &ids_of(&to_remove))?;
    telling::ended(tx, who, why, &to_remove)?;
    telling::passed_on(tx, who, &renewed, &family)
}

/// What becomes of a mapping that ends: its port is to be closed, unless an opened renewal goes on with it, or it is
/// such a renewal itself and what it follows is still in force.
fn fate(mapping: &Mapping, family: &[Mapping], now: DateTime<Utc>) -> MappingState {
    let in_force = |other: &&Mapping| other.state == MappingState::Active;
    let goes_on = family.iter().filter(in_force).any(|other| other.renews == Some(mapping.id));
    let follows = family.iter().filter(in_force).any(|other| mapping.renews == Some(other.id));
    if goes_on {
        MappingState::Renewed
    } else if follows && mapping.period.begins() > now {
        MappingState::Released
    } else {
        MappingState::ToRemove
    }
}

fn ids_of(mappings: &[&Mapping]) -> Vec<i64> {
    mappings.iter().map(|mapping| mapping.id).collect()
}

fn note_end(
    tx: &mut PgConnection,
    ids: impl Iterator<Item = i64>,
    why: EndReason,
    now: DateTime<Utc>,
) -> AppResult<()> {
    diesel::update(mappings::table.filter(mappings::id.eq_any(ids.collect::<Vec<_>>())))
        .set((mappings::ended_at.eq(now), mappings::end_reason.eq(why.code())))
        .execute(tx)?;
    Ok(())
}

fn give_back(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    diesel::update(mappings::table.filter(mappings::id.eq_any(ids)))
        .set(mappings::state.eq(MappingState::Released.code()))
        .execute(tx)?;
    Ok(())
}

/// Each port stays occupied until it was closed at the gateway, whenever that is; if it is promised to
/// a renewal from a later day on, until then.
fn wait_for_removal(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    statement(
        "UPDATE port_mappings m
         SET state = $2, valid = tstzrange(lower(m.valid), (
             SELECT min(lower(later.valid)) FROM port_mappings later
             WHERE later.pool_ip = m.pool_ip AND later.protocol = m.protocol AND later.public_port = m.public_port
               AND later.state IN ('held', 'active', 'to_remove') AND lower(later.valid) > lower(m.valid)))
         WHERE m.id = ANY($1)",
    )
    .bind::<Array<BigInt>, _>(ids)
    .bind::<SqlText, _>(MappingState::ToRemove.code())
    .execute(tx)?;
    Ok(())
}
