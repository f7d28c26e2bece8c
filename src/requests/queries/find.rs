use chrono::{DateTime, Utc};
use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*};

use crate::{
    calendar,
    error::AppResult,
    policy::{Actor, Sector, Sight, resource_sight},
    requests::{
        filing::RequestForm,
        model::{Request, requests_with_names as known},
        review::Flow,
        state::State,
    },
    schema::{approval_flows, departments, resource_requests},
};

/// Requests with the names of what they are about.
pub type Visible = IntoBoxed<'static, known::table, Pg>;

/// Of whatever department; what was never submitted is its author's alone.
#[must_use]
pub fn submitted_or_own(who: &Actor) -> Visible {
    known::table.filter(known::submitted_at.is_not_null().or(known::applicant_id.eq(who.id))).into_boxed()
}

/// What `who` sees (spec 1, "The permission matrix").
#[must_use]
pub fn visible_to(who: &Actor) -> Visible {
    within(submitted_or_own(who), &resource_sight(who))
}

/// Those of the departments in sight.
#[must_use]
pub fn within(found: Visible, sight: &Sight) -> Visible {
    match sight {
        Sight::All => found,
        // By their ids an index finds them, however many others there are.
        Sight::Departments(ids) => found.filter(known::department_id.eq_any(ids.clone())),
        sight => found.filter(known::department_id.eq_any(sight.departments().select(departments::id))),
    }
}

/// The request of that number.
///
/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Request> {
    Ok(visible_to(who).filter(known::number.eq(number.to_owned())).select(Request::as_select()).first(c)?)
}

/// Those of these numbers that `who` sees.
///
/// # Errors
/// When the database can't be had.
pub fn numbered(c: &mut PgConnection, who: &Actor, numbers: &[String]) -> AppResult<Vec<Request>> {
    Ok(visible_to(who).filter(known::number.eq_any(numbers.to_vec())).select(Request::as_select()).load(c)?)
}

/// [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Request> {
    let of_number = resource_requests::table.filter(resource_requests::number.eq(number));
    of_number.select(resource_requests::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, number)
}

/// Any request, which nobody else changes until the transaction ends: for what happens by itself.
///
/// # Errors
/// 404 when there is none.
pub fn lock_by_id(tx: &mut PgConnection, id: i64) -> AppResult<Request> {
    resource_requests::table.find(id).select(resource_requests::id).for_no_key_update().first::<i64>(tx)?;
    Ok(known::table.filter(known::id.eq(id)).select(Request::as_select()).first(tx)?)
}

/// Its form as it was last saved or sent.
///
/// # Errors
/// When the database can't be had.
pub fn saved_form(c: &mut PgConnection, request: &Request) -> AppResult<RequestForm> {
    let form: serde_json::Value = resource_requests::table.find(request.id).select(resource_requests::form).first(c)?;
    Ok(RequestForm { department: request.department_id.to_string(), ..serde_json::from_value(form)? })
}

/// The reviews that requests of that sector go through when they are submitted now.
///
/// # Errors
/// When the database can't be had.
pub fn flow(c: &mut PgConnection, sector: Sector) -> AppResult<Flow> {
    let steps = approval_flows::table.filter(approval_flows::sector.eq(sector.code())).order(approval_flows::place);
    let codes: Vec<String> = steps.select(approval_flows::step).load(c)?;
    Ok(Flow::try_from(codes)?)
}

/// `ZY`, the date in Shanghai, and at least four digits; never given twice (spec 0, "Numbers").
#[must_use]
pub fn number_of(nth: i64, at: DateTime<Utc>) -> String {
    format!("ZY{}{nth:04}", calendar::date_of(at).format("%Y%m%d"))
}

/// That number, if it is of a request of `department` that was approved, as far as `who` sees it.
///
/// # Errors
/// When the database can't be had.
pub fn known_numbers(c: &mut PgConnection, who: &Actor, department: i64, number: &str) -> AppResult<Vec<String>> {
    let approved = [State::Delivering, State::Delivered].map(State::code);
    let of_it = visible_to(who).filter(known::department_id.eq(department)).filter(known::state.eq_any(approved));
    Ok(of_it.filter(known::number.eq(number.to_owned())).select(known::number).load(c)?)
}
