//! What hangs on a ticket beside its own course (spec 2, "Every ticket has").
//!
//! Words: a *label* is a department's own word for some of its tickets; a *relation* names another ticket, which opens
//! only to those who may see it; a *copy* is an address that gets what the filer is mailed. None of it changes a
//! ticket's version: nobody decides by it.

mod commands;
mod copies;
mod elements;
mod label;
mod label_commands;
mod label_pages;
mod pages;
mod relations;
mod view;

pub use commands::{copy_to, put_labels, relate};
pub use copies::{Copies, LONGEST as LONGEST_COPIES};
pub(super) use copies::{addresses, keep as keep_copies, typed as typed_copies};
pub use label::{Colour, Label, Wanted};
pub use label_commands::create as create_label;
pub(super) use relations::StoredRelation;
pub(super) use view::{AroundView, Stored, Typed};

use crate::{policy::Action, web::Site};

/// The audit log's names of what is done here.
pub(super) const ACTIONS: [&str; 3] = ["labelCase", "relateCase", "copyCase"];

/// Before the ticket itself, which would take `labels` for a number.
pub(super) fn routes(site: &mut Site) {
    site.get("/tickets/labels", Action::SubmitTickets, label_pages::list)
        .post("/tickets/labels", Action::SubmitTickets, label_pages::create)
        .get_record("/tickets/labels/{id}", Action::SubmitTickets, label_pages::show_one)
        .post_record("/tickets/labels/{id}", Action::SubmitTickets, label_pages::update)
        .post_record("/tickets/labels/{id}/delete", Action::SubmitTickets, label_pages::delete)
        .post_record("/tickets/{number}/labels", Action::CloseTickets, pages::put_labels)
        .post_record("/tickets/{number}/relations", Action::CloseTickets, pages::relate)
        .post_record("/tickets/{number}/copies", Action::CloseTickets, pages::copy_to);
}
