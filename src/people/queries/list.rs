use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*, sql_types::Bool, sql_types::Text as SqlText};

use crate::{
    db::sql::{count_of, fragment},
    error::AppResult,
    people::{
        filter::{Column, Filter, Holding},
        model::{Person, people},
    },
    schema::user_roles,
    web::list::{COUNTED, Cursor, Key, Order, Sort},
};

type Found = IntoBoxed<'static, people::table, Pg>;

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Created => Key::Id,
        Column::Username => Key::Text("people.username"),
        Column::Name => Key::Text("people.display_name"),
    };
    Order { id: "people.id", key, descending: sort.descending }
}

/// Somebody's place in a list sorted by `column`.
#[must_use]
pub fn place(person: &Person, column: Column) -> (i64, String) {
    let key = match column {
        Column::Created => String::new(),
        Column::Username => person.username.clone(),
        Column::Name => person.display_name.clone(),
    };
    (person.id, key)
}

fn filtered(filter: &Filter) -> Found {
    let mut found = people::table.into_boxed();
    if let Some(state) = filter.state {
        found = found.filter(people::state.eq(state.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(people::department_id.eq(department));
    }
    match filter.role {
        Some(Holding::Role(role)) => {
            let holders = user_roles::table.filter(user_roles::role.eq(role.code())).select(user_roles::user_id);
            found = found.filter(people::id.eq_any(holders));
        }
        Some(Holding::Nothing) => {
            found = found.filter(people::id.ne_all(user_roles::table.select(user_roles::user_id)));
        }
        None => {}
    }
    if !filter.q.is_empty() {
        let said = fragment::<Bool>("(people.search @@ (SELECT search_query($1)))");
        found = found.filter(said.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

/// Up to `most` in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, filter: &Filter, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Person>> {
    let (order, mut found) = (order(filter.sort), filtered(filter));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(Person::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    count_of(c, filtered(filter).select(people::id).limit(COUNTED))
}
