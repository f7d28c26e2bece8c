//! Reading tickets, always from what the asker may see; their numbers, and how many there are.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{InnerJoin, InnerJoinOn, LeftJoin},
    helper_types::{Eq, IntoBoxed},
    pg::Pg,
    prelude::*,
};

pub use super::list::sought;
use super::{model::Ticket, state::State};
use crate::{
    calendar,
    db::sql::statement,
    error::AppResult,
    policy::{Actor, Sight, ticket_sight},
    schema::{applications, departments, tickets, users},
};

/// Tickets with their application, department and filer.
pub type Visible = IntoBoxed<
    'static,
    InnerJoinOn<
        InnerJoin<LeftJoin<tickets::table, applications::table>, departments::table>,
        users::table,
        Eq<users::id, tickets::filer_id>,
    >,
    Pg,
>;

/// What `who` sees (spec 1): the tickets of their sight, of drafts only their own.
#[must_use]
pub fn visible_to(who: &Actor) -> Visible {
    let shown = all().filter(tickets::state.ne(State::Draft.code()).or(tickets::filer_id.eq(who.id)));
    match ticket_sight(who) {
        Sight::Nothing => shown.filter(tickets::id.eq_any(Vec::<i64>::new())),
        Sight::Departments(own) => shown.filter(tickets::department_id.eq_any(own)),
        Sight::Sector(all_of, own) => {
            shown.filter(departments::sector.eq(all_of.code()).or(tickets::department_id.eq_any(own).nullable()))
        }
        Sight::All => shown,
    }
}

/// Tickets, whoever sees them: for those that were found already, and for what happens by itself.
pub(super) fn all() -> Visible {
    tickets::table
        .left_join(applications::table)
        .inner_join(departments::table)
        .inner_join(users::table.on(users::id.eq(tickets::filer_id)))
        .into_boxed()
}

/// The ticket of that number.
///
/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Ticket> {
    Ok(visible_to(who).filter(tickets::number.eq(number.to_owned())).select(Ticket::as_select()).first(c)?)
}

/// Any ticket, for what happens by itself.
///
/// # Errors
/// 404 when there is none.
pub fn by_id(c: &mut PgConnection, id: i64) -> AppResult<Ticket> {
    Ok(all().filter(tickets::id.eq(id)).select(Ticket::as_select()).first(c)?)
}

/// Ids of those numbers, in their order. For numbers that were found already.
///
/// # Errors
/// When the database can't be had.
pub(super) fn ids_of(c: &mut PgConnection, numbers: &[String]) -> AppResult<Vec<i64>> {
    let named = tickets::table.filter(tickets::number.eq_any(numbers)).select((tickets::number, tickets::id));
    let ids: HashMap<String, i64> = named.load(c)?.into_iter().collect();
    Ok(numbers.iter().filter_map(|number| ids.get(number).copied()).collect())
}

/// Where the ticket with that id stands; none when `who` doesn't see it.
///
/// # Errors
/// When the database can't be had.
pub fn state_of(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Option<State>> {
    let code: Option<String> = visible_to(who).filter(tickets::id.eq(id)).select(tickets::state).first(c).optional()?;
    // What the table's check allows is what a state understands.
    Ok(code.and_then(|code| code.parse().ok()))
}

/// [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Ticket> {
    let of_number = tickets::table.filter(tickets::number.eq(number));
    of_number.select(tickets::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, number)
}

/// [`by_id`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub fn lock_by_id(tx: &mut PgConnection, id: i64) -> AppResult<Ticket> {
    tickets::table.find(id).select(tickets::id).for_no_key_update().first::<i64>(tx)?;
    by_id(tx, id)
}

/// `GD`, the date in Shanghai, and at least four digits; never given twice (spec 0, "Numbers").
#[must_use]
pub fn number_of(nth: i64, at: DateTime<Utc>) -> String {
    format!("GD{}{nth:04}", calendar::date_of(at).format("%Y%m%d"))
}

/// As many ids and numbers in a row that nobody else gets: the first of each.
///
/// # Errors
/// When the database refuses.
pub fn reserve(tx: &mut PgConnection, tickets: i64) -> AppResult<(i64, i64)> {
    let last = |sequence| setval(sequence, nextval(sequence) + tickets);
    let (id, number): (i64, i64) = diesel::select((last("tickets_id_seq"), last("ticket_numbers"))).get_result(tx)?;
    Ok((id - tickets, number - tickets))
}

/// Makes one row of what several changes added to the tallies, the oldest first and some at a time: how many
/// rows it made. Safe beside changes, and beside itself.
///
/// # Errors
/// When the database refuses.
pub fn sum_up_tallies(tx: &mut PgConnection) -> AppResult<usize> {
    let summed_up = statement(
        "WITH oldest AS (
             SELECT id, count(*) OVER (PARTITION BY department_id, kind, state, hidden) AS rows
             FROM (SELECT * FROM ticket_tallies ORDER BY id LIMIT 50000) first
         ), gone AS (
             DELETE FROM ticket_tallies t USING oldest o WHERE t.id = o.id AND o.rows > 1 RETURNING t.*
         )
         INSERT INTO ticket_tallies (department_id, kind, state, hidden, tickets)
         SELECT department_id, kind, state, hidden, sum(tickets) FROM gone
         GROUP BY department_id, kind, state, hidden HAVING sum(tickets) <> 0",
    );
    Ok(summed_up.execute(tx)?)
}

#[diesel::declare_sql_function]
extern "SQL" {
    fn nextval(sequence: diesel::sql_types::Text) -> diesel::sql_types::BigInt;
    fn setval(sequence: diesel::sql_types::Text, last: diesel::sql_types::BigInt) -> diesel::sql_types::BigInt;
}
