//! The tickets of a list, from what their reader may see.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::{AsSelect, SqlTypeOf},
    pg::Pg,
    prelude::*,
};

use super::{
    asked::{Filter, Sort},
    found::Found,
    names::Names,
};
use crate::{
    db::sql::planned_for_values,
    error::AppResult,
    policy::Actor,
    schema::tickets,
    tickets::{around::Label, details::Details, kind::Kind, queries::visible_to, state::State},
    web::list::{Cursor, Key, Order, micros},
};

/// A ticket as a list needs it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tickets, check_for_backend(Pg))]
pub struct Brief {
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
    pub application_id: Option<i64>,
    pub department_id: i64,
    pub filer_id: i64,
    pub assignee_id: Option<i64>,
}

/// Its columns, in that order.
pub type BriefColumns = SqlTypeOf<AsSelect<Brief, Pg>>;
pub const BRIEF: &str = "id, number, kind, state, details, urges, due_at, due_provisional, created_at, submitted_at,
    updated_at, version, application_id, department_id, filer_id, assignee_id";

/// One line: a ticket, and whose it is in words.
#[derive(Clone, Debug)]
pub struct Line {
    pub ticket: Brief,
    /// Empty while a draft has none.
    pub application: String,
    pub department: String,
    pub filer: String,
    pub assignee: Option<String>,
    /// In the order in which they were put on it.
    pub labels: Vec<Label>,
}

/// Up to `most` tickets in the list's order, read away from the cursor.
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
) -> AppResult<Vec<Brief>> {
    let found = Found::new(who, filter, now).page(order(filter.sort), cursor, most);
    if filter.is_planned_for_values() { planned_for_values(c, |c| Ok(found.load(c)?)) } else { Ok(found.load(c)?) }
}

/// The lines of these tickets, as far as `who` sees them.
///
/// # Errors
/// When the database can't be had.
pub fn lines(c: &mut PgConnection, who: &Actor, numbers: &[String]) -> AppResult<Vec<Line>> {
    let found = visible_to(who).filter(tickets::number.eq_any(numbers.to_vec()));
    let tickets: Vec<Brief> = found.select(Brief::as_select()).load(c)?;
    let names = Names::of(c, &tickets)?;
    Ok(tickets.into_iter().map(|ticket| names.line(ticket)).collect())
}

/// What is due first; a ticket without a running clock is due at the end of all days. An index has the same words.
const DUE: &str = "coalesce(tickets.due_at, '9999-12-31 00:00:00+00'::timestamptz)";

pub fn order(sort: Sort) -> Order {
    let (key, descending) = match sort {
        Sort::Newest => (Key::Id, true),
        Sort::Oldest => (Key::Id, false),
        Sort::Due => (Key::Time(DUE), false),
        Sort::Updated => (Key::Time("tickets.updated_at"), true),
    };
    Order { id: "tickets.id", key, descending }
}

/// The place of a ticket in that order, for cursors.
#[must_use]
pub fn place(ticket: &Brief, sort: Sort) -> (i64, String) {
    let key = match sort {
        Sort::Newest | Sort::Oldest => String::new(),
        Sort::Due => micros(ticket.due_at.unwrap_or_else(end_of_days)),
        Sort::Updated => micros(ticket.updated_at),
    };
    (ticket.id, key)
}

fn end_of_days() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(9999, 12, 31).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc()).unwrap_or_default()
}
