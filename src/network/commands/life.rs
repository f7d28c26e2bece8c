//! What becomes of what is held (spec 2, "Ports and policies").

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Nullable, Text as SqlText, Timestamptz},
};

use super::{
    super::{
        mapping::MappingState,
        opening::{Opening, Register},
        queries,
    },
    machines::give_plans_up,
    telling,
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
};

/// Gives back what `ticket` holds, and its plans for hosts: it was returned, closed or deleted.
///
/// # Errors
/// When the database refuses.
pub fn release(tx: &mut PgConnection, ticket: i64) -> AppResult<()> {
    let held = held_by(tx, ticket)?;
    lock_family(tx, &held)?;
    become_of(tx, &held, MappingState::Held, MappingState::Released)?;
    keep_for_no_one(tx, &held)?;
    give_plans_up(tx, ticket)
}

/// Those of `ids` that are in state `from` are in state `to` now.
fn become_of(tx: &mut PgConnection, ids: &[i64], from: MappingState, to: MappingState) -> AppResult<()> {
    for register in Register::ALL {
        statement(format!("UPDATE {} SET state = $3 WHERE id = ANY($1) AND state = $2", register.table()))
            .bind::<Array<BigInt>, _>(ids)
            .bind::<SqlText, _>(from.code())
            .bind::<SqlText, _>(to.code())
            .execute(tx)?;
    }
    Ok(())
}

/// What waits to be removed was promised to the renewals that were given back: it keeps its claim again
/// until it is removed, whenever that is.
fn keep_for_no_one(tx: &mut PgConnection, renewals: &[i64]) -> AppResult<()> {
    for table in Register::ALL.map(Register::table) {
        statement(format!(
            "UPDATE {table} old SET valid = tstzrange(lower(old.valid), NULL)
             FROM {table} renewal
             WHERE renewal.id = ANY($1) AND renewal.state = 'released' AND old.id = renewal.renews_id AND old.state = 'to_remove'"
        ))
        .bind::<Array<BigInt>, _>(renewals)
        .execute(tx)?;
    }
    Ok(())
}

/// The operator opened what `ticket` holds, or prolonged what it renews.
///
/// # Errors
/// 409 when the time it was asked for is over already.
pub fn open(tx: &mut PgConnection, ticket: i64, operator: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let ids = held_by(tx, ticket)?;
    lock_family(tx, &ids)?;
    let held = queries::of_ticket(tx, ticket)?.into_iter().filter(|it| ids.contains(&it.id));
    if let Some(late) = held.into_iter().find(|opening| opening.period.is_over(now)) {
        return Err(AppError::NotNow(Text::new("network-opening-period-over").with("opening", late.name())));
    }
    for table in Register::ALL.map(Register::table) {
        statement(format!("UPDATE {table} SET state = 'active', opened_by_id = $2, opened_at = $3 WHERE id = ANY($1)"))
            .bind::<Array<BigInt>, _>(&ids)
            .bind::<Nullable<BigInt>, _>(operator.stored_id())
            .bind::<Timestamptz, _>(now)
            .execute(tx)?;
    }
    take_over(tx, operator, &ids, now)
}

/// What the renewals among `opened` follow has its successor. What ended before and isn't removed yet is still
/// open at the gateway and simply goes on: to remove it now would close the renewal.
fn take_over(tx: &mut PgConnection, operator: &Actor, opened: &[i64], now: DateTime<Utc>) -> AppResult<()> {
    let family = queries::family_of(tx, opened)?;
    let pairs: Vec<(&Opening, &Opening)> = family
        .iter()
        .filter(|renewal| opened.contains(&renewal.id))
        .filter_map(|renewal| Some((family.iter().find(|old| Some(old.id) == renewal.renews)?, renewal)))
        .collect();
    let unremoved = pairs.iter().filter(|(old, _)| old.state == MappingState::ToRemove).map(|(old, _)| old.id);
    become_of(tx, &unremoved.collect::<Vec<_>>(), MappingState::ToRemove, MappingState::Renewed)?;
    close_gaps(tx, &pairs.iter().map(|(old, _)| old.id).collect::<Vec<_>>(), now)?;
    telling::prolonged(tx, operator, &pairs)
}

/// Nothing of these is to be removed: their renewals go on.
pub(super) fn succeed(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    become_of(tx, ids, MappingState::Active, MappingState::Renewed)
}

/// These are given back, though they were opened: they never began.
pub(super) fn give_back(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    become_of(tx, ids, MappingState::Active, MappingState::Released)
}

/// Where one of these left its claim before its period was over, it is its renewal's from now on.
pub(super) fn close_gaps(tx: &mut PgConnection, ids: &[i64], now: DateTime<Utc>) -> AppResult<()> {
    for table in Register::ALL.map(Register::table) {
        statement(format!(
            "UPDATE {table} renewal SET valid = tstzrange($2, upper(renewal.valid))
             FROM {table} old
             WHERE old.id = ANY($1) AND old.state IN ('renewed', 'removed')
               AND renewal.renews_id = old.id AND renewal.state IN ('held', 'active') AND lower(renewal.valid) > $2"
        ))
        .bind::<Array<BigInt>, _>(ids)
        .bind::<Timestamptz, _>(now)
        .execute(tx)?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn held_by(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<i64>> {
    let held: Vec<Held> = statement("SELECT id FROM openings WHERE ticket_id = $1 AND state = 'held' ORDER BY id")
        .bind::<BigInt, _>(ticket)
        .load(c)?;
    Ok(held.into_iter().map(|held| held.id).collect())
}

/// Locks these with what they renew and what renews them, all in the order of ids: whoever ends, renews or removes
/// waits for the others instead of meeting them head-on, and then sees what they did.
pub(super) fn lock_family(tx: &mut PgConnection, ids: &[i64]) -> AppResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    for table in Register::ALL.map(Register::table) {
        statement(format!(
            "SELECT id FROM {table} WHERE id = ANY({}) ORDER BY id FOR NO KEY UPDATE",
            queries::family_in(table),
        ))
        .bind::<Array<BigInt>, _>(ids)
        .execute(tx)?;
    }
    Ok(())
}
