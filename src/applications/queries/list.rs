use diesel::{
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use super::find::{Visible, visible_to};
use crate::{
    applications::{
        filter::{Column, Filter},
        model::Application,
    },
    db::sql::{Sql, fragment},
    error::AppResult,
    policy::Actor,
    schema::applications,
    web::list::{Cursor, EXACT, Key, Order, Sort},
};

/// A line of the list.
#[derive(Clone, Debug, Queryable)]
#[diesel(check_for_backend(Pg))]
pub struct Row {
    pub application: Application,
    /// Submitted and not yet ended.
    pub open_tickets: i64,
    /// Not retired.
    pub hosts: i64,
}

const OPEN_TICKETS: &str = "(SELECT count(*) FROM tickets WHERE application_id = applications.id AND hidden_at IS NULL
    AND state IN ('returned', 'pending', 'processing', 'waiting_reply', 'resolved'))";
const HOSTS: &str = "(SELECT count(*) FROM hosts WHERE application_id = applications.id AND state <> 'retired')";

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let open_tickets: Sql<'static, BigInt> = fragment::<BigInt>(OPEN_TICKETS);
    let hosts: Sql<'static, BigInt> = fragment::<BigInt>(HOSTS);
    let application: diesel::dsl::AsSelect<Application, Pg> = Application::as_select();
    (application, open_tickets, hosts)
}

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Created => Key::Id,
        Column::Name => Key::Text("applications.name"),
        Column::Department => Key::Text("departments.name"),
        Column::OpenTickets => Key::Number(OPEN_TICKETS),
        Column::Hosts => Key::Number(HOSTS),
    };
    Order { id: "applications.id", key, descending: sort.descending }
}

impl Row {
    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: Column) -> (i64, String) {
        let key = match column {
            Column::Created => String::new(),
            Column::Name => self.application.name.clone(),
            Column::Department => self.application.of.department.clone(),
            Column::OpenTickets => self.open_tickets.to_string(),
            Column::Hosts => self.hosts.to_string(),
        };
        (self.application.id, key)
    }
}

fn filtered(who: &Actor, filter: &Filter) -> Visible {
    let mut found = visible_to(who);
    if let Some(state) = filter.state {
        found = found.filter(applications::state.eq(state.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(applications::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            fragment::<Bool>(
                "(applications.search @@ (SELECT search_query($1))
                  OR strpos(departments.name, $1) > 0 OR strpos(users.display_name, $1) > 0)",
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
    let some = filtered(who, filter).select(applications::id).limit(EXACT + 1);
    Ok(applications::table.filter(applications::id.eq_any(some)).count().get_result(c)?)
}
