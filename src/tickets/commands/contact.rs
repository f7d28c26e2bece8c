use diesel::PgConnection;

use super::step::{Attempt, refuse_if_stale};
use crate::{
    error::{AppError, AppResult},
    text::Text,
    tickets::{
        action::Action,
        contact::Contact,
        events::{self, Happened},
        model::Ticket,
        party::{Party, may},
        queries, storage,
    },
    web::form::Errors,
};

/// Another number or address to be reached at, while the ticket is open.
///
/// # Errors
/// 404, 403 for who doesn't speak for the filer, 409 once it has ended, 422.
pub fn change_contact(tx: &mut PgConnection, by: &Attempt<'_>, contact: Result<Contact, Errors>) -> AppResult<Ticket> {
    let before = queries::lock(tx, by.who, by.number)?;
    if !may_change_contact(by, &before) {
        return Err(AppError::forbidden());
    }
    if before.state.is_final() {
        return Err(AppError::NotNow(Text::new("ticket-contact-not-now").with("state", before.state.name())));
    }
    refuse_if_stale(tx, by, &before)?;
    let Contact { phone, email } = contact.map_err(AppError::Invalid)?;
    let mut ticket = Ticket { contact_phone: phone, contact_email: email, ..before.clone() };
    if (&ticket.contact_phone, &ticket.contact_email) != (&before.contact_phone, &before.contact_email) {
        storage::store(tx, &mut ticket, by.now)?;
        events::tell(tx, by.who, Some(&before), &ticket, Happened::ContactChanged, "")?;
    }
    Ok(ticket)
}

/// Whoever may close a ticket speaks for its filer.
fn may_change_contact(by: &Attempt<'_>, ticket: &Ticket) -> bool {
    may(Action::Close, ticket.state, &Party::of(by.who, &ticket.filed()))
}
