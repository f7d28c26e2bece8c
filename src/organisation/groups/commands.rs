//! What is done to groups, and who is in which.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::{
    form::Wanted,
    model::{Group, Member, RECORD_KIND},
    queries,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    schema::{ticket_groups, users},
    text::Text,
};

/// # Errors
/// 403, 422 when there is no such department in use, or it has a group of that name.
pub fn create(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<Group> {
    allow(who)?;
    if !queries::departments(tx)?.iter().any(|(id, _)| *id == wanted.department) {
        return Err(AppError::at("department", "network-department-missing"));
    }
    let id: i64 = diesel::insert_into(ticket_groups::table)
        .values((
            ticket_groups::department_id.eq(wanted.department),
            ticket_groups::name.eq(&wanted.name),
            ticket_groups::created_at.eq(now),
            ticket_groups::updated_at.eq(now),
        ))
        .returning(ticket_groups::id)
        .get_result(tx)?;
    let it = queries::find(tx, id)?;
    let event = Event::new("createTicketGroup", RECORD_KIND, it.record()).changed(None, Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline("organisation-line-created".into()))?;
    Ok(it)
}

/// The group as `who` may change it, unless it was changed since version `seen`; nobody else changes it until the
/// transaction ends.
///
/// # Errors
/// 404, 403, 409.
pub fn lock_for(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Group> {
    // FOR UPDATE: nobody comes into it meanwhile.
    ticket_groups::table.find(id).select(ticket_groups::id).for_update().first::<i64>(tx)?;
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
/// 409 for the default one, 422 when the name is taken.
pub fn rename(tx: &mut PgConnection, who: &Actor, before: &Group, name: &str, now: DateTime<Utc>) -> AppResult<Group> {
    is_no_default(before)?;
    if before.name == name {
        return Ok(before.clone());
    }
    diesel::update(ticket_groups::table.find(before.id)).set(ticket_groups::name.eq(name)).execute(tx)?;
    let said = Text::new("organisation-line-group-renamed").with("name", before.name.as_str());
    changed(tx, who, before, "renameTicketGroup", said, now)
}

/// Nobody is put into it any more; or they are again.
///
/// # Errors
/// 409 for the default one, when that is so already, or somebody is in it.
pub fn turn(tx: &mut PgConnection, who: &Actor, before: &Group, disable: bool, now: DateTime<Utc>) -> AppResult<Group> {
    is_no_default(before)?;
    if disable == before.disabled_at.is_some() {
        let already = if disable { "organisation-disabled-already" } else { "organisation-enabled-already" };
        return Err(AppError::NotNow(already.into()));
    }
    if disable && before.members > 0 {
        return Err(AppError::NotNow(Text::new("organisation-group-in-use").with("count", before.members)));
    }
    diesel::update(ticket_groups::table.find(before.id))
        .set(ticket_groups::disabled_at.eq(disable.then_some(now)))
        .execute(tx)?;
    let (action, said) = if disable {
        ("disableTicketGroup", "organisation-line-disabled")
    } else {
        ("enableTicketGroup", "organisation-line-enabled")
    };
    changed(tx, who, before, action, said.into(), now)
}

/// Puts somebody of its department into it, out of the group they were in.
///
/// # Errors
/// 409 when it is disabled, 422 when they are of another department, or in it already.
pub fn add(tx: &mut PgConnection, who: &Actor, to: &Group, user: i64, now: DateTime<Utc>) -> AppResult<Group> {
    if to.disabled_at.is_some() {
        return Err(AppError::NotNow("organisation-group-is-disabled".into()));
    }
    let member = lock_member(tx, to, user)?.ok_or_else(|| AppError::at("user", "organisation-group-member-missing"))?;
    if member.ticket_group_id == to.id {
        return Err(AppError::at("user", "organisation-group-member-already"));
    }
    put(tx, who, &member, to, now)
}

/// Puts somebody who is in it back into the department's own group.
///
/// # Errors
/// 404 when they aren't in it, 409 for the default one.
pub fn remove(tx: &mut PgConnection, who: &Actor, from: &Group, user: i64, now: DateTime<Utc>) -> AppResult<Group> {
    is_no_default(from)?;
    let member = lock_member(tx, from, user)?.filter(|member| member.ticket_group_id == from.id);
    let member = member.ok_or(AppError::NotFound)?;
    let to = queries::default_of(tx, from.department_id)?;
    put(tx, who, &member, &to, now)?;
    queries::find(tx, from.id)
}

fn lock_member(tx: &mut PgConnection, group: &Group, user: i64) -> AppResult<Option<Member>> {
    let one = users::table.find(user).filter(users::department_id.eq(group.department_id));
    Ok(one.select(Member::as_select()).for_no_key_update().first(tx).optional()?)
}

/// What they filed stays with the group that they were in then.
fn put(tx: &mut PgConnection, who: &Actor, member: &Member, to: &Group, now: DateTime<Utc>) -> AppResult<Group> {
    let from = queries::find(tx, member.ticket_group_id)?;
    diesel::update(users::table.find(member.id))
        .set((users::ticket_group_id.eq(to.id), users::version.eq(users::version + 1)))
        .execute(tx)?;
    let said = |key| Text::new(key).with("name", member.display_name.as_str());
    let line = |group: &Group| json!({ "username": member.username, "ticket_group": group.record().number });
    let left = Event::new("moveToTicketGroup", RECORD_KIND, from.record());
    let left = left.changed(Some(line(&from)), Some(line(to))).on_timeline(said("organisation-line-group-left"));
    outbox::tell(tx, who, &left)?;
    changed(tx, who, to, "addToTicketGroup", said("organisation-line-group-joined"), now)
}

fn is_no_default(it: &Group) -> AppResult<()> {
    if it.is_default() { Err(AppError::NotNow("organisation-group-default-stays".into())) } else { Ok(()) }
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageDepartments) { Ok(()) } else { Err(AppError::forbidden()) }
}

/// Another version, told once.
fn changed(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Group,
    action: &'static str,
    said: Text,
    now: DateTime<Utc>,
) -> AppResult<Group> {
    let next = (ticket_groups::version.eq(before.version + 1), ticket_groups::updated_at.eq(now));
    diesel::update(ticket_groups::table.find(before.id)).set(next).execute(tx)?;
    let it = queries::find(tx, before.id)?;
    let event = Event::new(action, RECORD_KIND, it.record()).changed(Some(before.facts()), Some(it.facts()));
    outbox::tell(tx, who, &event.on_timeline(said))?;
    Ok(it)
}
