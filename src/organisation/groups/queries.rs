//! The groups as their keepers see them: all of them.

use diesel::{
    dsl::InnerJoin,
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{
    filter::Filter,
    model::{Group, Member},
};
use crate::{
    db::sql::{count_of, fragment},
    error::AppResult,
    schema::{departments, ticket_groups, users},
    web::list::{COUNTED, Cursor, Key, Order},
};

type Found = IntoBoxed<'static, InnerJoin<ticket_groups::table, departments::table>, Pg>;

/// Those of a department beside one another.
const ORDER: Order =
    Order { id: "ticket_groups.id", key: Key::Number("ticket_groups.department_id"), descending: false };

fn filtered(filter: &Filter) -> Found {
    let mut found = ticket_groups::table.inner_join(departments::table).into_boxed();
    if let Some(department) = filter.department {
        found = found.filter(ticket_groups::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        let words = fragment::<Bool>(
            "(strpos(lower(ticket_groups.name || ' ' || departments.name), lower($1)) > 0 OR EXISTS (
                 SELECT FROM users u WHERE u.ticket_group_id = ticket_groups.id
                 AND strpos(lower(u.display_name || ' ' || u.username), lower($1)) > 0))",
        );
        found = found.filter(words.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

impl Group {
    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> (i64, String) {
        (self.id, self.department_id.to_string())
    }
}

/// By their departments, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, filter: &Filter, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Group>> {
    let mut found = filtered(filter);
    if let Some(cursor) = cursor {
        found = found.filter(ORDER.beyond(cursor));
    }
    Ok(found.order(ORDER.away_from(cursor)).limit(most).select(Group::as_select()).load(c)?)
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    count_of(c, filtered(filter).select(ticket_groups::id).limit(COUNTED))
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Group> {
    let groups = ticket_groups::table.inner_join(departments::table);
    Ok(groups.filter(ticket_groups::id.eq(id)).select(Group::as_select()).first(c)?)
}

/// The department's own group, that everybody begins in.
///
/// # Errors
/// 404 when it has none.
pub fn default_of(c: &mut PgConnection, department: i64) -> AppResult<Group> {
    let its = ticket_groups::table
        .inner_join(departments::table)
        .filter(ticket_groups::department_id.eq(department))
        .filter(ticket_groups::name.eq(""));
    Ok(its.select(Group::as_select()).first(c)?)
}

/// The people of a department, with the groups they are in.
///
/// # Errors
/// When the database can't be had.
pub fn people_of(c: &mut PgConnection, department: i64) -> AppResult<Vec<Member>> {
    let people = users::table.filter(users::department_id.eq(department)).order((users::display_name, users::id));
    Ok(people.select(Member::as_select()).load(c)?)
}

/// Departments in use, to choose from.
///
/// # Errors
/// When the database can't be had.
pub fn departments(c: &mut PgConnection) -> AppResult<Vec<(i64, String)>> {
    let in_use = departments::table.filter(departments::disabled_at.is_null()).order(departments::id);
    Ok(in_use.select((departments::id, departments::name)).load(c)?)
}
