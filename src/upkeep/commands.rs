//! What is done about times of maintenance. The table's constraint keeps them apart.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    form::Wanted,
    model::{RECORD_KIND, Window},
    queries,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::maintenance_windows as windows,
    text::Text,
};

/// # Errors
/// 403, 422 when there is another one at that time.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Window> {
    allow(who)?;
    let id: i64 = diesel::insert_into(windows::table)
        .values((
            windows::begins_at.eq(wanted.begins_at),
            windows::ends_at.eq(wanted.ends_at),
            windows::notice_zh.eq(&wanted.notice_zh),
            windows::notice_en.eq(&wanted.notice_en),
            windows::created_at.eq(now),
            windows::updated_at.eq(now),
        ))
        .returning(windows::id)
        .get_result(tx)?;
    let it = queries::find(tx, id)?;
    let event = Event::new("planMaintenance", RECORD_KIND, it.record()).changed(None, Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("maintenance-line-planned".into()))?;
    Ok(it)
}

/// The window as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404, 403, 409 when it was changed since, or has ended.
pub fn lock_for(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<Window> {
    windows::table.find(id).select(windows::id).for_no_key_update().first::<i64>(tx)?;
    allow(who)?;
    let it = queries::find(tx, id)?;
    if seen.is_some_and(|seen| seen != it.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    if it.has_ended(now) {
        return Err(AppError::NotNow("maintenance-has-ended".into()));
    }
    Ok(it)
}

/// # Errors
/// 422 when there is another one at that time.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Window,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Window> {
    diesel::update(windows::table.find(before.id))
        .set((
            windows::begins_at.eq(wanted.begins_at),
            windows::ends_at.eq(wanted.ends_at),
            windows::notice_zh.eq(&wanted.notice_zh),
            windows::notice_en.eq(&wanted.notice_en),
        ))
        .execute(tx)?;
    changed(tx, who, before, "updateMaintenance", "maintenance-line-changed".into(), now)
}

/// Everybody may change things again; one that hasn't begun never does.
///
/// # Errors
/// When the database can't be had.
pub fn end(tx: &mut PgConnection, who: &Actor, before: &Window, now: DateTime<Utc>) -> AppResult<Window> {
    diesel::update(windows::table.find(before.id))
        .set((windows::begins_at.eq(before.begins_at.min(now)), windows::ends_at.eq(now)))
        .execute(tx)?;
    changed(tx, who, before, "endMaintenance", "maintenance-line-ended".into(), now)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageSettings) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// Another version, told once.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Window,
    action: &'static str,
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<Window> {
    let next = (windows::version.eq(before.version + 1), windows::updated_at.eq(now));
    diesel::update(windows::table.find(before.id)).set(next).execute(tx)?;
    let it = queries::find(tx, before.id)?;
    let event = Event::new(action, RECORD_KIND, it.record()).differing(Some(before.facts()), Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline(said))?;
    Ok(it)
}
