//! An application's tickets. Small and from the table: tickets call this room, which can't call them.

use chrono::{DateTime, Utc};
use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*};

use crate::{
    error::AppResult,
    policy::{Actor, ticket_sight},
    schema::{departments, tickets, users},
    ticket_state::State,
    web::list::{Cursor, EXACT, PAGE},
};

/// A line of the 服务工单 tab.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tickets, check_for_backend(Pg))]
pub struct TicketRow {
    pub id: i64,
    pub number: String,
    pub kind: String,
    pub state: State,
    pub description: String,
    #[diesel(select_expression = users::display_name)]
    pub filer: String,
    pub updated_at: DateTime<Utc>,
}

type Visible = IntoBoxed<'static, tickets::table, Pg>;

/// As the tickets' own list: what is in sight, one's own drafts, nothing hidden.
fn visible_to(who: &Actor, application: i64) -> Visible {
    let in_sight = ticket_sight(who).departments().select(departments::id);
    tickets::table
        .filter(tickets::application_id.eq(application))
        .filter(tickets::hidden_at.is_null())
        .filter(tickets::department_id.eq_any(in_sight))
        .filter(tickets::state.ne("draft").or(tickets::filer_id.eq(who.id)))
        .into_boxed()
}

/// One page of them and one row more, read away from the cursor; the newest first.
///
/// # Errors
/// When the database can't be had.
pub fn tickets(
    c: &mut PgConnection,
    who: &Actor,
    application: i64,
    cursor: Option<&Cursor>,
) -> AppResult<Vec<TicketRow>> {
    let there = visible_to(who, application);
    let there = match cursor {
        None => there.order(tickets::id.desc()),
        Some(Cursor { back: false, id, .. }) => there.filter(tickets::id.lt(*id)).order(tickets::id.desc()),
        Some(Cursor { back: true, id, .. }) => there.filter(tickets::id.gt(*id)).order(tickets::id.asc()),
    };
    let page = there.limit((PAGE + 1) as i64).inner_join(users::table.on(users::id.eq(tickets::filer_id)));
    Ok(page.select(TicketRow::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_tickets(c: &mut PgConnection, who: &Actor, application: i64) -> AppResult<i64> {
    let some = visible_to(who, application).select(tickets::id).limit(EXACT + 1);
    Ok(tickets::table.filter(tickets::id.eq_any(some)).count().get_result(c)?)
}
