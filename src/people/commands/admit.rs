//! New accounts. Whoever gets one is mailed its login name and a single-use link: never a password (spec 1).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::{
    accounts::{
        commands::{self as accounts, Newcomer as Invited},
        model::{NO_PASSWORD, RECORD_KIND, Username},
        queries::holders_of,
    },
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    people::{
        form::Wanted,
        model::{Person, Rights, rights_path_of},
        queries,
    },
    policy::{Action, Actor, Role},
    schema::{ticket_groups, user_grants, user_roles, users},
    text::Text,
};

/// Somebody who is to get an account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub username: Username,
    pub data: Wanted,
    pub rights: Rights,
}

impl Newcomer {
    /// With the least of their department.
    #[must_use]
    pub fn new(username: Username, data: Wanted) -> Self {
        let rights = Rights::of_newcomer(data.department.kind());
        Self { username, data, rights }
    }
}

/// Makes an account with the least rights of its department: more is a security administrator's to give.
///
/// # Errors
/// 403, 422 at the name that somebody has.
pub fn create(
    tx: &mut PgConnection,
    who: &Actor,
    username: Username,
    data: Wanted,
    now: DateTime<Utc>,
) -> AppResult<Person> {
    if !who.may(Action::ManageUsers) {
        return Err(AppError::forbidden());
    }
    admit(tx, who, Newcomer::new(username, data), now)
}

/// Makes an account with the rights that were decided about elsewhere.
///
/// # Errors
/// 422 at the name that somebody has, and where the rights can't be held in that department.
pub fn admit(tx: &mut PgConnection, who: &Actor, newcomer: Newcomer, now: DateTime<Utc>) -> AppResult<Person> {
    newcomer.rights.check(newcomer.data.department.kind())?;
    let ids = admit_all(tx, who, &[newcomer], now)?;
    let id = ids.first().copied().ok_or(AppError::NotFound)?;
    queries::find(tx, id)
}

/// Makes many accounts by a few statements, and invites everybody: their ids, in the same order.
///
/// # Errors
/// 422 at `username` when somebody has one of the names.
pub fn admit_all(
    tx: &mut PgConnection,
    who: &Actor,
    newcomers: &[Newcomer],
    now: DateTime<Utc>,
) -> AppResult<Vec<i64>> {
    let groups = groups_of(tx, newcomers)?;
    let row = |it: &Newcomer| {
        let data = &it.data;
        let group = data.ticket_group.or_else(|| groups.get(&data.department.id).copied()).unwrap_or_default();
        (
            users::username.eq(it.username.as_str().to_owned()),
            users::display_name.eq(data.display_name.clone()),
            users::phone.eq(data.phone.clone()),
            users::email.eq(data.email.clone()),
            users::language.eq(data.language.code()),
            users::department_id.eq(data.department.id),
            users::ticket_group_id.eq(group),
            users::password_hash.eq(NO_PASSWORD),
            users::must_change_password.eq(true),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        )
    };
    let rows: Vec<_> = newcomers.iter().map(row).collect();
    let ids: Vec<i64> = diesel::insert_into(users::table).values(rows).returning(users::id).get_results(tx)?;
    let of_all = || ids.iter().zip(newcomers);
    let roles: Vec<_> = of_all()
        .flat_map(|(id, it)| it.rights.roles.iter().map(|role| role_row(*id, *role)).collect::<Vec<_>>())
        .collect();
    diesel::insert_into(user_roles::table).values(roles).execute(tx)?;
    let grants: Vec<_> = of_all()
        .flat_map(|(id, it)| it.rights.grants.iter().map(|grant| grant_row(*id, *grant)).collect::<Vec<_>>())
        .collect();
    diesel::insert_into(user_grants::table).values(grants).execute(tx)?;
    let invited: Vec<Invited> = of_all().map(|(id, it)| invitation(*id, it)).collect();
    accounts::invite(tx, &invited, now)?;
    let events: Vec<Event> = of_all().map(|(id, it)| created(*id, it)).collect();
    outbox::note_all(tx, who, &events)?;
    ask_for_roles(tx, who, &ids, newcomers)?;
    Ok(ids)
}

