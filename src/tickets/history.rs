//! What happened to a ticket, told to who came too late.

use diesel::PgConnection;

use super::{
    events::is_beside,
    model::{RECORD_KIND, Ticket},
};
use crate::{
    error::AppResult,
    outbox::{self, Line},
    text::Text,
};

/// Lines looked through for them.
const LOOKED_AT: i64 = 50;
/// Changes told in one sentence.
const TOLD: usize = 5;

/// A refusal, with who did last what, and when.
///
/// # Errors
/// When the database can't be had.
pub fn explain(c: &mut PgConnection, ticket: &Ticket, why: Text) -> AppResult<Text> {
    let last = outbox::timeline(c, RECORD_KIND, ticket.id, 1)?;
    Ok(match last.iter().map(said).next() {
        Some(last) => Text::new("ticket-refused-since").with("why", why).with("last", last),
        None => why,
    })
}

/// What happened since the page showed version `seen`, oldest first.
///
/// # Errors
/// When the database can't be had.
pub fn since(c: &mut PgConnection, ticket: &Ticket, seen: i32) -> AppResult<Text> {
    let missed = usize::try_from(ticket.version - seen).unwrap_or_default().clamp(1, TOLD);
    let lines = outbox::timeline(c, RECORD_KIND, ticket.id, LOOKED_AT)?;
    let changes = lines.iter().filter(|line| !is_beside(&line.action)).take(missed);
    let told =
        changes.collect::<Vec<_>>().into_iter().rev().map(said).reduce(|earlier, later| {
            Text::new("ticket-change-and-change").with("earlier", earlier).with("later", later)
        });
    let changes = told.unwrap_or_else(|| "ticket-changed-meanwhile".into());
    Ok(Text::new("ticket-stale").with("changes", changes).with("state", ticket.state.name()))
}

fn said(line: &Line) -> Text {
    let who = if line.who.is_empty() { Text::new("ticket-by-itself").into() } else { line.who.as_str().into() };
    let Line { at, said, .. } = line;
    Text { args: [("who".into(), who)].into(), ..Text::new("ticket-change") }.with("at", *at).with("what", said.clone())
}
