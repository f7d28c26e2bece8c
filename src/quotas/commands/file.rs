//! 发起配额申请: a department asks its parent for more.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types::BigInt};
use uuid::Uuid;

use crate::{
    attachments,
    db::sql::fragment,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    quotas::{events, form::Amount, queries, request::QuotaRequest},
    schema::{departments, quota_request_rows, quota_requests},
};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub amounts: Vec<Amount>,
    pub reason: String,
    pub files: Vec<Uuid>,
}

/// Files a request of one's own department.
///
/// # Errors
/// 403, 409 for a department without a parent, 422 for a file too many.
pub fn file(tx: &mut PgConnection, who: &Actor, wanted: &Wanted, now: DateTime<Utc>) -> AppResult<QuotaRequest> {
    if !who.may(Action::RequestQuotas) {
        return Err(AppError::forbidden());
    }
    let request = put(tx, who, who.department.id, wanted, None, now)?;
    attachments::commands::attach_to_quota_request(tx, who, &wanted.files, request.id)?;
    Ok(request)
}

/// Files one of that department; `below` is the one that waits for it.
///
/// # Errors
/// 409 for a department without a parent.
pub(super) fn put(
    tx: &mut PgConnection,
    who: &Actor,
    department: i64,
    wanted: &Wanted,
    below: Option<&QuotaRequest>,
    now: DateTime<Utc>,
) -> AppResult<QuotaRequest> {
    let its = departments::table.find(department).select((departments::name, departments::parent_id));
    let (name, parent): (String, Option<i64>) = its.first(tx)?;
    let parent = parent.ok_or_else(|| AppError::NotNow("quota-no-parent".into()))?;
    let nth: i64 = diesel::select(fragment::<BigInt>("nextval('quota_request_numbers')")).get_result(tx)?;
    let number = queries::number_of(nth, now);
    let found_by = [&number, &name, &who.display_name, &wanted.reason].map(String::as_str).join(" ");
    let id: i64 = diesel::insert_into(quota_requests::table)
        .values((
            quota_requests::number.eq(&number),
            quota_requests::applicant_id.eq(who.id),
            quota_requests::department_id.eq(department),
            quota_requests::parent_id.eq(parent),
            quota_requests::reason.eq(&wanted.reason),
            quota_requests::filed_at.eq(now),
            quota_requests::for_request_id.eq(below.map(|below| below.id)),
            quota_requests::search_text.eq(found_by),
        ))
        .returning(quota_requests::id)
        .get_result(tx)?;
    write_rows(tx, id, department, &wanted.amounts)?;
    let request = queries::by_id(tx, id)?;
    events::tell_filed(tx, who, &request)?;
    Ok(request)
}

/// Each with what the department has at this moment.
fn write_rows(tx: &mut PgConnection, request: i64, department: i64, amounts: &[Amount]) -> AppResult<()> {
    let has = queries::of_department(tx, department)?;
    let rows: Vec<_> = amounts
        .iter()
        .zip(1_i32..)
        .map(|(Amount { of, units, .. }, place)| {
            let total = has.iter().find(|balance| balance.of.key() == of.key()).map_or(0, |balance| balance.total);
            (
                quota_request_rows::request_id.eq(request),
                quota_request_rows::place.eq(place),
                quota_request_rows::region_id.eq(of.region_id),
                quota_request_rows::metric.eq(&of.metric),
                quota_request_rows::amount.eq(units),
                quota_request_rows::total_before.eq(total),
            )
        })
        .collect();
    diesel::insert_into(quota_request_rows::table).values(rows).execute(tx)?;
    Ok(())
}
