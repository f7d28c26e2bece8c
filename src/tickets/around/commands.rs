//! Who speaks for a ticket's filer says what hangs on it, as long as it is open.

use diesel::PgConnection;
use serde_json::{Value, json};

use super::{
    ACTIONS,
    copies::{self, Copies},
    label, relations,
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event},
    text::{self, Text},
    tickets::{
        action::Action,
        commands::Attempt,
        events::RESOURCE,
        model::Ticket,
        party::{Party, may},
        queries,
    },
    web::form::Errors,
};

/// Whoever may close a ticket speaks for its filer.
pub fn may_change(ticket: &Ticket, party: Party) -> bool {
    may(Action::Close, ticket.state, &party) && !ticket.state.is_final()
}

fn begin(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<Ticket> {
    let ticket = queries::lock(tx, by.who, by.number)?;
    if !may(Action::Close, ticket.state, &Party::of(by.who, &ticket.filed())) {
        return Err(AppError::forbidden());
    }
    if ticket.state.is_final() {
        return Err(AppError::NotNow(Text::new("ticket-around-not-now").with("state", ticket.state.name())));
    }
    Ok(ticket)
}

/// Labels of its department, at most five.
///
/// # Errors
/// 404, 403, 409, 422 at `labels`.
pub fn put_labels(tx: &mut PgConnection, by: &Attempt<'_>, wanted: Result<Vec<i64>, Errors>) -> AppResult<()> {
    let ticket = begin(tx, by)?;
    let wanted = wanted.map_err(AppError::Invalid)?;
    let known = label::of_department(tx, ticket.department_id, &wanted)?;
    if known.len() < wanted.len() {
        return Err(AppError::at("labels", "ticket-label-unknown"));
    }
    let before = label::names_on(tx, ticket.id)?;
    label::put(tx, ticket.id, &wanted)?;
    let after = label::names_on(tx, ticket.id)?;
    let [action, ..] = ACTIONS;
    note(tx, by, &ticket, action, "labels", [before, after], ["ticket-line-labelled", "ticket-line-unlabelled"])
}

/// Other tickets, at most three.
///
/// # Errors
/// 404, 403, 409, 422 at `relations`.
pub fn relate(tx: &mut PgConnection, by: &Attempt<'_>, wanted: Result<Vec<String>, Errors>) -> AppResult<()> {
    let ticket = begin(tx, by)?;
    let wanted = wanted.map_err(AppError::Invalid)?;
    let before = relations::numbers_of(tx, ticket.id)?;
    // What it names already may have left their sight, and stays.
    let new: Vec<String> = wanted.iter().filter(|number| !before.contains(number)).cloned().collect();
    relations::related(tx, by.who, &ticket, &new)?;
    let others = queries::ids_of(tx, &wanted)?;
    relations::put(tx, ticket.id, &others)?;
    let [_, action, _] = ACTIONS;
    note(tx, by, &ticket, action, "relations", [before, wanted], ["ticket-line-related", "ticket-line-unrelated"])
}

/// Addresses that get the filer's mails too, at most five.
///
/// # Errors
/// 404, 403, 409, 422 at `cc_emails`.
pub fn copy_to(tx: &mut PgConnection, by: &Attempt<'_>, wanted: Result<Copies, Errors>) -> AppResult<()> {
    let ticket = begin(tx, by)?;
    let wanted = wanted.map_err(AppError::Invalid)?;
    let before = copies::addresses(tx, ticket.id)?;
    copies::keep(tx, ticket.id, &wanted.to_string())?;
    let after = copies::addresses(tx, ticket.id)?;
    let [.., action] = ACTIONS;
    note(tx, by, &ticket, action, "cc_emails", [before, after], ["ticket-line-copied", "ticket-line-uncopied"])
}

/// Tells what became of it, in one of the two lines; nothing changed is nothing to tell.
fn note(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    ticket: &Ticket,
    action: &'static str,
    field: &'static str,
    [before, after]: [Vec<String>; 2],
    [some, none]: [&'static str; 2],
) -> AppResult<()> {
    if before == after {
        return Ok(());
    }
    let facts = |things: &[String]| Value::Object([(field.to_owned(), json!(things))].into_iter().collect());
    let event = Event::new(action, RESOURCE, ticket.record()).changed(Some(facts(&before)), Some(facts(&after)));
    let line = match text::listed(after) {
        Some(things) => Text::new(some).with("things", things),
        None => none.into(),
    };
    outbox::tell(tx, by.who, &event.on_timeline(line))
}
