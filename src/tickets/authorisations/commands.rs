//! The verbs of an authorisation. Each locks its ticket, so that whoever ends the ticket or hands it on comes before or
//! after, and never between.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use secrecy::ExposeSecret;

use super::{
    form::{Asked, Granted, Reason},
    model::{Authorisation, State},
    queries,
    tell::{self, Told},
    workflow::{self, Deed, Event, Side},
};
use crate::{
    error::{AppError, AppResult},
    policy::Actor,
    tickets::{
        commands::{Attempt, Secrets, refuse_if_stale},
        history,
        kind::Kind,
        model::Ticket,
        queries as tickets,
    },
    web::form::Errors,
};

/// An authorisation on its ticket, about to change.
struct Begun {
    ticket: Ticket,
    it: Authorisation,
}

/// # Errors
/// In this order: 404, 403, 409.
fn begin(tx: &mut PgConnection, by: &Attempt<'_>, id: i64, deed: Deed) -> AppResult<Begun> {
    let ticket = tickets::lock(tx, by.who, by.number)?;
    let it = queries::lock(tx, ticket.id, id)?;
    allow(by.who, &ticket, Some(it.asked_by), deed)?;
    // Why it isn't possible is said of itself first: what is over isn't possible on any ticket.
    let possible = workflow::next(&it, Event::Do(deed), by.now).and_then(|_| workflow::allowed_in(ticket.state, deed));
    match possible {
        Ok(()) => Ok(Begun { ticket, it }),
        Err(why) => Err(AppError::NotNow(history::explain(tx, &ticket, why)?)),
    }
}

fn allow(who: &Actor, ticket: &Ticket, asked_by: Option<i64>, deed: Deed) -> AppResult<()> {
    if workflow::may(deed, Side::of(who, ticket, asked_by)) {
        return Ok(());
    }
    Err(AppError::NotAllowed(match deed {
        Deed::Grant | Deed::Refuse | Deed::Revoke => "authorisation-filers-alone".into(),
        Deed::Ask | Deed::Cancel | Deed::Read => "authorisation-assignees-alone".into(),
    }))
}

/// The assignee asks for access, one thing at a time.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn ask(tx: &mut PgConnection, by: &Attempt<'_>, asked: Result<Asked, Errors>) -> AppResult<()> {
    let ticket = tickets::lock(tx, by.who, by.number)?;
    allow(by.who, &ticket, None, Deed::Ask)?;
    if ticket.kind != Kind::Support {
        return Err(AppError::NotNow("authorisation-support-alone".into()));
    }
    workflow::allowed_in(ticket.state, Deed::Ask).map_err(AppError::NotNow)?;
    if queries::lock_open(tx, ticket.id)?.iter().any(|it| it.state == State::Asked) {
        return Err(AppError::NotNow("authorisation-waits-already".into()));
    }
    let asked = asked.map_err(AppError::Invalid)?;
    let id = queries::insert(tx, ticket.id, by.who.id, &asked, by.now)?;
    let it = Authorisation { id, target: asked.target, state: State::Asked, asked_by: by.who.id, valid: None };
    tell::tell(tx, by.who, &ticket, &it, &Told::asked(&it, &asked), &asked.reason)
}

/// The filer agrees. They see to whom access goes: where the ticket went on meanwhile, they are asked again.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn grant(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    secrets: &Secrets,
    id: i64,
    granted: Result<Granted, Errors>,
) -> AppResult<()> {
    let Begun { ticket, it } = begin(tx, by, id, Deed::Grant)?;
    refuse_if_stale(tx, by, &ticket)?;
    let granted = granted.map_err(AppError::Invalid)?;
    let sealed = secrets.authorisations.seal(granted.password.expose_secret(), &belongs_to(&ticket, id))?;
    queries::grant(tx, id, &granted, &sealed, by.now)?;
    tell::tell(tx, by.who, &ticket, &it, &Told::granted(&it, &granted), "")
}

/// The filer declines, with a reason.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn refuse(tx: &mut PgConnection, by: &Attempt<'_>, id: i64, why: Result<Reason, Errors>) -> AppResult<()> {
    let Begun { ticket, it } = begin(tx, by, id, Deed::Refuse)?;
    let why = why.map_err(AppError::Invalid)?;
    queries::refuse(tx, id, &why, by.now)?;
    tell::tell(tx, by.who, &ticket, &it, &Told::ended(&it, State::Refused), &why)
}

/// The filer takes back what they granted.
///
/// # Errors
/// 404, 403, 409.
pub fn revoke(tx: &mut PgConnection, by: &Attempt<'_>, id: i64) -> AppResult<()> {
    let Begun { ticket, it } = begin(tx, by, id, Deed::Revoke)?;
    end(tx, by.who, &ticket, &it, State::Revoked, by.now)
}

/// It isn't needed any more: who asked, or has the ticket now, takes the question back.
///
/// # Errors
/// 404, 403, 409.
pub fn cancel(tx: &mut PgConnection, by: &Attempt<'_>, id: i64) -> AppResult<()> {
    let Begun { ticket, it } = begin(tx, by, id, Deed::Cancel)?;
    end(tx, by.who, &ticket, &it, State::Cancelled, by.now)
}

/// The assignee reads the password for one look, which the audit log remembers.
///
/// # Errors
/// 404, 403 for anyone else, 409 where it isn't in force.
pub fn read(tx: &mut PgConnection, by: &Attempt<'_>, secrets: &Secrets, id: i64) -> AppResult<String> {
    let Begun { ticket, it } = begin(tx, by, id, Deed::Read)?;
    let sealed = queries::take_sealed(tx, id, by.now)?;
    tell::tell(tx, by.who, &ticket, &it, &Told::read(&it), "")?;
    secrets.authorisations.open(&sealed, &belongs_to(&ticket, id))
}

/// Its ticket has ended, or goes back to its filer: nothing waits or is in force any more.
///
/// # Errors
/// When the database refuses.
pub fn end_all(tx: &mut PgConnection, who: &Actor, ticket: &Ticket, now: DateTime<Utc>) -> AppResult<()> {
    for it in queries::lock_open(tx, ticket.id)? {
        if let Ok(state) = workflow::next(&it, Event::TicketLeaves, now) {
            queries::end(tx, it.id, state, now)?;
            tell::tell(tx, who, ticket, &it, &Told::left(&it, state), "")?;
        }
    }
    Ok(())
}

pub(super) fn end(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: &Ticket,
    it: &Authorisation,
    state: State,
    now: DateTime<Utc>,
) -> AppResult<()> {
    queries::end(tx, it.id, state, now)?;
    tell::tell(tx, who, ticket, it, &Told::ended(it, state), "")
}

/// A sealed password copied to another row, or another ticket, stays shut.
fn belongs_to(ticket: &Ticket, id: i64) -> String {
    format!("{}/authorisations/{id}", ticket.number)
}
