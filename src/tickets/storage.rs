//! Writing tickets. What may become of one is its workflow's to say.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::{
    details::Details,
    model::{Of, Ticket},
    queries::{nextval, number_of},
    state::State,
};
use crate::{
    error::{AppError, AppResult},
    policy::Actor,
    schema::{ticket_targets, tickets},
};

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

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
