//! Somebody's data, by who administers accounts.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::admit::own_groups;
use crate::{
    accounts::{commands as accounts, model::RECORD_KIND},
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    people::{
        form::Wanted,
        model::{Person, fits},
        queries,
    },
    policy::{Action, Actor},
    schema::users,
    text::{self, Text},
    web::form::Errors,
};

/// The account as it may be changed over what `who` saw in version `seen`; held until the transaction's end.
///
/// # Errors
/// 404, 403, 409 when it was changed since.
pub fn allow_change(tx: &mut PgConnection, who: &Actor, id: i64, seen: Option<i32>) -> AppResult<Person> {
    let person = queries::lock(tx, id)?;
    if !who.may(Action::ManageUsers) {
        return Err(AppError::forbidden());
    }
    refuse_stale(tx, &person, seen)?;
    Ok(person)
}

pub(super) fn refuse_stale(tx: &mut PgConnection, person: &Person, seen: Option<i32>) -> AppResult<()> {
    if seen.is_some_and(|seen| seen != person.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, person.id)?);
    }
    Ok(())
}

/// Changes somebody's data. Nothing changed is nothing to tell. Who moves to another department is told so, and has to sign in
/// again; the address that loses their mail is told which one gets it.
///
/// # Errors
/// As [`allow_change`], 422 at the department that their roles don't fit, and at the address of who administers: it would
/// open their account to whoever changes it.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    seen: Option<i32>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    let before = allow_change(tx, who, id, seen)?;
    refuse_unfit(who, &before, wanted)?;
    let own = own_groups(tx, &[wanted.department.id])?;
    let group = wanted.ticket_group.or_else(|| own.get(&wanted.department.id).copied()).ok_or(AppError::NotFound)?;
    let Some(fields) = difference(&before, wanted, group) else { return Ok(before) };
    if before.email != wanted.email {
        accounts::bid_address_farewell(tx, id, &wanted.email)?;
    }
    diesel::update(users::table.find(id))
        .set((
            users::display_name.eq(&wanted.display_name),
            users::department_id.eq(wanted.department.id),
            users::ticket_group_id.eq(group),
            users::phone.eq(&wanted.phone),
            users::email.eq(&wanted.email),
            users::language.eq(wanted.language.code()),
            users::updated_at.eq(now),
            users::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::find(tx, id)?;
    let event = Event::new("updateUser", RECORD_KIND, after.record())
        .differing(Some(before.facts()), Some(after.facts()))
        .on_timeline(Text::new("account-timeline-changed").with("fields", fields));
    let moved = before.department_id != after.department_id;
    if moved {
        accounts::end_sessions(tx, id, now)?;
    }
    outbox::tell(tx, who, &if moved { event.telling(move_told(&before, &after)) } else { event })?;
    Ok(after)
}

fn move_told(before: &Person, after: &Person) -> Notice {
    let said = |key| Text::new(key).with("from", before.department.as_str()).with("to", after.department.as_str());
    Notice {
        to: vec![after.id],
        kind: "account",
        title: said("people-told-moved"),
        body: said("people-told-moved-what"),
        mail: Mail::Binding,
    }
}

fn refuse_unfit(who: &Actor, before: &Person, wanted: &Wanted) -> AppResult<()> {
    let (mut errors, roles) = (Errors::default(), before.rights().roles);
    let kind = wanted.department.kind();
    if let Some(role) = roles.iter().find(|role| fits(**role, kind).is_err()) {
        errors.add("department", Text::new("people-department-unfit").with("role", role.label()));
    }
    let administers = roles.iter().any(|role| role.is_separate_power());
    if administers && before.id != who.id && before.email != wanted.email {
        errors.add("email", "people-email-of-administrator");
    }
    Ok(errors.finish(|| Some(()))?)
}

/// What the timeline says of the change; none if there is no change.
fn difference(before: &Person, wanted: &Wanted, group: i64) -> Option<text::Arg> {
    let changes = [
        (before.display_name != wanted.display_name, "account-display-name"),
        (before.department_id != wanted.department.id, "account-department"),
        (before.ticket_group_id != group, "people-ticket-group"),
        (before.phone != wanted.phone, "account-phone"),
        (before.email != wanted.email, "account-email"),
        (before.language != wanted.language.code(), "account-language"),
    ];
    text::listed(changes.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| Text::new(field)))
}
