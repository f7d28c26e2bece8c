//! What the filer does, or a colleague of the same ticket group (spec 2, "States").

use diesel::{insert_into, prelude::*};

use super::step::{Attempt, begin, take};
use crate::{
    error::{AppError, AppResult},
    schema::ticket_ratings,
    tickets::{
        acting::{Rating, Words, Written},
        action::Action,
        commands::write::{Secrets, put},
        events::{self, Happened},
        model::Ticket,
        storage,
        workflow::Becomes,
    },
    web::form::Errors,
};

/// 反馈: the answer to what operators asked; work goes on.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn reply(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    secrets: &Secrets,
    answer: Result<Written, Errors>,
) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Reply)?;
    let answer = answer.map_err(AppError::Invalid)?;
    let words = put(tx, by.who, secrets, &begun.ticket, &answer)?;
    take(tx, by.who, by.now, begun, Happened::Replied, words)
}

/// 确认并评价.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn confirm(tx: &mut PgConnection, by: &Attempt<'_>, rating: Result<Rating, Errors>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Confirm)?;
    let rating = rating.map_err(AppError::Invalid)?;
    insert_into(ticket_ratings::table)
        .values((
            ticket_ratings::ticket_id.eq(begun.ticket.id),
            ticket_ratings::rated_by_id.eq(by.who.id),
            ticket_ratings::timeliness.eq(rating.timeliness),
            ticket_ratings::outcome.eq(rating.outcome),
            ticket_ratings::text.eq(&rating.text),
            ticket_ratings::rated_at.eq(by.now),
        ))
        .execute(tx)?;
    let ticket = take(tx, by.who, by.now, begun, Happened::Confirmed, &rating.text)?;
    events::note_rating(tx, by.who, &ticket, &rating)?;
    Ok(ticket)
}

/// 未解决: back to work, with what is still missing.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn reopen(tx: &mut PgConnection, by: &Attempt<'_>, reason: Result<Words, Errors>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Reopen)?;
    let reason = reason.map_err(AppError::Invalid)?;
    take(tx, by.who, by.now, begun, Happened::Reopened, &reason)
}

/// 关闭: it isn't needed any more.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn close(tx: &mut PgConnection, by: &Attempt<'_>, reason: Result<Words, Errors>) -> AppResult<Ticket> {
    let begun = begin(tx, by, Action::Close)?;
    let reason = reason.map_err(AppError::Invalid)?;
    take(tx, by.who, by.now, begun, Happened::Closed, &reason)
}

/// 催单: counted; nothing that others decide about changes, so their pages stay fresh.
///
/// # Errors
/// 404, 403, 409 within half an hour of the last time.
pub fn urge(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<Ticket> {
    let mut ticket = begin(tx, by, Action::Urge)?.ticket;
    let before = ticket.clone();
    (ticket.urges, ticket.urged_at) = (before.urges + 1, Some(by.now));
    storage::store_urge(tx, &ticket)?;
    events::tell(tx, by.who, Some(&before), &ticket, Happened::Urged, "")?;
    Ok(ticket)
}

/// 删除: a draft is gone for good, an ended ticket leaves the department's lists.
///
/// # Errors
/// 404, 403, 409.
pub fn delete(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<()> {
    let begun = begin(tx, by, Action::Delete)?;
    if begun.step.becomes != Becomes::Gone {
        return take(tx, by.who, by.now, begun, Happened::Hidden, "").map(drop);
    }
    // Whatever it holds goes with it.
    storage::remove(tx, &begun.ticket)?;
    events::tell(tx, by.who, Some(&begun.ticket), &begun.ticket, Happened::Deleted, "")
}
