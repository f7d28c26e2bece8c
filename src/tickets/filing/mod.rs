//! How a ticket comes to be (spec 2, "Four ways to a ticket", "Network forms").
//!
//! Words: what somebody types is the *form*, strings and nothing decided; the *desk* is what is known
//! when it is read: applications, addresses, hosts, high-risk ports; a *reading* is what the form
//! says, with every refusal at its field; a *filing* is the form on its way to become a draft or a
//! submitted ticket.

mod author;
mod changes;
mod commands;
mod desk;
mod form;
mod lengths;
mod page;
mod pages;
mod press;
mod reading;
mod row_reading;
mod row_views;
mod rows;
mod sheet;
mod validity;

pub use commands::{Filing, save, submit};
pub use form::{APPROVAL_FILE, FILING_FILE, MappingForm};

use crate::{policy::Action, web::Site};

/// The form of `internet-mapping`.
pub(super) const NEW_MAPPING: &str = "/tickets/new/internet-mapping";

pub(super) fn routes(site: &mut Site) {
    site.get("/tickets/new", Action::SubmitTickets, pages::choose)
        .get(NEW_MAPPING, Action::SubmitTickets, pages::new)
        .post(NEW_MAPPING, Action::SubmitTickets, pages::file)
        .get_record("/tickets/{number}/edit", Action::SubmitTickets, pages::edit)
        .post_record("/tickets/{number}/edit", Action::SubmitTickets, pages::file_again)
        .post_record("/tickets/{number}/submit", Action::SubmitTickets, pages::submit_as_saved);
}
