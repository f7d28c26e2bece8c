//! The yearly word of a department on what has no end (spec 2, "Recertification").

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    super::{
        expiry::EndReason,
        mapping::{Mapping, MappingState},
        queries,
    },
    ending::end,
    mapping::lock_family,
    telling,
};
use crate::{
    calendar::date_of,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    schema::port_mappings as mappings,
    text::Text,
};

/// 仍需要: it stays for another year.
///
/// # Errors
/// 404 where it isn't in sight, 403 where it isn't theirs to say, 409 unless they were to be asked.
pub fn recertify(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Mapping> {
    let mapping = asked_about(tx, who, id, now)?;
    diesel::update(mappings::table.find(id))
        .set((
            mappings::recertified_at.eq(now),
            mappings::recertified_by_id.eq(who.stored_id()),
            mappings::recertification_asked_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(tx)?;
    telling::recertified(tx, who, &mapping, now)?;
    Ok(mapping)
}

/// 不再需要: it ends now, and operators close it.
///
/// # Errors
/// As [`recertify`].
pub fn give_up(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Mapping> {
    let mapping = asked_about(tx, who, id, now)?;
    end(tx, who, &[id], EndReason::NotNeeded, now)?;
    Ok(mapping)
}

fn asked_about(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Mapping> {
    lock_family(tx, &[id])?;
    let mapping = queries::lock_mapping(tx, who, id)?;
    if !who.may_in(Action::RecertifyMappings, mapping.department_id, mapping.sector) {
        return Err(AppError::forbidden());
    }
    if mapping.awaits_recertification(date_of(now)) {
        return Ok(mapping);
    }
    Err(AppError::NotNow(why_not(tx, &mapping)?))
}

/// Who answered before, or why nobody is asked.
fn why_not(c: &mut PgConnection, mapping: &Mapping) -> AppResult<Text> {
    let said = mapping.recertified_at.filter(|_| mapping.state == MappingState::Active);
    let text = match (said, queries::who_recertified(c, mapping.id)?) {
        (Some(at), Some(who)) => Text::new("network-recertified-already").with("who", who).with("at", at),
        _ => Text::new("network-recertification-not-due").with("state", Text::new(mapping.state.label())),
    };
    Ok(text.with("mapping", mapping.name()))
}
