//! The verbs of a complaint. Nothing of it stands on its ticket's timeline, which operators read.

use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*};
use serde_json::json;

use super::{
    form::Words,
    model::{Complaint, RECORD_KIND},
    queries,
    state::State,
    workflow::{Deed, Side, next},
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event, Mail, Notice},
    policy::{Action, Actor},
    schema::{complaint_messages as messages, complaints},
    text::Text,
    tickets::{self, model::Ticket, state::State as TicketState},
    web::form::Errors,
};

/// The ticket, if `who` may complain about its handling.
///
/// # Errors
/// 404, 403 for anyone but its filer, 409 before operators had it.
pub fn allow(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Ticket> {
    let ticket = tickets::queries::find(c, who, number)?;
    if ticket.filer_id != who.id || !who.may(Action::Complain) {
        return Err(AppError::forbidden());
    }
    if ticket.state == TicketState::Draft {
        return Err(AppError::NotNow("complaint-nothing-handled".into()));
    }
    Ok(ticket)
}

/// A new complaint; or more words to the one there is.
///
/// # Errors
/// 404, 403, 409, 422.
pub fn file(
    tx: &mut PgConnection,
    who: &Actor,
    number: &str,
    words: Result<Words, Errors>,
    now: DateTime<Utc>,
) -> AppResult<Complaint> {
    tickets::queries::lock(tx, who, number)?;
    let ticket = allow(tx, who, number)?;
    let words = words.map_err(AppError::Invalid)?;
    if let Some(open) = queries::open_about(tx, ticket.id)? {
        return reply(tx, who, open, Ok(words), now);
    }
    let new = (
        complaints::ticket_id.eq(ticket.id),
        complaints::ticket_number.eq(&ticket.number),
        complaints::filer_id.eq(who.id),
        complaints::department_id.eq(ticket.department_id),
        complaints::filed_at.eq(now),
        complaints::updated_at.eq(now),
    );
    let id: i64 = insert_into(complaints::table).values(new).returning(complaints::id).get_result(tx)?;
    say(tx, who, id, Side::Filer, &words, now)?;
    let complaint = queries::find(tx, who, id)?;
    tell(tx, who, None, &complaint, "createComplaint", &words)?;
    Ok(complaint)
}

/// The filer says more.
///
/// # Errors
/// 404, 403, 409 once it is closed, 422.
pub fn reply(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    words: Result<Words, Errors>,
    now: DateTime<Utc>,
) -> AppResult<Complaint> {
    act(tx, who, id, Deed::Reply, Some(words), now)
}

/// An administrator answers.
///
/// # Errors
/// As [`reply`].
pub fn answer(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    words: Result<Words, Errors>,
    now: DateTime<Utc>,
) -> AppResult<Complaint> {
    act(tx, who, id, Deed::Answer, Some(words), now)
}

/// The filer is content, or lets it be.
///
/// # Errors
/// 404, 403, 409 once it is closed.
pub fn close(tx: &mut PgConnection, who: &Actor, id: i64, now: DateTime<Utc>) -> AppResult<Complaint> {
    act(tx, who, id, Deed::Close, None, now)
}

fn act(
    tx: &mut PgConnection,
    who: &Actor,
    id: i64,
    deed: Deed,
    words: Option<Result<Words, Errors>>,
    now: DateTime<Utc>,
) -> AppResult<Complaint> {
    let before = queries::lock(tx, who, id)?;
    if before.side_of(who.id) != deed.side() {
        return Err(AppError::forbidden());
    }
    let state = next(before.state(), deed).map_err(AppError::NotNow)?;
    let words = words.transpose().map_err(AppError::Invalid)?;
    if let Some(words) = &words {
        say(tx, who, id, deed.side(), words, now)?;
    }
    let changed = (
        complaints::state.eq(state.code()),
        complaints::closed_at.eq((state == State::Closed).then_some(now)),
        complaints::updated_at.eq(now),
        complaints::version.eq(before.version + 1),
    );
    diesel::update(complaints::table.find(id)).set(changed).execute(tx)?;
    let after = queries::find(tx, who, id)?;
    let action = match deed {
        Deed::Reply => "replyComplaint",
        Deed::Answer => "answerComplaint",
        Deed::Close => "closeComplaint",
    };
    tell(tx, who, Some(&before), &after, action, words.as_deref().unwrap_or_default())?;
    Ok(after)
}

fn say(tx: &mut PgConnection, who: &Actor, id: i64, side: Side, words: &str, now: DateTime<Utc>) -> AppResult<()> {
    let entry = (
        messages::complaint_id.eq(id),
        messages::author_id.eq(who.id),
        messages::by_administrator.eq(side == Side::Administrator),
        messages::text.eq(words),
        messages::at.eq(now),
    );
    insert_into(messages::table).values(entry).execute(tx)?;
    Ok(())
}

/// The other side hears of it. What was said stays in the thread: the log keeps that it was.
fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Complaint>,
    after: &Complaint,
    action: &'static str,
    words: &str,
) -> AppResult<()> {
    let state = |complaint: &Complaint| json!({ "state": complaint.state().code(), "ticket": complaint.number });
    let event = Event::new(action, RECORD_KIND, after.record()).changed(before.map(state), Some(state(after)));
    let (to, title) = match action {
        "answerComplaint" => (vec![after.filer_id], "complaint-told-answered"),
        "replyComplaint" => (queries::administrators(tx, after.ticket_id, after.filer_id)?, "complaint-told-replied"),
        "createComplaint" => (queries::administrators(tx, after.ticket_id, after.filer_id)?, "complaint-told-filed"),
        _ => (queries::administrators(tx, after.ticket_id, after.filer_id)?, "complaint-told-closed"),
    };
    let body = Text::new("complaint-told-about")
        .with("department", after.department.as_str())
        .with("filer", after.filer.as_str())
        .with("number", after.number.as_str());
    let notice = Notice {
        to,
        kind: tickets::model::RECORD_KIND,
        title: Text::new(title).with("number", after.number.as_str()),
        body,
        mail: if action == "closeComplaint" { Mail::No } else { Mail::AsChosen },
    };
    outbox::tell(tx, who, &event.quoting(words).telling(notice))
}
