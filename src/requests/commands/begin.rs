//! What all verbs have in common.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use crate::{
    error::{AppError, AppResult},
    outbox,
    policy::Actor,
    requests::{
        model::{RECORD_KIND, Request},
        queries,
        workflow::{self, Event, Move, Verb},
    },
    text::Text,
};

/// Someone acts on a request, as they saw it.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub who: &'a Actor,
    pub number: &'a str,
    /// The version their page showed, if they had one.
    pub version: Option<i32>,
    pub now: DateTime<Utc>,
}

/// Locks the request and finds out what `event` makes of it.
///
/// # Errors
/// In this order: 404, 403, 409.
pub(super) fn begin(tx: &mut PgConnection, by: &Attempt<'_>, event: Event) -> AppResult<(Request, Move)> {
    let request = queries::lock(tx, by.who, by.number)?;
    let step = allow(tx, by.who, &request, event, by.version)?;
    Ok((request, step))
}

/// Whether `who` may do that with what they saw in version `seen`, and can now.
///
/// # Errors
/// 403, 409 with who did what meanwhile.
pub fn allow(c: &mut PgConnection, who: &Actor, request: &Request, event: Event, seen: Option<i32>) -> AppResult<Move> {
    let (situation, filed, verb) = (request.situation(), request.filed(), event.verb());
    if !workflow::may(verb, &situation, &filed, who) {
        return Err(refusal(who, request, verb));
    }
    if seen.is_some_and(|seen| seen != request.version) {
        return Err(outbox::changed_meanwhile(c, RECORD_KIND, request.id)?);
    }
    let is_anothers = matches!(verb, Verb::Approve | Verb::Reject)
        && request.state.review().is_some()
        && !workflow::is_their_review(&situation, &filed, who);
    let why = match workflow::next(&situation, event) {
        Ok(_) if is_anothers => Text::new("request-review-is-anothers").with("state", Text::new(request.state.label())),
        Ok(step) => return Ok(step),
        Err(why) => why,
    };
    Err(AppError::NotNow(explained(c, request, why)?))
}

/// Nobody decides what they filed themselves, nor does anybody in their place, and they are told so.
fn refusal(who: &Actor, request: &Request, verb: Verb) -> AppError {
    let decides = matches!(verb, Verb::Approve | Verb::Reject);
    let would = request.flow.0.iter().any(|review| who.may(review.action()));
    let principal = who.stands_in_for.iter().find(|principal| principal.id == request.applicant_id);
    AppError::NotAllowed(match principal {
        _ if !(decides && would) => return AppError::forbidden(),
        _ if request.applicant_id == who.id => "request-not-ones-own".into(),
        Some(principal) => Text::new("request-not-ones-principals").with("name", principal.display_name.as_str()),
        None => return AppError::forbidden(),
    })
}

/// With who did last what.
fn explained(c: &mut PgConnection, request: &Request, why: Text) -> AppResult<Text> {
    let last = outbox::timeline(c, RECORD_KIND, request.id, 1)?.pop();
    Ok(match last {
        Some(line) => Text::new("request-refused-since")
            .with("why", why)
            .with("who", line.by())
            .with("at", line.at)
            .with("what", line.said),
        None => why,
    })
}
