//! The verbs of delegations. The database lets one person have one delegate at a time (`one_delegate_at_a_time`).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    events::{self, Happened},
    form::Wanted,
    model::{Delegation, RECORD_KIND},
    queries,
};
use crate::{
    calendar::date_of,
    error::{AppError, AppResult},
    outbox,
    policy::{Action, Actor},
    schema::approval_delegations as delegations,
    text::Text,
};

/// Lets a colleague decide for `who`.
///
/// # Errors
/// 403 for who decides nothing in their own right, 422 when it is nobody who may be named, or others are named for those
/// days.
pub fn name(tx: &mut PgConnection, who: &Actor, wanted: Wanted, now: DateTime<Utc>) -> AppResult<Delegation> {
    require_right(who)?;
    require_eligible(tx, who, wanted.delegate)?;
    let id: i64 = diesel::insert_into(delegations::table)
        .values((
            delegations::delegator_id.eq(who.id),
            delegations::delegate_id.eq(wanted.delegate),
            delegations::first_day.eq(wanted.first_day),
            delegations::last_day.eq(wanted.last_day),
            delegations::created_at.eq(now),
        ))
        .returning(delegations::id)
        .get_result(tx)?;
    let named = queries::find(tx, who, id)?;
    events::tell(tx, who, None, &named, Happened::Named)?;
    Ok(named)
}

/// Changes what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403, 409 when it is over or was changed since, 422 as for [`name`].
pub fn change(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> AppResult<Delegation> {
    let before = open(tx, who, id, seen, now)?;
    if Wanted::of(&before) == wanted {
        return Ok(before);
    }
    // Who was named before may stay, though they couldn't be named anew.
    if wanted.delegate != before.delegate_id {
        require_eligible(tx, who, wanted.delegate)?;
    }
    diesel::update(delegations::table.find(id))
        .set((
            delegations::delegate_id.eq(wanted.delegate),
            delegations::first_day.eq(wanted.first_day),
            delegations::last_day.eq(wanted.last_day),
            delegations::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find(tx, who, id)?;
    events::tell(tx, who, Some(&before), &after, Happened::Changed)?;
    Ok(after)
}

/// Ends it at once, or before it begins.
///
/// # Errors
/// 404, 403, 409 when it is over or was changed since version `seen`.
pub fn end(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<Delegation> {
    let before = open(tx, who, id, seen, now)?;
    diesel::update(delegations::table.find(id))
        .set((delegations::ended_at.eq(now), delegations::version.eq(before.version + 1)))
        .execute(tx)?;
    let after = queries::find(tx, who, id)?;
    events::tell(tx, who, Some(&before), &after, Happened::Ended)?;
    Ok(after)
}

/// The delegation, locked, where `who` may still change it as they saw it.
///
/// # Errors
/// 404, 403, 409.
pub fn open(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<Delegation> {
    let found = queries::lock(tx, who, id)?;
    require_right(who)?;
    let state = found.state(date_of(now));
    if !state.is_open() {
        return Err(AppError::NotNow(Text::new("delegation-not-open").with("state", Text::new(state.label()))));
    }
    if seen.is_some_and(|seen| seen != found.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(found)
}

fn require_right(who: &Actor) -> AppResult<()> {
    if who.may(Action::DelegateApprovals) { Ok(()) } else { Err(AppError::forbidden()) }
}

fn require_eligible(c: &mut PgConnection, who: &Actor, delegate: i64) -> AppResult<()> {
    if queries::eligible(c, who)?.iter().any(|person| person.id == delegate) {
        Ok(())
    } else {
        Err(AppError::at("delegate", "delegation-delegate-unknown"))
    }
}
