//! The yearly word of a department on what has no end (spec 2, "Recertification").

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Timestamptz},
};

use super::{
    super::{expiry::EndReason, mapping::MappingState, opening::Opening, queries},
    ending::end,
    life::lock_family,
    telling,
};
use crate::{
    calendar::date_of,
    db::sql::statement,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    text::Text,
};

/// 仍需要: it stays for another year.
///
/// # Errors
/// 404 where it isn't in sight, 403 where it isn't theirs to say, 409 unless they were to be asked.
pub fn recertify(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Opening> {
    let opening = asked_about(tx, who, id, now)?;
    let table = opening.register.table();
    statement(format!(
        "UPDATE {table} SET recertified_at = $2, recertified_by_id = $3, recertification_asked_at = NULL WHERE id = $1"
    ))
    .bind::<BigInt, _>(id)
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<BigInt>, _>(who.stored_id())
    .execute(tx)?;
    telling::recertified(tx, who, &opening, now)?;
    Ok(opening)
}

/// 不再需要: it ends now, and operators close it.
///
/// # Errors
/// As [`recertify`].
pub fn give_up(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Opening> {
    let opening = asked_about(tx, who, id, now)?;
    end(tx, who, &[id], EndReason::NotNeeded, now)?;
    Ok(opening)
}

fn asked_about(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Opening> {
    lock_family(tx, &[id])?;
    let opening = queries::find_opening(tx, who, id)?;
    if !who.may_in(Action::RecertifyMappings, opening.department_id, opening.sector) {
        return Err(AppError::forbidden());
    }
    if opening.awaits_recertification(date_of(now)) {
        return Ok(opening);
    }
    Err(AppError::NotNow(why_not(tx, &opening)?))
}

/// Who answered before, or why nobody is asked.
fn why_not(c: &mut PgConnection, opening: &Opening) -> AppResult<Text> {
    let said = opening.recertified_at.filter(|_| opening.state == MappingState::Active);
    let text = match (said, queries::who_recertified(c, opening.id)?) {
        (Some(at), Some(who)) => Text::new("network-recertified-already").with("who", who).with("at", at),
        _ => Text::new("network-recertification-not-due").with("state", Text::new(opening.state.label())),
    };
    Ok(text.with("opening", opening.name()))
}
