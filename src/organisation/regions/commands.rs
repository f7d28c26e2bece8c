//! What is done to regions. The table's constraints keep names and codes apart.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    form::Wanted,
    model::{RECORD_KIND, Region},
    queries,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::regions,
    text::{self, Text},
};

/// # Errors
/// 403, 422 when its name or code is taken.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Region> {
    allow(who)?;
    let id: i64 = diesel::insert_into(regions::table)
        .values((
            regions::name.eq(&wanted.name),
            regions::code.eq(&wanted.code),
            regions::kind.eq(wanted.kind.code()),
            regions::created_at.eq(now),
            regions::updated_at.eq(now),
        ))
        .returning(regions::id)
        .get_result(tx)?;
    let it = queries::find(tx, id)?;
    let event = Event::new("createRegion", RECORD_KIND, it.record()).changed(None, Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("organisation-line-created".into()))?;
    Ok(it)
}

/// The region as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Region> {
    regions::table.find(id).select(regions::id).for_no_key_update().first::<i64>(tx)?;
    allow(who)?;
    let it = queries::find(tx, id)?;
    if seen.is_some_and(|seen| seen != it.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(it)
}

/// Nothing changed is nothing to tell.
///
/// # Errors
/// 422 when its name or code is taken.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Region,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Region> {
    let differing = [
        (before.name != wanted.name, "organisation-region-name"),
        (before.code != wanted.code, "organisation-code"),
        (before.kind != wanted.kind, "organisation-region-kind"),
    ];
    let fields = text::listed(differing.into_iter().filter(|(differs, _)| *differs).map(|(_, label)| Text::new(label)));
    let Some(fields) = fields else { return Ok(before.clone()) };
    diesel::update(regions::table.find(before.id))
        .set((regions::name.eq(&wanted.name), regions::code.eq(&wanted.code), regions::kind.eq(wanted.kind.code())))
        .execute(tx)?;
    changed(tx, who, before, "updateRegion", Text::new("organisation-line-changed").with("fields", fields), now)
}

/// Nobody chooses it any more; or they do again. What lies in it stays.
///
/// # Errors
/// 409 when that is so already.
pub fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Region,
    disable: bool,
    now: DateTime<Utc>,
) -> AppResult<Region> {
    if disable == before.disabled_at.is_some() {
        let already = if disable { "organisation-disabled-already" } else { "organisation-enabled-already" };
        return Err(AppError::NotNow(already.into()));
    }
    diesel::update(regions::table.find(before.id)).set(regions::disabled_at.eq(disable.then_some(now))).execute(tx)?;
    let (action, said) = if disable {
        ("disableRegion", "organisation-line-disabled")
    } else {
        ("enableRegion", "organisation-line-enabled")
    };
    changed(tx, who, before, action, said.into(), now)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageDepartments) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// Another version, told once.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Region,
    action: &'static str,
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<Region> {
    let next = (regions::version.eq(before.version + 1), regions::updated_at.eq(now));
    diesel::update(regions::table.find(before.id)).set(next).execute(tx)?;
    let it = queries::find(tx, before.id)?;
    let event = Event::new(action, RECORD_KIND, it.record()).changed(Some(before.facts()), Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline(said))?;
    Ok(it)
}
