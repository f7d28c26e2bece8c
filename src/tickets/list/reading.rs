//! The tickets of a list, from what their reader may see.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::exists,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Nullable, Text as SqlText},
};

use super::{
    asked::{Filter, Sort},
    found::Found,
};
use crate::{
    db::sql::{Sql, fragment, planned_for_values},
    error::AppResult,
    policy::{Actor, ticket_sight},
    schema::{applications, departments, ticket_tallies, tickets, users},
    tickets::{
        details::Details,
        kind::Kind,
        model::application_name,
        queries::{all, visible_to},
        state::State,
    },
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
    pub version: i32,
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

/// The lines of these tickets, as far as `who` sees them.
///
/// # Errors
/// When the database can't be had.
pub fn lines(c: &mut PgConnection, who: &Actor, numbers: &[String]) -> AppResult<Vec<Line>> {
    let found = visible_to(who).filter(tickets::number.eq_any(numbers.to_vec()));
    Ok(found.select(Line::as_select()).load(c)?)
}

/// A choice of the filters: id and name.
pub type Named = (i64, String);

/// What tickets can be filtered by, by name.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The departments with tickets.
    pub departments: Vec<Named>,
    /// The applications of the department chosen.
    pub applications: Vec<Named>,
}

/// Departments and applications in one question.
///
/// # Errors
/// When the database can't be had.
pub fn places(c: &mut PgConnection, who: &Actor, department: Option<i64>) -> AppResult<Places> {
    let in_sight = ticket_sight(who).departments().select(departments::id);
    let mut found = applications::table.filter(applications::department_id.eq_any(in_sight)).into_boxed();
    if let Some(id) = department {
        found = found.filter(applications::department_id.eq(id));
    }
    let applications = found.order((applications::name, applications::id)).limit(CHOICES).select((
        fragment::<Bool>("false"),
        applications::id,
        applications::name,
    ));
    let with_tickets = exists(ticket_tallies::table.filter(ticket_tallies::department_id.eq(departments::id)));
    let departments = ticket_sight(who)
        .departments()
        .filter(with_tickets)
        .order((departments::name, departments::id))
        .limit(CHOICES)
        .select((fragment::<Bool>("true"), departments::id, departments::name));
    let mut both: Vec<(bool, i64, String)> = departments.union_all(applications).load(c)?;
    both.sort_by(|one, other| (&one.2, one.1).cmp(&(&other.2, other.1)));
    let mut places = Places::default();
    for (is_department, id, name) in both {
        if is_department { &mut places.departments } else { &mut places.applications }.push((id, name));
    }
    Ok(places)
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
