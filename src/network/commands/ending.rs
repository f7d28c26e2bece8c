//! The end of what was opened, whatever the reason (spec 2, "Expiry"): it waits for operators to close
//! it at the gateway, unless a renewal goes on.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Text as SqlText, Timestamptz},
};

use super::{
    super::{
        expiry::EndReason,
        mapping::MappingState,
        opening::{Opening, Register},
        queries,
    },
    life::{close_gaps, give_back, lock_family, succeed},
    telling,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    text::Text,
};

/// What `ticket` opened is to be closed again: it was closed itself.
///
/// # Errors
/// When the database refuses.
pub fn cancel(tx: &mut PgConnection, who: &Actor, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ids: Vec<i64> = queries::in_force_of_ticket(tx, ticket)?.iter().map(|opening| opening.id).collect();
    end(tx, who, &ids, EndReason::TicketClosed, now)
}

/// 提前取消: its department needs it no longer, and operators close it.
///
/// # Errors
/// 404 where it isn't in sight, 403 where it isn't theirs to say, 409 unless it is in force and nothing renews it.
pub fn cancel_early(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    lock_family(tx, &[id])?;
    let opening = queries::find_opening(tx, who, id)?;
    if !who.may_in(Action::RecertifyMappings, opening.department_id, opening.sector) {
        return Err(AppError::forbidden());
    }
    if opening.state != MappingState::Active {
        let state = Text::new(opening.state.label());
        return Err(AppError::NotNow(Text::new("network-cancel-not-active").with("state", state)));
    }
    let family = queries::family_of(tx, &[id])?;
    if let Some(renewal) = family.iter().find(|it| it.renews == Some(id) && it.is_live()) {
        let renewal = renewal.ticket_number.as_str();
        return Err(AppError::NotNow(Text::new("network-cancel-renewed").with("renewal", renewal)));
    }
    end(tx, who, &[id], EndReason::Cancelled, now)
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
    let is_ending = |opening: &&Opening| {
        let in_force = opening.state == MappingState::Active && ids.contains(&opening.id);
        in_force && (why != EndReason::PeriodOver || opening.period.is_over(now))
    };
    let (mut to_remove, mut renewed, mut never_began) = (Vec::new(), Vec::new(), Vec::new());
    for opening in family.iter().filter(is_ending) {
        match fate(opening, &family, now) {
            MappingState::Renewed => renewed.push(opening),
            MappingState::Released => never_began.push(opening),
            _ => to_remove.push(opening),
        }
    }
    note_end(tx, [&to_remove, &renewed, &never_began].into_iter().flatten().map(|it| it.id), why, now)?;
    succeed(tx, &ids_of(&renewed))?;
    close_gaps(tx, &ids_of(&renewed), now)?;
    give_back(tx, &ids_of(&never_began))?;
    wait_for_removal(tx, &ids_of(&to_remove))?;
    telling::ended(tx, who, why, &to_remove)?;
    telling::given_back(tx, who, why, &never_began)?;
    telling::passed_on(tx, who, &renewed, &family)
}

/// What becomes of one that ends: it is to be closed, unless an opened renewal goes on with it, or it is
/// such a renewal itself and what it follows is still in force.
fn fate(opening: &Opening, family: &[Opening], now: DateTime<Utc>) -> MappingState {
    let in_force = |other: &&Opening| other.state == MappingState::Active;
    let goes_on = family.iter().filter(in_force).any(|other| other.renews == Some(opening.id));
    let follows = family.iter().filter(in_force).any(|other| opening.renews == Some(other.id));
    if goes_on {
        MappingState::Renewed
    } else if follows && opening.period.begins() > now {
        MappingState::Released
    } else {
        MappingState::ToRemove
    }
}

fn ids_of(openings: &[&Opening]) -> Vec<i64> {
    openings.iter().map(|opening| opening.id).collect()
}

fn note_end(
    tx: &mut PgConnection,
    ids: impl Iterator<Item = i64>,
    why: EndReason,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let ids: Vec<i64> = ids.collect();
    for table in Register::ALL.map(Register::table) {
        statement(format!("UPDATE {table} SET ended_at = $2, end_reason = $3 WHERE id = ANY($1)"))
            .bind::<Array<BigInt>, _>(&ids)
            .bind::<Timestamptz, _>(now)
            .bind::<SqlText, _>(why.code())
            .execute(tx)?;
    }
    Ok(())
}

/// Each keeps its claim until it was closed at the gateway, whenever that is; if it is promised to a renewal from a
/// later day on, until then.
fn wait_for_removal(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    for register in Register::ALL {
        let same = register.claim().iter().map(|column| format!("later.{column} = m.{column}"));
        statement(format!(
            "UPDATE {table} m
             SET state = 'to_remove', valid = tstzrange(lower(m.valid), (
                 SELECT min(lower(later.valid)) FROM {table} later
                 WHERE {same} AND later.state IN ('held', 'active', 'to_remove') AND lower(later.valid) > lower(m.valid)))
             WHERE m.id = ANY($1)",
            table = register.table(),
            same = same.collect::<Vec<_>>().join(" AND "),
        ))
        .bind::<Array<BigInt>, _>(ids)
        .execute(tx)?;
    }
    Ok(())
}
