//! What people are told in the portal (spec 6).
//!
//! Words: a *message* is what its *recipient* was told of a *record*, written by `outbox::tell` with the
//! change itself; opening it *reads* it; the *bell* shows the unread count and the latest of them. The
//! *mailbox* shows what went out by mail, for trying the product out.

pub mod commands;
pub mod filter;
pub mod live;
mod mailbox;
pub mod model;
mod pages;
pub mod queries;
mod sought;
mod standing;

pub use standing::Standing;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/messages", Action::ReadMessages, pages::list::list)
        .get("/messages.xlsx", Action::ReadMessages, pages::export::file)
        .get("/messages.csv", Action::ReadMessages, pages::export::file)
        .get("/messages/bell", Action::ReadMessages, pages::bell::bell)
        .get("/messages/events", Action::ReadMessages, live::events)
        .post("/messages/read", Action::ReadMessages, pages::read::read)
        .get_record("/messages/{id}", Action::ReadMessages, pages::show::show)
        .get("/dev/mailbox", Action::UseMailbox, mailbox::list)
        .get("/dev/mailbox/{id}", Action::UseMailbox, mailbox::show)
        .get("/dev/mailbox/{id}/html", Action::UseMailbox, mailbox::html);
}