pub(super) fn role_row(
    user: i64,
    role: Role,
) -> (diesel::dsl::Eq<user_roles::user_id, i64>, diesel::dsl::Eq<user_roles::role, &'static str>) {
    (user_roles::user_id.eq(user), user_roles::role.eq(role.code()))
}

pub(super) fn grant_row(
    user: i64,
    grant: crate::policy::Grant,
) -> (diesel::dsl::Eq<user_grants::user_id, i64>, diesel::dsl::Eq<user_grants::permission, &'static str>) {
    (user_grants::user_id.eq(user), user_grants::permission.eq(grant.code()))
}

fn invitation(id: i64, it: &Newcomer) -> Invited {
    Invited {
        id,
        username: it.username.as_str().to_owned(),
        email: it.data.email.clone(),
        language: it.data.language.code().to_owned(),
    }
}

fn created(id: i64, it: &Newcomer) -> Event {
    let mut facts = it.rights.facts();
    facts["username"] = it.username.as_str().into();
    facts["display_name"] = it.data.display_name.as_str().into();
    facts["department"] = it.data.department.name.as_str().into();
    facts["phone"] = it.data.phone.as_str().into();
    facts["email"] = it.data.email.as_str().into();
    Event::new("createUser", RECORD_KIND, record(id, it.username.as_str()))
        .changed(None, Some(facts))
        .on_timeline(it.rights.said("people-line-created"))
}

fn record(id: i64, username: &str) -> outbox::Record {
    outbox::Record { kind: RECORD_KIND, id, number: username.to_owned(), path: "/me".to_owned() }
}

/// The operator's people come without a role: who gives roles hears of them.
fn ask_for_roles(tx: &mut PgConnection, who: &Actor, ids: &[i64], newcomers: &[Newcomer]) -> AppResult<()> {
    for (id, it) in ids.iter().zip(newcomers).filter(|(_, it)| it.rights.roles.is_empty()) {
        let said = |key: &'static str| {
            Text::new(key).with("name", it.data.display_name.as_str()).with("username", it.username.as_str())
        };
        let notice = Notice {
            to: holders_of(tx, &[Role::SecurityAdmin])?,
            kind: "account",
            title: said("people-told-without-role"),
            body: said("people-told-without-role-what"),
            mail: Mail::AsChosen,
        };
        let event = Event::new("requestRole", RECORD_KIND, record(*id, it.username.as_str()));
        outbox::tell(tx, who, &event.inviting(notice, rights_path_of(*id)))?;
    }
    Ok(())
}

/// The departments' own ticket groups, by department: made for those that have none yet.
pub(super) fn groups_of(tx: &mut PgConnection, newcomers: &[Newcomer]) -> AppResult<HashMap<i64, i64>> {
    let mut departments: Vec<i64> = newcomers.iter().map(|it| it.data.department.id).collect();
    departments.sort_unstable();
    departments.dedup();
    own_groups(tx, &departments)
}

/// By default the ticket group is the department (spec 1).
pub(super) fn own_groups(tx: &mut PgConnection, departments: &[i64]) -> AppResult<HashMap<i64, i64>> {
    let own = |id: &i64| (ticket_groups::department_id.eq(*id), ticket_groups::name.eq(""));
    let rows: Vec<_> = departments.iter().map(own).collect();
    diesel::insert_into(ticket_groups::table).values(rows).on_conflict_do_nothing().execute(tx)?;
    let found = ticket_groups::table
        .filter(ticket_groups::department_id.eq_any(departments))
        .filter(ticket_groups::name.eq(""))
        .select((ticket_groups::department_id, ticket_groups::id));
    Ok(found.load::<(i64, i64)>(tx)?.into_iter().collect())
}
