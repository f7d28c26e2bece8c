use diesel::{
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::find::{Visible, submitted_or_own, visible_to};
use crate::{
    calendar::start_of,
    db::sql::{count_of, fragment},
    error::AppResult,
    policy::{Actor, Sight, resource_sight},
    requests::{
        filter::{Column, Filter},
        model::{Request, requests_with_names as known},
    },
    schema::departments,
    web::list::{COUNTED, Cursor, Key, Order, Sort, department_in_turn, first_of_each},
};

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Created => Key::Id,
        Column::Due => Key::Time("coalesce(requests_with_names.due_at, '9999-12-31 00:00:00+00'::timestamptz)"),
    };
    Order { id: "requests_with_names.id", key, descending: sort.descending }
}

impl Request {
    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: Column) -> (i64, String) {
        match column {
            Column::Created => (self.id, String::new()),
            Column::Due => self.place_by_due(),
        }
    }
}

fn filtered(mut found: Visible, who: &Actor, filter: &Filter<Column>) -> Visible {
    if !filter.state.is_empty() {
        found = found.filter(known::state.eq(filter.state.clone()));
    }
    if let Some(region) = filter.region {
        found = found.filter(known::region_id.eq(region));
    }
    if let Some(project) = filter.project {
        found = found.filter(known::project_id.eq(project));
    }
    if let Some(product) = filter.product {
        found = found.filter(known::products.contains(vec![product.code()]));
    }
    if let Some(department) = filter.department {
        found = found.filter(known::department_id.eq(department));
    }
    if let Some(from) = filter.from {
        found = found.filter(known::created_at.ge(start_of(from)));
    }
    if let Some(after) = filter.to.and_then(|to| to.succ_opt()) {
        found = found.filter(known::created_at.lt(start_of(after)));
    }
    if filter.mine {
        found = found.filter(known::applicant_id.eq(who.id));
    }
    if !filter.q.is_empty() {
        let says = fragment::<Bool>(
            "(requests_with_names.search @@ (SELECT search_query($1)) OR requests_with_names.project_id = ANY (ARRAY(
                 SELECT id FROM projects WHERE search @@ (SELECT search_query($1)) AND strpos(name, $1) > 0)))",
        );
        found = found.filter(says.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

/// Up to `most` in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter<Column>,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Request>> {
    let order = order(filter.sort);
    let first = |found: Visible| {
        let mut found = filtered(found, who, filter);
        if let Some(cursor) = cursor {
            found = found.filter(order.beyond(cursor));
        }
        found.order(order.away_from(cursor)).limit(most)
    };
    let sight = resource_sight(who);
    if sight == Sight::All || filter.department.is_some() {
        return Ok(first(visible_to(who)).select(Request::as_select()).load(c)?);
    }
    let of_each = first(submitted_or_own(who).filter(known::department_id.eq(department_in_turn()))).select(known::id);
    let departments = sight.departments().select(departments::id);
    let found = known::table.filter(first_of_each(order, departments, of_each));
    Ok(found.order(order.away_from(cursor)).limit(most).select(Request::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter<Column>) -> AppResult<i64> {
    count_of(c, filtered(visible_to(who), who, filter).select(known::id).limit(COUNTED))
}
