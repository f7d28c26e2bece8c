//! `/admin/outbox`: mails that wait, that couldn't be sent, and that were sent lately.

mod bulk;
pub mod commands;
mod filter;
mod form;
mod model;
mod pages;
mod queries;

pub use model::Kept;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/admin/outbox", Action::ManageOutbox, pages::list::list)
        .get("/admin/outbox.xlsx", Action::ManageOutbox, pages::export::file)
        .get("/admin/outbox.csv", Action::ManageOutbox, pages::export::file)
        .get("/admin/outbox/bulk", Action::ManageOutbox, bulk::again)
        .post("/admin/outbox/bulk", Action::ManageOutbox, bulk::act)
        .get("/admin/outbox/{id}", Action::ManageOutbox, pages::show::show)
        .post("/admin/outbox/{id}/resend", Action::ManageOutbox, pages::show::resend)
        .post("/admin/outbox/{id}/drop", Action::ManageOutbox, pages::show::drop);
}
