//! Messages between the two sides (spec 2, "Every ticket has").

use diesel::PgConnection;

use super::step::{Attempt, begin};
use crate::{
    attachments,
    config::Keys,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::Actor,
    sealing::Sealer,
    tickets::{
        acting::Written,
        action::Action,
        events::{self, Happened},
        model::Ticket,
        queries, thread,
    },
    web::form::Errors,
};

/// Seals secret messages and the passwords of authorisations; each with a key that serves nothing else.
pub struct Secrets {
    messages: Sealer,
    pub(in crate::tickets) authorisations: Sealer,
}

impl Secrets {
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self {
            messages: Sealer::new(keys, "ticket-messages"),
            authorisations: Sealer::new(keys, "ticket-authorisations"),
        }
    }
}

/// 留言, in the open or secret (机密留言).
///
/// # Errors
/// 404, 403, 409, 422.
pub fn write(
    tx: &mut PgConnection,
    by: &Attempt<'_>,
    secrets: &Secrets,
    written: Result<Written, Errors>,
) -> AppResult<Ticket> {
    // Nothing that others decide about changes, so a page from before may still speak.
    let ticket = begin(tx, &Attempt { version: None, ..*by }, Action::Message)?.ticket;
    let written = written.map_err(AppError::Invalid)?;
    let words = put(tx, by.who, secrets, &ticket, &written)?;
    let happened = if written.secret { Happened::SecretMessaged } else { Happened::Messaged };
    events::tell(tx, by.who, Some(&ticket), &ticket, happened, words)?;
    Ok(ticket)
}

/// Adds a message with its files to the thread, sealed if it is secret. What may be repeated of it elsewhere.
pub(super) fn put<'a>(
    tx: &mut PgConnection,
    who: &Actor,
    secrets: &Secrets,
    ticket: &Ticket,
    written: &'a Written,
) -> AppResult<&'a str> {
    if written.secret {
        if !may_read_secrets(who, ticket) {
            return Err(AppError::at("secret", "ticket-secret-not-between-you"));
        }
        let sealed = secrets.messages.seal(&written.text, &ticket.number)?;
        thread::add_secret(tx, who, ticket, &sealed)?;
        return Ok("");
    }
    let message = thread::add(tx, who, ticket, &written.text)?;
    attachments::commands::attach_to_message(tx, who, &written.files, ticket.id, message)?;
    Ok(&written.text)
}

/// A secret message is between the filer and who has the ticket.
#[must_use]
pub fn may_read_secrets(who: &Actor, ticket: &Ticket) -> bool {
    who.id == ticket.filer_id || ticket.assignee_id == Some(who.id)
}

/// Opens a secret message for one look, which the audit log remembers.
///
/// # Errors
/// 404, 403 for anyone but filer and assignee, 409 once the ticket has ended.
pub fn reveal(tx: &mut PgConnection, by: &Attempt<'_>, secrets: &Secrets, message: i64) -> AppResult<String> {
    let ticket = queries::find(tx, by.who, by.number)?;
    let sealed = thread::find_secret(tx, &ticket, message)?;
    if !may_read_secrets(by.who, &ticket) {
        return Err(AppError::NotAllowed("ticket-secret-not-between-you".into()));
    }
    let sealed = sealed.ok_or_else(|| AppError::NotNow("ticket-secret-erased".into()))?;
    outbox::tell(tx, by.who, &Event::new("readSecretMessage", events::RESOURCE, ticket.record()))?;
    secrets.messages.open(&sealed, &ticket.number)
}
