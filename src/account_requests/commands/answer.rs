//! The verbs of who answers, consents and objects: lock, allow, decide, write, tell.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::events::{self, Happened};
use crate::{
    account_requests::{
        model::{AccountRequest, RECORD_KIND, needs_consent},
        queries,
        state::State,
        workflow::{Event, next},
    },
    accounts::model::Username,
    error::{AppError, AppResult},
    outbox,
    people::{
        commands::{self as people, Newcomer},
        model::PersonData,
        queries::seat_of,
    },
    policy::{Action, Actor},
    projects::commands as projects,
    schema::account_requests,
    web::{form::Errors, i18n::Lang},
};

/// Words somebody gives: there, and not too many; or what is wrong with them.
pub type Words = Result<String, Errors>;

/// Whether `who` may do that at all with this request, as it may be.
#[must_use]
pub fn may(who: &Actor, request: &AccountRequest, event: Event) -> bool {
    let own = request.applicant_id == Some(who.id);
    let answers = || who.may_on(Action::AnswerAccountRequests, &request.filed());
    let consents = || !own && who.may(Action::ManageRoles) && needs_consent(request.role());
    match event {
        Event::Approve | Event::Overrule => answers(),
        // Who doesn't consent says no.
        Event::Refuse => answers() || consents(),
        Event::Consent => consents(),
        Event::Object => !own && who.may(Action::ObjectToAccountRequests),
        Event::Expire => false,
    }
}

/// Whether `who` may do that now: what the page offers.
#[must_use]
pub fn is_open(who: &Actor, request: &AccountRequest, event: Event) -> bool {
    may(who, request, event) && next(request.situation(), event).is_ok()
}

/// 404, 403, 409: in that order.
fn allow(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    event: Event,
) -> AppResult<(AccountRequest, State)> {
    let request = queries::lock(tx, who, number)?;
    if !may(who, &request, event) {
        return Err(AppError::forbidden());
    }
    let state = next(request.situation(), event).map_err(AppError::NotNow)?;
    if seen.is_some_and(|seen| seen != request.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, request.id)?);
    }
    Ok((request, state))
}

/// Makes the account, with the role and the grants that were asked for and in the project of that name; or gives who has
/// one more. `username` is another name than the one asked for, where somebody has that.
///
/// # Errors
/// 404, 403, 409 without the consent it takes or over an objection, or when it was answered; 422 at a name that is taken or
/// is none.
pub fn approve(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    username: Result<Option<Username>, Errors>,
    now: DateTime<Utc>,
) -> AppResult<AccountRequest> {
    let (before, state) = allow(tx, who, number, seen, Event::Approve)?;
    let username = username.map_err(AppError::Invalid)?;
    let user = if let Some(user) = before.applicant_id {
        people::extend(tx, who, user, &before.rights(), now)?
    } else {
        let newcomer = newcomer(tx, &before, username)?;
        people::admit(tx, who, newcomer, now)?
    };
    let project = projects::join(tx, who, before.department_id, &before.project, user.id, now)?;
    diesel::update(account_requests::table.find(before.id))
        .set((
            account_requests::state.eq(state.code()),
            account_requests::answered_at.eq(now),
            account_requests::answered_by_id.eq(who.id),
            account_requests::user_id.eq(user.id),
            account_requests::project_id.eq(project),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    told(tx, who, &before, Happened::Approved { username: &user.username })
}

fn newcomer(tx: &mut PgConnection, request: &AccountRequest, name: Option<Username>) -> AppResult<Newcomer> {
    let name = name.or_else(|| Username::parse(&request.username));
    let username = name.ok_or_else(|| AppError::at("username", "account-username-malformed"))?;
    if crate::people::queries::named(tx, username.as_str())?.is_some() {
        return Err(AppError::at("username", "account-request-username-taken"));
    }
    let data = PersonData {
        display_name: request.display_name.clone(),
        department: seat_of(tx, request.department_id)?,
        ticket_group: None,
        phone: request.phone.clone(),
        email: request.email.clone(),
        language: Lang::from_code(&request.language).unwrap_or_default(),
    };
    Ok(Newcomer { username, data, rights: request.rights() })
}

/// Says no, with a reason that the applicant is mailed.
///
/// # Errors
/// 404, 403, 409 when it was answered, 422 without a reason.
pub fn refuse(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    words: Words,
    now: DateTime<Utc>,
) -> AppResult<AccountRequest> {
    let (before, state) = allow(tx, who, number, seen, Event::Refuse)?;
    let reason = words.map_err(AppError::Invalid)?;
    diesel::update(account_requests::table.find(before.id))
        .set((
            account_requests::state.eq(state.code()),
            account_requests::answered_at.eq(now),
            account_requests::answered_by_id.eq(who.id),
            account_requests::answer.eq(&reason),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    told(tx, who, &before, Happened::Refused { reason: &reason })
}

/// A security administrator's word on the role.
///
/// # Errors
/// 404, 403, 409 when it takes none, was given, or the request was answered.
pub fn consent(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    now: DateTime<Utc>,
) -> AppResult<AccountRequest> {
    let (before, _) = allow(tx, who, number, seen, Event::Consent)?;
    diesel::update(account_requests::table.find(before.id))
        .set((
            account_requests::consented_at.eq(now),
            account_requests::consented_by_id.eq(who.id),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    told(tx, who, &before, Happened::Consented)
}

/// The department's word against it, with a reason: it can't be approved until an operator overrules that.
///
/// # Errors
/// 404, 403, 409 when an objection stands or the request was answered, 422 without a reason.
pub fn object(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    words: Words,
    now: DateTime<Utc>,
) -> AppResult<AccountRequest> {
    let (before, _) = allow(tx, who, number, seen, Event::Object)?;
    let reason = words.map_err(AppError::Invalid)?;
    diesel::update(account_requests::table.find(before.id))
        .set((
            account_requests::objected_at.eq(now),
            account_requests::objected_by_id.eq(who.id),
            account_requests::objection.eq(&reason),
            account_requests::overruled_at.eq(None::<DateTime<Utc>>),
            account_requests::overruled_by_id.eq(None::<i64>),
            account_requests::overruling.eq(""),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    told(tx, who, &before, Happened::Objected { reason: &reason })
}

/// An operator goes on in spite of the objection, with a reason that the department hears.
///
/// # Errors
/// 404, 403, 409 when none stands, 422 without a reason.
pub fn overrule(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    seen: Option<i32>,
    words: Words,
    now: DateTime<Utc>,
) -> AppResult<AccountRequest> {
    let (before, _) = allow(tx, who, number, seen, Event::Overrule)?;
    let reason = words.map_err(AppError::Invalid)?;
    diesel::update(account_requests::table.find(before.id))
        .set((
            account_requests::overruled_at.eq(now),
            account_requests::overruled_by_id.eq(who.id),
            account_requests::overruling.eq(&reason),
            account_requests::version.eq(before.version + 1),
        ))
        .execute(tx)?;
    told(tx, who, &before, Happened::Overruled { reason: &reason })
}

/// As it is now, with everybody told whom it concerns.
fn told(
    tx: &mut PgConnection,
    who: &Actor,
    before: &AccountRequest,
    happened: Happened<'_>,
) -> AppResult<AccountRequest> {
    let after = queries::by_id(tx, before.id)?;
    events::tell(tx, who, before, &after, happened)?;
    Ok(after)
}
