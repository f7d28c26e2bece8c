//! Many decisions at once, row by row (spec 3, "Deciding"), by the way of [`crate::web::bulk`].

mod deed;
mod page;
mod selection;

pub use page::Bar;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/approvals/bulk", Action::ViewApprovals, page::again).post(
        "/approvals/bulk",
        Action::ViewApprovals,
        page::act,
    );
}
