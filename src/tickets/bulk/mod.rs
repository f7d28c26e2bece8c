//! The same deed for many tickets at once (spec 2, "States"; spec 0, "Operators"), by the way of [`crate::web::bulk`].

mod deed;
mod page;
mod selection;

pub use page::Bar;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/tickets/bulk", Action::HandleTickets, page::again).post(
        "/tickets/bulk",
        Action::HandleTickets,
        page::act,
    );
}
