//! Somebody asks. Nothing is looked up by the name or the address that they give: the answer and its time are the same
//! whether or not anybody has them (spec 1, "Account requests").

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{ANSWERED_WITHIN, events};
use crate::{
    account_requests::{form::Wanted, queries},
    accounts::commands as accounts,
    db::sql::fragment,
    error::AppResult,
    policy::{Actor, Grant},
    schema::account_requests,
    web::i18n::Lang,
};

/// So many receipts an address gets in [`COUNTED`]: whoever fills the form can't fill somebody's mailbox by it.
const RECEIPTS: i64 = 5;
const COUNTED: TimeDelta = TimeDelta::hours(1);

/// Who asks: somebody signed in, or a visitor.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Where a visitor asks, the system writes it down.
    pub who: Actor,
    pub account: Option<i64>,
    pub language: Lang,
}

/// Files it and mails the receipt: its number. Sent again, it is the same one.
///
/// # Errors
/// [`TooOften`](crate::error::AppError::TooOften) when this address asked too often.
pub fn file(
    tx: &mut PgConnection,
    applicant: &Applicant,
    submission: Uuid,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<String> {
    if let Some(number) = filed_before(tx, submission)? {
        return Ok(number);
    }
    accounts::count_account_request(tx, &applicant.who.origin, now)?;
    let nth: i64 =
        diesel::select(fragment::<diesel::sql_types::BigInt>("nextval('account_request_numbers')")).get_result(tx)?;
    let number = queries::number_of(nth, now);
    let quotas: Vec<&str> = wanted.quotas.iter().copied().map(Grant::code).collect();
    let made: Option<i64> = diesel::insert_into(account_requests::table)
        .values((
            (
                account_requests::number.eq(&number),
                account_requests::submission.eq(submission),
                account_requests::applicant_id.eq(applicant.account),
                account_requests::department_id.eq(wanted.department.id),
                account_requests::region.eq(&wanted.region),
                account_requests::project.eq(&wanted.project),
                account_requests::username.eq(wanted.username.as_str()),
                account_requests::display_name.eq(&wanted.display_name),
            ),
            (
                account_requests::role.eq(wanted.role.code()),
                account_requests::quota_permissions.eq(quotas),
                account_requests::phone.eq(&wanted.phone),
                account_requests::email.eq(&wanted.email),
                account_requests::language.eq(applicant.language.code()),
                account_requests::reason.eq(&wanted.reason),
                account_requests::filed_at.eq(now),
                account_requests::due_at.eq(now + ANSWERED_WITHIN),
            ),
        ))
        .on_conflict(account_requests::submission)
        .do_nothing()
        .returning(account_requests::id)
        .get_result(tx)
        .optional()?;
    let Some(id) = made else { return Ok(filed_before(tx, submission)?.unwrap_or(number)) };
    let request = queries::by_id(tx, id)?;
    if receipts(tx, &wanted.email, now)? <= RECEIPTS {
        events::mail_receipt(tx, &request)?;
    }
    events::tell_filed(tx, &applicant.who, &request)?;
    Ok(number)
}

fn filed_before(tx: &mut PgConnection, submission: Uuid) -> AppResult<Option<String>> {
    let it = account_requests::table.filter(account_requests::submission.eq(submission));
    Ok(it.select(account_requests::number).first(tx).optional()?)
}

/// Of the last hour, this one among them.
fn receipts(tx: &mut PgConnection, email: &str, now: DateTime<Utc>) -> AppResult<i64> {
    let lower: crate::db::sql::Sql<'static, diesel::sql_types::Text> = fragment("lower(account_requests.email)");
    let of_it = account_requests::table.filter(lower.eq(email.to_lowercase()));
    Ok(of_it.filter(account_requests::filed_at.gt(now - COUNTED)).count().get_result(tx)?)
}
