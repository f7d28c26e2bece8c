//! What is done to announcements.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    form::Wanted,
    model::{Announcement, RECORD_KIND, State},
    queries,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{announcement_dismissals as dismissals, announcements},
    text::Text,
};

/// # Errors
/// 403.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Announcement> {
    allow(who)?;
    let id: i64 = diesel::insert_into(announcements::table)
        .values((Row::of(wanted), announcements::created_at.eq(now), announcements::updated_at.eq(now)))
        .returning(announcements::id)
        .get_result(tx)?;
    let it = queries::find(tx, id)?;
    let event = Event::new("createAnnouncement", RECORD_KIND, it.record()).changed(None, Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("announcement-line-created".into()))?;
    Ok(it)
}

/// The announcement as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Announcement> {
    announcements::table.find(id).select(announcements::id).for_no_key_update().first::<i64>(tx)?;
    allow(who)?;
    let it = queries::find(tx, id)?;
    if seen.is_some_and(|seen| seen != it.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, id)?);
    }
    Ok(it)
}

/// Says something else; who had dismissed it sees that. Nothing changed is nothing to tell.
///
/// # Errors
/// 409 once it has ended.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Announcement,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Announcement> {
    refuse_ended(before, now)?;
    diesel::update(announcements::table.find(before.id)).set(Row::of(wanted)).execute(tx)?;
    let after = queries::find(tx, before.id)?;
    if after.facts() == before.facts() {
        return Ok(after);
    }
    diesel::delete(dismissals::table.filter(dismissals::announcement_id.eq(before.id))).execute(tx)?;
    changed(tx, who, before, "updateAnnouncement", "announcement-line-changed".into(), now)
}

/// Nobody sees it from now on.
///
/// # Errors
/// 409 once it has ended.
pub fn end(tx: &mut PgConnection, who: &Actor, before: &Announcement, now: DateTime<Utc>) -> AppResult<Announcement> {
    refuse_ended(before, now)?;
    // One that was only planned never ran.
    let period = (announcements::begins_at.eq(before.begins_at.min(now)), announcements::ends_at.eq(now));
    diesel::update(announcements::table.find(before.id)).set(period).execute(tx)?;
    changed(tx, who, before, "endAnnouncement", "announcement-line-ended".into(), now)
}

/// `who` doesn't want to see it on every page any more. Asked twice, it is the same.
///
/// # Errors
/// 404 when there is none.
pub fn dismiss(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<()> {
    queries::find(tx, id)?;
    diesel::insert_into(dismissals::table)
        .values((dismissals::announcement_id.eq(id), dismissals::user_id.eq(who.id)))
        .on_conflict_do_nothing()
        .execute(tx)?;
    Ok(())
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageAnnouncements) { Ok(()) } else { Err(AppError::forbidden()) }
}

fn refuse_ended(it: &Announcement, now: DateTime<Utc>) -> AppResult<()> {
    if it.state(now) == State::Ended { Err(AppError::NotNow("announcement-has-ended".into())) } else { Ok(()) }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = announcements)]
struct Row {
    title_zh: String,
    title_en: String,
    text_zh: String,
    text_en: String,
    level: &'static str,
    audience: &'static str,
    roles: Vec<&'static str>,
    begins_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

impl Row {
    fn of(wanted: &Wanted) -> Self {
        Self {
            title_zh: wanted.title_zh.clone(),
            title_en: wanted.title_en.clone(),
            text_zh: wanted.text_zh.clone(),
            text_en: wanted.text_en.clone(),
            level: wanted.level.code(),
            audience: wanted.audience.code(),
            roles: wanted.roles.clone(),
            begins_at: wanted.begins_at,
            ends_at: wanted.ends_at,
        }
    }
}

/// Another version, told once.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Announcement,
    action: &'static str,
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<Announcement> {
    let next = (announcements::version.eq(before.version + 1), announcements::updated_at.eq(now));
    diesel::update(announcements::table.find(before.id)).set(next).execute(tx)?;
    let it = queries::find(tx, before.id)?;
    let event = Event::new(action, RECORD_KIND, it.record()).differing(Some(before.facts()), Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline(said))?;
    Ok(it)
}
