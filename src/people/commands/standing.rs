//! Whether somebody gets in: disabled, enabled, unlocked, sent a link, shown the door.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::change::allow_change;
use crate::{
    accounts::{commands as accounts, model::RECORD_KIND},
    error::{AppError, AppResult},
    outbox::{self, Event},
    people::{
        model::Person,
        queries,
        workflow::{self, Deed},
    },
    policy::Actor,
    schema::users,
    text::Text,
};

/// Whether `who` may do that to an account as it stands; nobody locks themselves out.
///
/// # Errors
/// Why not.
pub fn allow(who: &Actor, person: &Person, deed: Deed) -> Result<(), Text> {
    if deed == Deed::Disable && who.id == person.id {
        return Err("people-not-yourself".into());
    }
    workflow::allow(person.state, deed)
}

/// Does it, over what `who` saw in version `seen`.
///
/// # Errors
/// 404, 403, 409 when it can't be done as the account stands, or it was changed since; or when nobody else would be left
/// with one of the three administrations, which the database says.
pub fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    deed: Deed,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    let before = allow_change(tx, who, id, seen)?;
    allow(who, &before, deed).map_err(AppError::NotNow)?;
    let (action, said) = match deed {
        Deed::Disable => ("disableUser", "people-line-disabled"),
        Deed::Enable => ("enableUser", "people-line-enabled"),
        Deed::Unlock => ("unlockUser", "people-line-unlocked"),
        Deed::Reset => ("sendPasswordLink", "people-line-link-sent"),
    };
    let own = users::table.find(id);
    match deed {
        Deed::Disable => {
            diesel::update(own).set(users::disabled_at.eq(now)).execute(tx)?;
            accounts::end_sessions(tx, id, now)?;
        }
        Deed::Enable => {
            diesel::update(own).set(users::disabled_at.eq(None::<DateTime<Utc>>)).execute(tx)?;
        }
        // Failures before the end of a lock are forgiven.
        Deed::Unlock => {
            diesel::update(own).set(users::locked_until.eq(now)).execute(tx)?;
        }
        Deed::Reset => accounts::mail_link(tx, id, now)?,
    }
    diesel::update(own).set(users::version.eq(before.version + 1)).execute(tx)?;
    let after = queries::find(tx, id)?;
    let state = |person: &Person| Some(json!({ "state": person.state.code() }));
    let event = Event::new(action, RECORD_KIND, after.record())
        .changed(state(&before), state(&after))
        .on_timeline(Text::new(said).with("email", after.email.as_str()));
    outbox::tell(tx, who, &event)?;
    Ok(after)
}

/// Ends one of somebody's sessions.
///
/// # Errors
/// 404 when it isn't theirs, or has ended; 403.
pub fn end_one_session(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    session: Uuid,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    let person = allow_change(tx, who, id, None)?;
    let from = accounts::end_session(tx, id, session, now)?;
    let event = Event::new("revokeSession", RECORD_KIND, person.record())
        .changed(Some(json!({ "address": from })), None)
        .on_timeline(Text::new("people-line-session-ended").with("address", from.as_str()));
    outbox::tell(tx, who, &event)?;
    Ok(person)
}

/// Ends all of somebody's sessions: how many there were.
///
/// # Errors
/// 404, 403.
pub fn end_all_sessions(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<usize> {
    let person = allow_change(tx, who, id, None)?;
    let ended = accounts::end_sessions(tx, id, now)?;
    let event = Event::new("revokeSession", RECORD_KIND, person.record())
        .changed(Some(json!({ "sessions": ended })), None)
        .on_timeline(Text::new("people-line-sessions-ended").with("count", ended));
    outbox::tell(tx, who, &event)?;
    Ok(ended)
}
