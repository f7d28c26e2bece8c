//! What approvers and applicants do with a submitted request.

use diesel::prelude::*;

use super::{
    begin::{Attempt, begin},
    store::{self, Standing},
};
use crate::{
    error::{AppError, AppResult},
    requests::{
        events::{self, Happened},
        model::Request,
        queries,
        workflow::{Effect, Event, Move},
    },
    schema::request_decisions,
    web::form::Errors,
};

/// 批准, with an opinion or without: on to the next review, or to delivery.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn approve(tx: &mut PgConnection, by: &Attempt<'_>, opinion: Result<String, Errors>) -> AppResult<Request> {
    let (request, step) = begin(tx, by, Event::Approve)?;
    let opinion = opinion.map_err(AppError::Invalid)?;
    note(tx, by, &request, "approved", &opinion)?;
    take(tx, by, &request, &step, Happened::Approved, &opinion)
}

/// 驳回, which says why: back to who applied.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn reject(tx: &mut PgConnection, by: &Attempt<'_>, reason: Result<String, Errors>) -> AppResult<Request> {
    let (request, step) = begin(tx, by, Event::Reject)?;
    let reason = reason.map_err(AppError::Invalid)?;
    note(tx, by, &request, "rejected", &reason)?;
    take(tx, by, &request, &step, Happened::Rejected, &reason)
}

/// 撤回: it isn't needed any more.
///
/// # Errors
/// 404, 403, 409.
pub fn withdraw(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<Request> {
    let (request, step) = begin(tx, by, Event::Withdraw)?;
    take(tx, by, &request, &step, Happened::Withdrawn, "")
}

/// A unique index lets a review decide once a round, and checks nobody their own, nor anybody in their place.
fn note(tx: &mut PgConnection, by: &Attempt<'_>, request: &Request, outcome: &str, opinion: &str) -> AppResult<()> {
    diesel::insert_into(request_decisions::table)
        .values((
            request_decisions::request_id.eq(request.id),
            request_decisions::round.eq(request.round),
            request_decisions::step.eq(request.state.code()),
            request_decisions::revision.eq(request.revision),
            request_decisions::applicant_id.eq(request.applicant_id),
            request_decisions::decided_by_id.eq(by.who.id),
            request_decisions::decided_for_id.eq(request.decided_for(by.who).map(|principal| principal.id)),
            request_decisions::outcome.eq(outcome),
            request_decisions::opinion.eq(opinion),
            request_decisions::decided_at.eq(by.now),
        ))
        .execute(tx)?;
    Ok(())
}

/// Takes the step and tells of it.
pub(super) fn take(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    before: &Request,
    step: &Move,
    happened: Happened,
    words: &str,
) -> AppResult<Request> {
    let mut to = Standing { state: step.becomes, ..Standing::of(before) };
    if to.state != before.state {
        to.state_since = by.now;
    }
    if step.effects.contains(&Effect::StopClock) {
        to.due = None;
    }
    if step.effects.contains(&Effect::End) {
        to.ended_at = Some(by.now);
    }
    store::stand(tx, before, &to, by.now)?;
    let after = queries::find(tx, by.who, &before.number)?;
    events::tell(tx, by.who, Some(before), &after, happened, words, None)?;
    Ok(after)
}
