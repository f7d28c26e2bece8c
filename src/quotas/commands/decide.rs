//! 审批: what the parent does with a request, and what waits until it can.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    allocate::{hold, raise},
    file::{Wanted, put},
    note,
};
use crate::{
    error::{AppError, AppResult},
    policy::{Action, Actor},
    quotas::{
        events,
        form::Amount,
        queries,
        request::{QuotaRequest, Row},
        seat::Seat,
        state::State,
        workflow::{Event, next},
    },
    schema::{departments, quota_requests},
    text::Text,
    web::form::Errors,
};

/// 审批通过: hands on what is asked for if the parent has it. If not it waits, and the parent asks its own parent for what it
/// lacks; at the root it waits for the total.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn approve(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    opinion: Result<String, Errors>,
    now: DateTime<Utc>,
) -> AppResult<QuotaRequest> {
    let before = allow(tx, who, number, seen)?;
    next(before.state(), Event::Approve { enough: true }).map_err(AppError::NotNow)?;
    let opinion = opinion.map_err(AppError::Invalid)?;
    hold(tx, before.parent_id)?;
    let rows = queries::rows(tx, before.id)?;
    let short: Vec<&Row> = rows.iter().filter(|row| row.is_short()).collect();
    let state = next(before.state(), Event::Approve { enough: short.is_empty() }).map_err(AppError::NotNow)?;
    if short.is_empty() {
        hand_on(tx, who, &before, &rows)?;
    }
    let after = decided(tx, who, &before, state, &opinion, now)?;
    if short.is_empty() {
        resolve_waiting(tx, before.department_id, now)?;
    } else {
        ask_above(tx, who, &after, &short, now)?;
    }
    Ok(after)
}

/// 审批驳回.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn reject(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    opinion: Result<String, Errors>,
    now: DateTime<Utc>,
) -> AppResult<QuotaRequest> {
    let before = allow(tx, who, number, seen)?;
    let state = next(before.state(), Event::Reject).map_err(AppError::NotNow)?;
    let opinion = opinion.map_err(AppError::Invalid)?;
    decided(tx, who, &before, state, &opinion, now)
}

/// 撤回, by the department that asked.
///
/// # Errors
/// 404, 403, 409.
pub fn withdraw(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<QuotaRequest> {
    let before = queries::lock(tx, who, number)?;
    if !withdraws(who, &before) {
        return Err(AppError::forbidden());
    }
    fresh(&before, seen)?;
    let state = next(before.state(), Event::Withdraw).map_err(AppError::NotNow)?;
    stand(tx, &before, state, now)?;
    let after = queries::by_id(tx, before.id)?;
    events::tell(tx, who, &before, &after, "")?;
    Ok(after)
}

/// Whether `who` decides about it: in the parent's seat, and not about what they filed themselves.
#[must_use]
pub fn decides(who: &Actor, request: &QuotaRequest) -> bool {
    let seat = Seat::of(who);
    let sits = request.parent_id == seat.department
        || request.is_at_root && seat.sector.is_some() && request.sector() == seat.sector;
    who.may(Action::ApproveQuotas) && sits && request.applicant_id != who.id
}

/// Whether `who` may take it back: it is their department's.
#[must_use]
pub fn withdraws(who: &Actor, request: &QuotaRequest) -> bool {
    who.may(Action::RequestQuotas) && request.department_id == who.department.id
}

fn allow(tx: &mut PgConnection, who: &Actor, number: &str, seen: Option<i32>) -> AppResult<QuotaRequest> {
    let request = queries::lock(tx, who, number)?;
    if !decides(who, &request) {
        return Err(AppError::forbidden());
    }
    fresh(&request, seen)?;
    Ok(request)
}

fn fresh(request: &QuotaRequest, seen: Option<i32>) -> AppResult<()> {
    if seen.is_some_and(|seen| seen != request.version) {
        let says = Text::new("quota-changed-meanwhile").with("state", Text::from(request.state().label()));
        return Err(AppError::Stale(says));
    }
    Ok(())
}

fn decided(
    tx: &mut PgConnection,
    who: &Actor,
    before: &QuotaRequest,
    state: State,
    opinion: &str,
    now: DateTime<Utc>,
) -> AppResult<QuotaRequest> {
    diesel::update(quota_requests::table.find(before.id))
        .set((
            quota_requests::decided_at.eq(now),
            quota_requests::decided_by_id.eq(who.id),
            quota_requests::opinion.eq(opinion),
            quota_requests::state.eq(state.code()),
            quota_requests::ended_at.eq((!state.is_open()).then_some(now)),
            quota_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    let after = queries::by_id(tx, before.id)?;
    events::tell(tx, who, before, &after, opinion)?;
    Ok(after)
}

fn stand(tx: &mut PgConnection, before: &QuotaRequest, state: State, now: DateTime<Utc>) -> AppResult<()> {
    diesel::update(quota_requests::table.find(before.id))
        .set((
            quota_requests::state.eq(state.code()),
            quota_requests::ended_at.eq((!state.is_open()).then_some(now)),
            quota_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    Ok(())
}

fn hand_on(tx: &mut PgConnection, who: &Actor, request: &QuotaRequest, rows: &[Row]) -> AppResult<()> {
    note(tx, who, &request.number, &request.reason)?;
    for row in rows {
        raise(tx, request.department_id, &row.of, row.amount)?;
    }
    note(tx, who, "", "")
}

/// The parent asks for what it lacks, if there is anybody above it.
fn ask_above(
    tx: &mut PgConnection,
    who: &Actor,
    request: &QuotaRequest,
    short: &[&Row],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let above: Option<i64> = departments::table.find(request.parent_id).select(departments::parent_id).first(tx)?;
    if above.is_none() {
        return Ok(());
    }
    let lacking = |row: &&Row| Amount { row: 0, of: row.of.clone(), units: row.amount - row.parent_remaining };
    let amounts = short.iter().map(lacking).collect();
    let wanted = Wanted { amounts, reason: request.reason.clone(), files: Vec::new() };
    put(tx, who, request.parent_id, &wanted, Some(request), now).map(drop)
}

/// Hands on what waits for `parent`, the oldest first, as far as it has enough by now; and so on below.
///
/// # Errors
/// When the database refuses.
pub(super) fn resolve_waiting(tx: &mut PgConnection, parent: i64, now: DateTime<Utc>) -> AppResult<()> {
    let waiting = quota_requests::table
        .filter(quota_requests::parent_id.eq(parent))
        .filter(quota_requests::state.eq(State::Allocating.code()))
        .order(quota_requests::id)
        .select(quota_requests::id);
    let waiting: Vec<i64> = waiting.for_no_key_update().load(tx)?;
    for id in waiting {
        let (before, rows) = (queries::by_id(tx, id)?, queries::rows(tx, id)?);
        if rows.iter().any(Row::is_short) {
            continue;
        }
        let state = next(before.state(), Event::Allocate).map_err(AppError::NotNow)?;
        let system = Actor::system();
        hand_on(tx, &system, &before, &rows)?;
        stand(tx, &before, state, now)?;
        let after = queries::by_id(tx, id)?;
        events::tell(tx, &system, &before, &after, "")?;
        resolve_waiting(tx, before.department_id, now)?;
    }
    Ok(())
}
