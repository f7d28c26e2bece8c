//! What operators do (spec 2, "States").

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    servers::carry_out,
    step::{Attempt, begin, take},
};
use crate::{
    accounts,
    error::{AppError, AppResult},
    network,
    policy::{self, Actor},
    tickets::{
        acting::{Resolution, Words},
        action::Action,
        events::Happened,
        model::Ticket,
        queue, thread,
        workflow::Effect,
    },
    web::form::Errors,
};

/// 受理: who accepts it has it.
///
/// # Errors
/// 404, 403, 409.
pub fn accept(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Accept)?;
    take(tx, by.who, by.now, begun, Happened::Accepted, "")
}

/// Accepts the ticket of the queue that is due first; none is left where all wait for someone else.
/// Two who ask at once get different ones.
///
/// # Errors
/// 403 for who handles no tickets.
pub fn take_next(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Option<Ticket>> {
    if !who.may(policy::Action::HandleTickets) {
        return Err(AppError::forbidden());
    }
    let Some(number) = queue::next_for(tx, who)? else { return Ok(None) };
    accept(tx, &Attempt { who, number: &number, version: None, now }).map(Some)
}

/// 要求补充: the question is the first message of the answer's thread.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn ask(tx: &mut PgConnection, by: &Attempt<'_>, question: Result<Words, Errors>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Ask)?;
    let question = question.map_err(AppError::Invalid)?;
    thread::add(tx, by.who, &begun.ticket, &question)?;
    take(tx, by.who, by.now, begun, Happened::Asked, &question)
}

/// 退回, with what must be mended.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn return_to_filer(tx: &mut PgConnection, by: &Attempt<'_>, reason: Result<Words, Errors>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Return)?;
    let reason = reason.map_err(AppError::Invalid)?;
    take(tx, by.who, by.now, begun, Happened::Returned, &reason)
}

/// 办结: what was asked for is open now, or made.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn resolve(tx: &mut PgConnection, by: &Attempt<'_>, done: Result<Resolution, Errors>) -> AppResult<Ticket> {
    let mut begun = begin(tx, by, Action::Resolve)?;
    let Resolution { result, translated_ip, machines } = done.map_err(AppError::Invalid)?;
    if begun.step.effects.contains(&Effect::OpenMappings) {
        let translated = network::commands::translate(tx, begun.ticket.id, translated_ip)?;
        translated.map_err(|why| AppError::at("translated_ip", why))?;
        carry_out(tx, by, &begun.ticket, machines)?;
    }
    begun.ticket.result = result.to_string();
    take(tx, by.who, by.now, begun, Happened::Resolved, &result)
}

/// 转派 to another operator.
///
/// # Errors
/// 404, 403, 409, 422 at `assignee`.
pub fn assign(tx: &mut PgConnection, by: &Attempt<'_>, to: Result<i64, Errors>) -> AppResult<Ticket> {
    let mut begun = begin(tx, by, Action::Assign)?;
    let to = to.map_err(AppError::Invalid)?;
    begun.ticket.situation().can_be_assigned(to).map_err(|why| AppError::at("assignee", why))?;
    let operators = accounts::queries::operators(tx)?;
    let operator = operators.into_iter().find(|one| one.id == to);
    let operator = operator.ok_or_else(|| AppError::at("assignee", "ticket-assignee-unknown"))?;
    begun.ticket.assignee_id = Some(to);
    take(tx, by.who, by.now, begun, Happened::Assigned, &operator.display_name)
}
