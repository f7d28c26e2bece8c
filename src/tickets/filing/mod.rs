//! How a ticket comes to be (spec 2, "Four ways to a ticket", "Network forms").
//!
//! Words: what somebody types is the *form*, strings and nothing decided; the *desk* is what is known
//! when it is read: applications, addresses, hosts, high-risk ports; a *reading* is what the form
//! says, with every refusal at its field; a *filing* is the form on its way to become a draft or a
//! submitted ticket.

mod access;
mod author;
mod changes;
mod choose;
mod commands;
mod common;
mod desk;
mod form;
mod lengths;
mod mapping;
mod mark_view;
mod page;
mod pages;
mod reading;
mod server;
mod sheet;
mod support;
mod term;
mod validity;

pub use commands::{Filing, save, submit};
pub(super) use form::tidied;
pub use form::{APPROVAL_FILE, CONSENT_EMAIL, FILING_FILE, TicketForm};
pub use server::recycle::LeadingView;
pub(super) use validity::parse_day;

use super::kind::Kind;
use crate::{policy::Action, web::Site};

/// A new ticket of any kind.
const NEW: &str = "/tickets/new/{kind}";

/// The form of that kind.
fn new_path(kind: Kind) -> String {
    format!("/tickets/new/{kind}")
}

pub(super) fn routes(site: &mut Site) {
    site.get("/tickets/new", Action::SubmitTickets, choose::show)
        .get(NEW, Action::SubmitTickets, pages::new)
        .post(NEW, Action::SubmitTickets, pages::file)
        .get_record("/tickets/{number}/edit", Action::SubmitTickets, pages::edit)
        .post_record("/tickets/{number}/edit", Action::SubmitTickets, pages::file_again)
        .post_record("/tickets/{number}/submit", Action::SubmitTickets, pages::submit_as_saved);
}
