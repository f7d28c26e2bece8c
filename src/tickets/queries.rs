//! Reading and writing tickets, always from what the asker may see.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{InnerJoin, InnerJoinOn, LeftJoin},
    helper_types::{Eq, IntoBoxed},
    pg::Pg,
    prelude::*,
};
use serde_json::Value;

use super::{
    details::Details,
    model::{Of, Ticket},
    state::State,
};
use crate::{
    calendar,
    db::sql::statement,
    error::{AppError, AppResult},
    policy::{Actor, Sight, ticket_sight},
    schema::{applications, departments, ticket_targets, tickets, users},
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

/// A draft of `who`'s and their department's that asks for `details`, with an id and a number of its own. It is stored
/// by [`insert`], as whatever has become of it by then.
///
/// # Errors
/// When the database can't be had.
pub fn draft(tx: &mut PgConnection, who: &Actor, details: Details, now: DateTime<Utc>) -> AppResult<Ticket> {
    let kind = details.kind();
    let (id, nth, target): (i64, i64, i32) = ticket_targets::table
        .find(kind.slug())
        .select((nextval("tickets_id_seq"), nextval("ticket_numbers"), ticket_targets::working_days))
        .first(tx)?;
    Ok(Ticket {
        id,
        number: number_of(nth, now),
        kind,
        state: State::Draft,
        application_id: None,
        department_id: who.department.id,
        ticket_group_id: who.ticket_group,
        filer_id: who.id,
        assignee_id: None,
        contact_phone: String::new(),
        contact_email: String::new(),
        description: String::new(),
        details,
        copied_from_id: None,
        result: String::new(),
        opened: false,
        urges: 0,
        urged_at: None,
        clock_left_seconds: i64::from(target) * SECONDS_OF_A_DAY,
        clock_since: None,
        due_at: None,
        due_provisional: false,
        completes_at: None,
        reminded: false,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        ended_at: None,
        hidden_at: None,
        version: 1,
        of: Of {
            application: String::new(),
            department: who.department.name.clone(),
            sector: who.department.sector,
            filer: who.display_name.clone(),
        },
    })
}

/// Writes a new ticket, once: every index it stands in is written with it.
///
/// # Errors
/// When the database refuses.
pub fn insert(tx: &mut PgConnection, ticket: &Ticket) -> AppResult<()> {
    let origin = (
        tickets::id.eq(ticket.id),
        tickets::number.eq(&ticket.number),
        tickets::kind.eq(ticket.kind.slug()),
        tickets::department_id.eq(ticket.department_id),
        tickets::ticket_group_id.eq(ticket.ticket_group_id),
        tickets::filer_id.eq(ticket.filer_id),
        tickets::copied_from_id.eq(ticket.copied_from_id),
        tickets::created_at.eq(ticket.created_at),
    );
    diesel::insert_into(tickets::table).values((origin, Standing::of(ticket)?)).execute(tx)?;
    Ok(())
}

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

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

/// All of a ticket that can change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = tickets, treat_none_as_null = true)]
struct Standing {
    state: &'static str,
    application_id: Option<i64>,
    assignee_id: Option<i64>,
    contact_phone: String,
    contact_email: String,
    description: String,
    details: Value,
    result: String,
    opened: bool,
    urges: i32,
    urged_at: Option<DateTime<Utc>>,
    clock_left_seconds: i64,
    clock_since: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
    due_provisional: bool,
    completes_at: Option<DateTime<Utc>>,
    reminded: bool,
    submitted_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    hidden_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    version: i32,
    search_text: String,
}

impl Standing {
    fn of(ticket: &Ticket) -> AppResult<Self> {
        Ok(Self {
            state: ticket.state.code(),
            application_id: ticket.application_id,
            assignee_id: ticket.assignee_id,
            contact_phone: ticket.contact_phone.clone(),
            contact_email: ticket.contact_email.clone(),
            description: ticket.description.clone(),
            details: serde_json::to_value(&ticket.details)?,
            result: ticket.result.clone(),
            opened: ticket.opened,
            urges: ticket.urges,
            urged_at: ticket.urged_at,
            clock_left_seconds: ticket.clock_left_seconds,
            clock_since: ticket.clock_since,
            due_at: ticket.due_at,
            due_provisional: ticket.due_provisional,
            completes_at: ticket.completes_at,
            reminded: ticket.reminded,
            submitted_at: ticket.submitted_at,
            ended_at: ticket.ended_at,
            hidden_at: ticket.hidden_at,
            updated_at: ticket.updated_at,
            version: ticket.version,
            search_text: ticket.search_text(),
        })
    }
}

/// Writes all of `ticket` that can change, over the version it was read in.
///
/// # Errors
/// [`AppError::Stale`] when it was changed since.
pub fn store(tx: &mut PgConnection, ticket: &mut Ticket, now: DateTime<Utc>) -> AppResult<()> {
    let as_read = tickets::table.find(ticket.id).filter(tickets::version.eq(ticket.version));
    ticket.version += 1;
    ticket.updated_at = now;
    match diesel::update(as_read).set(Standing::of(ticket)?).execute(tx)? {
        0 => Err(AppError::Stale("ticket-changed-meanwhile".into())),
        _ => Ok(()),
    }
}

/// Notes an urge. The version stays: nothing changed that others decide about.
///
/// # Errors
/// When the database refuses.
pub fn store_urge(tx: &mut PgConnection, ticket: &Ticket) -> AppResult<()> {
    let urged = (tickets::urges.eq(ticket.urges), tickets::urged_at.eq(ticket.urged_at));
    diesel::update(tickets::table.find(ticket.id)).set(urged).execute(tx)?;
    Ok(())
}

/// Notes that people were told of the time that runs out.
///
/// # Errors
/// When the database refuses.
pub fn note_reminder(tx: &mut PgConnection, ticket: &Ticket) -> AppResult<()> {
    diesel::update(tickets::table.find(ticket.id)).set(tickets::reminded.eq(true)).execute(tx)?;
    Ok(())
}

/// Takes away a ticket that was nobody else's matter yet, with all that hangs on it.
///
/// # Errors
/// [`AppError::Stale`] when it was changed since.
pub fn remove(tx: &mut PgConnection, ticket: &Ticket) -> AppResult<()> {
    let as_read = tickets::table.find(ticket.id).filter(tickets::version.eq(ticket.version));
    match diesel::delete(as_read).execute(tx)? {
        0 => Err(AppError::Stale("ticket-changed-meanwhile".into())),
        _ => Ok(()),
    }
}
