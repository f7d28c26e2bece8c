//! Whom operators call, with the form that changes it.

use uuid::Uuid;

use super::{desk::Try, sheet::Sheet};
use crate::{
    tickets::{action::Action, contact::ContactForm, party::may},
    web::form::{Errors, Field},
};

pub struct Contact {
    pub phone: Field,
    pub email: Field,
    pub changeable: bool,
    /// It came back, or was left.
    pub open: bool,
    pub submission: Uuid,
}

impl Contact {
    pub fn of(sheet: &Sheet, tried: &Try) -> Self {
        let ticket = &sheet.ticket;
        let as_it_is =
            ContactForm { contact_phone: ticket.contact_phone.clone(), contact_email: ticket.contact_email.clone() };
        let errors = if tried.contact.is_some() { tried.errors.clone() } else { Errors::default() };
        let typed = tried.contact.as_ref().or(sheet.kept.contact.as_ref());
        let ContactForm { contact_phone, contact_email } = typed.cloned().unwrap_or(as_it_is);
        let field = |name: &'static str, label: &'static str, value: String| {
            Field::new(name, label, value).checked(&errors).required()
        };
        Self {
            phone: field("contact_phone", "ticket-contact-phone", contact_phone),
            email: field("contact_email", "ticket-contact-email", contact_email),
            changeable: may(Action::Close, ticket.state, &sheet.party) && !ticket.state.is_final(),
            open: typed.is_some(),
            submission: Uuid::new_v4(),
        }
    }
}
