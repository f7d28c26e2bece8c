//! The tickets of a list, from what their reader may see.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::exists,
    pg::Pg,
    prelude::*,
    sql_types::{Nullable, Text as SqlText},
};

use super::{
    asked::{Filter, Sort},
    found::Found,
};
use crate::{
    db::sql::{Sql, fragment, planned_for_values},
    error::AppResult,
    policy::{Actor, ticket_sight},
    schema::{applications, departments, tickets, users},
    tickets::{details::Details, kind::Kind, model::application_name, queries::all, state::State},
    web::list::{Cursor, Key, Order, micros},
};

/// One line.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tickets, check_for_backend(Pg))]
pub struct Line {
    pub id: i64,
    pub number: String,
    pub kind: Kind,
    pub state: State,
    pub details: Details,
    pub urges: i32,
    pub due_at: Option<DateTime<Utc>>,
    pub due_provisional: bool,
    pub created_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    #[diesel(select_expression = application_name(), select_expression_type = Sql<'static, SqlText>)]
    pub application: String,
    #[diesel(select_expression = departments::name)]
    pub department: String,
    #[diesel(select_expression = users::display_name)]
    pub filer: String,
    // Joining the users twice would give every query of tickets another type.
    #[diesel(select_expression = fragment::<Nullable<SqlText>>("(SELECT u.display_name FROM users u WHERE u.id = tickets.assignee_id)"))]
    #[diesel(select_expression_type = Sql<'static, Nullable<SqlText>>)]
    pub assignee: Option<String>,
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
    now: DateTime<Utc>,
) -> AppResult<Vec<Line>> {
    let order = order(filter.sort);
    let on_page = all().filter(Found::new(who, filter, now).page(order, cursor, most));
    let lines = on_page.order(order.away_from(cursor)).select(Line::as_select());
    if filter.q.is_empty() { Ok(lines.load(c)?) } else { planned_for_values(c, |c| Ok(lines.load(c)?)) }
}

/// A choice of the filters: id and name.
pub type Named = (i64, String);

/// The applications with tickets, in the department chosen.
///
/// # Errors
/// When the database can't be had.
pub fn applications(c: &mut PgConnection, who: &Actor, department: Option<i64>) -> AppResult<Vec<Named>> {
    let with_tickets = exists(tickets::table.filter(tickets::application_id.eq(applications::id.nullable())));
    let in_sight = ticket_sight(who).departments().select(departments::id);
    let mut found =
        applications::table.filter(with_tickets).filter(applications::department_id.eq_any(in_sight)).into_boxed();
    if let Some(id) = department {
        found = found.filter(applications::department_id.eq(id));
    }
    let by_name = found.order((applications::name, applications::id)).limit(CHOICES);
    Ok(by_name.select((applications::id, applications::name)).load(c)?)
}

/// The departments with tickets.
///
/// # Errors
/// When the database can't be had.
pub fn departments(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Named>> {
    let with_tickets = exists(tickets::table.filter(tickets::department_id.eq(departments::id)));
    let found = ticket_sight(who).departments().filter(with_tickets);
    let by_name = found.order((departments::name, departments::id)).limit(CHOICES);
    Ok(by_name.select((departments::id, departments::name)).load(c)?)
}

/// More than these nobody picks from a menu.
const CHOICES: i64 = 300;

/// What is due first; a ticket without a running clock is due at the end of all days. An index has the same words.
const DUE: &str = "coalesce(tickets.due_at, '9999-12-31 00:00:00+00'::timestamptz)";

fn order(sort: Sort) -> Order {
    let (key, descending) = match sort {
        Sort::Newest => (Key::Id, true),
        Sort::Oldest => (Key::Id, false),
        Sort::Due => (Key::Time(DUE), false),
        Sort::Updated => (Key::Time("tickets.updated_at"), true),
    };
    Order { id: "tickets.id", key, descending }
}

/// The place of a line in that order, for cursors.
#[must_use]
pub fn place(line: &Line, sort: Sort) -> (i64, String) {
    let key = match sort {
        Sort::Newest | Sort::Oldest => String::new(),
        Sort::Due => micros(line.due_at.unwrap_or_else(end_of_days)),
        Sort::Updated => micros(line.updated_at),
    };
    (line.id, key)
}

fn end_of_days() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(9999, 12, 31).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc()).unwrap_or_default()
}
