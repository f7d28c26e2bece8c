//! Roles and grants, by who administers them and nothing else.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    admit::{grant_row, role_row},
    change::refuse_stale,
};
use crate::{
    accounts::{commands as accounts, model::RECORD_KIND},
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    people::{
        model::{Person, Rights},
        queries,
    },
    policy::{Action, Actor},
    schema::{user_grants, user_roles, users},
    text::Text,
};

/// Whose rights `who` may change over what they saw in version `seen`; held until the transaction's end.
///
/// # Errors
/// 404, 403 for who administers no roles and for one's own, 409 when they were changed since.
pub fn allow_rights(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Person> {
    let person = queries::lock(tx, id)?;
    if !who.may(Action::ManageRoles) {
        return Err(AppError::forbidden());
    }
    if !who.may_change_rights_of(id) {
        return Err(AppError::NotAllowed("people-own-rights".into()));
    }
    refuse_stale(tx, &person, seen)?;
    Ok(person)
}

/// Gives somebody these rights instead of what they have. Nothing changed is nothing to tell.
///
/// # Errors
/// As [`allow_rights`], 422 where they can't be held, 409 when nobody else would be left with one of the three
/// administrations, which the database says.
pub fn set_rights(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    rights: &Rights,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    let before = allow_rights(tx, who, id, seen)?;
    change(tx, who, before, rights, now)
}

/// Gives somebody more, as was decided elsewhere. Nobody extends their own.
///
/// # Errors
/// 404, 403 for one's own, 422 where it can't be held beside what they have.
pub fn extend(tx: &mut PgConnection, who: &Actor, id: i64, more: &Rights, now: DateTime<Utc>) -> AppResult<Person> {
    let before = queries::lock(tx, id)?;
    if who.id == id {
        return Err(AppError::NotAllowed("people-own-rights".into()));
    }
    let rights = before.rights().extended(more);
    change(tx, who, before, &rights, now)
}

fn change(
    tx: &mut PgConnection,
    who: &Actor,
    before: Person,
    rights: &Rights,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    rights.check(before.seat())?;
    let had = before.rights();
    if had == *rights {
        return Ok(before);
    }
    store(tx, before.id, &had, rights)?;
    diesel::update(users::table.find(before.id)).set(users::version.eq(before.version + 1)).execute(tx)?;
    accounts::end_sessions(tx, before.id, now)?;
    let after = queries::find(tx, before.id)?;
    let event = Event::new("updateRights", RECORD_KIND, after.record())
        .changed(Some(had.facts()), Some(rights.facts()))
        .on_timeline(rights.said("people-line-rights"))
        .telling(told(&after, rights));
    outbox::tell(tx, who, &event)?;
    Ok(after)
}

/// What goes goes first: one place in the organisation a person, and one of the three powers.
fn store(tx: &mut PgConnection, user: i64, had: &Rights, has: &Rights) -> AppResult<()> {
    let lost: Vec<&str> = had.roles.iter().filter(|role| !has.roles.contains(role)).map(|role| role.code()).collect();
    let theirs = user_roles::table.filter(user_roles::user_id.eq(user));
    diesel::delete(theirs.filter(user_roles::role.eq_any(lost))).execute(tx)?;
    let won: Vec<_> = has.roles.iter().filter(|it| !had.roles.contains(it)).map(|it| role_row(user, *it)).collect();
    diesel::insert_into(user_roles::table).values(won).execute(tx)?;
    let lost: Vec<&str> = had.grants.iter().filter(|it| !has.grants.contains(it)).map(|it| it.code()).collect();
    let theirs = user_grants::table.filter(user_grants::user_id.eq(user));
    diesel::delete(theirs.filter(user_grants::permission.eq_any(lost))).execute(tx)?;
    let won: Vec<_> = has.grants.iter().filter(|it| !had.grants.contains(it)).map(|it| grant_row(user, *it)).collect();
    diesel::insert_into(user_grants::table).values(won).execute(tx)?;
    Ok(())
}

fn told(person: &Person, rights: &Rights) -> Notice {
    Notice {
        to: vec![person.id],
        kind: "account",
        title: Text::new("people-told-rights"),
        body: rights.said("people-told-rights-what"),
        mail: Mail::Binding,
    }
}
