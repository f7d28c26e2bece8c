//! What all verbs have in common.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use crate::{
    calendar,
    error::{AppError, AppResult},
    network,
    policy::{self, Actor},
    tickets::{
        action::Action,
        authorisations,
        events::{self, Happened},
        history,
        model::Ticket,
        party::{Party, Relation, may},
        queries, storage, thread, turns,
        workflow::{self, Effect, Event, Refusal, Step},
    },
};

/// Someone acts on a ticket, as they saw it.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub who: &'a Actor,
    pub number: &'a str,
    /// The version their page showed, if they had one.
    pub version: Option<i32>,
    pub now: DateTime<Utc>,
}

/// A ticket about to take a step.
pub(super) struct Begun {
    before: Ticket,
    pub ticket: Ticket,
    pub step: Step,
}

impl Begun {
    pub(super) fn new(ticket: Ticket, step: Step) -> Self {
        Self { before: ticket.clone(), ticket, step }
    }
}

/// Locks the ticket and finds out what `action` makes of it.
///
/// # Errors
/// In this order: 404, 403, 409.
pub(super) fn begin(tx: &mut PgConnection, by: &Attempt<'_>, action: Action) -> AppResult<Begun> {
    let ticket = queries::lock(tx, by.who, by.number)?;
    allow(by.who, &ticket, action)?;
    match workflow::next(&ticket.situation(), Event::Act(action), by.now) {
        Ok(step) => {
            refuse_if_stale(tx, by, &ticket)?;
            Ok(Begun::new(ticket, step))
        }
        Err(Refusal::TooSoon(why)) => Err(AppError::NotNow(why)),
        Err(Refusal::NotNow(why)) => Err(AppError::NotNow(history::explain(tx, &ticket, why)?)),
    }
}

/// Whether the action is open to this person now, for what must happen before it, such as storing files.
///
/// # Errors
/// In this order: 404, 403, 409.
pub fn allowed(tx: &mut PgConnection, by: &Attempt<'_>, action: Action) -> AppResult<()> {
    begin(tx, by, action).map(drop)
}

fn allow(who: &Actor, ticket: &Ticket, action: Action) -> AppResult<()> {
    let party = Party::of(who, &ticket.filed());
    if may(action, ticket.state, &party) {
        return Ok(());
    }
    let would_handle = party.relation == Relation::Filer && who.may(policy::Action::HandleTickets);
    Err(if would_handle { AppError::NotAllowed("ticket-not-ones-own".into()) } else { AppError::forbidden() })
}

pub(in crate::tickets) fn refuse_if_stale(tx: &mut PgConnection, by: &Attempt<'_>, ticket: &Ticket) -> AppResult<()> {
    match by.version {
        Some(seen) if seen != ticket.version => Err(AppError::Stale(history::since(tx, ticket, seen)?)),
        _ => Ok(()),
    }
}

/// Takes the step with all its effects, and tells of it with the words somebody gave.
///
/// # Errors
/// 409 when a port can't be opened any more.
pub(super) fn take(
    tx: &mut PgConnection,
    who: &Actor,
    now: DateTime<Utc>,
    begun: Begun,
    happened: Happened,
    words: &str,
) -> AppResult<Ticket> {
    let Begun { before, mut ticket, step } = begun;
    let calendar = calendar::read(tx)?;
    ticket.advance(&step, who.id, &calendar, now);
    for effect in &step.effects {
        reach_out(tx, who, now, &mut ticket, *effect)?;
    }
    storage::store(tx, &mut ticket, now)?;
    turns::pass(tx, Some(&before), &ticket, &calendar, now)?;
    events::tell(tx, who, Some(&before), &ticket, happened, words)?;
    Ok(ticket)
}

/// What a step does beyond the ticket itself.
fn reach_out(
    tx: &mut PgConnection,
    who: &Actor,
    now: DateTime<Utc>,
    ticket: &mut Ticket,
    effect: Effect,
) -> AppResult<()> {
    match effect {
        Effect::ReleaseHolds => network::commands::release(tx, ticket.id),
        Effect::CancelMappings => network::commands::cancel(tx, who, ticket.id, now),
        Effect::OpenMappings => {
            // An answer opens nothing, and its ticket can still be returned.
            ticket.opened = ticket.kind.opens();
            network::commands::open(tx, ticket.id, who, now)
        }
        Effect::EraseSecrets => {
            thread::erase_secrets(tx, ticket.id)?;
            authorisations::end_all(tx, who, ticket, now)
        }
        Effect::EndAuthorisations => authorisations::end_all(tx, who, ticket, now),
        // To hold ports takes the form, and is its command's part. The rest is the ticket's own, and done.
        Effect::HoldPorts
        | Effect::StartClock
        | Effect::StopClock
        | Effect::StartRatingPeriod
        | Effect::AssignActor
        | Effect::AssignNamed
        | Effect::CountUrge => Ok(()),
    }
}
