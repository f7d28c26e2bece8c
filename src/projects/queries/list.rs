use diesel::{
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use super::find::{Visible, visible_to};
use crate::{
    db::sql::{Sql, count_of, fragment},
    error::AppResult,
    policy::Actor,
    projects::{
        filter::{Column, Filter},
        model::{Project, projects_with_people as known},
    },
    web::list::{COUNTED, Cursor, Key, Order, Sort},
};

/// A line of the list.
#[derive(Clone, Debug, Queryable)]
#[diesel(check_for_backend(Pg))]
pub struct Row {
    pub project: Project,
    /// That name it.
    pub applications: i64,
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let applications: Sql<'static, BigInt> =
        fragment::<BigInt>("(SELECT count(*) FROM applications WHERE project_id = projects_with_people.id)");
    let project: diesel::dsl::AsSelect<Project, Pg> = Project::as_select();
    (project, applications)
}

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Created => Key::Id,
        Column::Name => Key::Text("projects_with_people.name"),
    };
    Order { id: "projects_with_people.id", key, descending: sort.descending }
}

impl Row {
    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: Column) -> (i64, String) {
        let key = match column {
            Column::Created => String::new(),
            Column::Name => self.project.name.clone(),
        };
        (self.project.id, key)
    }
}

fn filtered(who: &Actor, filter: &Filter) -> Visible {
    let mut found = visible_to(who);
    if let Some(state) = filter.state {
        found = found.filter(known::state.eq(state.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(known::department_id.eq(department));
    }
    if filter.mine {
        found = found.filter(known::keeper_id.eq(who.id));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            fragment::<Bool>(
                "(search @@ (SELECT search_query($1)) OR strpos(department, $1) > 0
                  OR strpos(contact, $1) > 0 OR strpos(owner, $1) > 0 OR strpos(keeper, $1) > 0)",
            )
            .bind::<SqlText, _>(filter.q.clone()),
        );
    }
    found
}

/// Up to `most` rows in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Row>> {
    let (order, mut found) = (order(filter.sort), filtered(who, filter));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(columns()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<i64> {
    count_of(c, filtered(who, filter).select(known::id).limit(COUNTED))
}
