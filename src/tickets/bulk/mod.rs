//! The same deed for many tickets at once (spec 2, "States"; spec 0, "Operators").
//!
//! Words: a ticket is *picked* in the list, as its row showed it; the *deed* is done to each of them
//! by the very command of the single action; its *outcome* stands beside it afterwards.

mod deed;
mod page;
mod picked;
mod selection;

pub use page::Bar;
pub use picked::Picked;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/tickets/bulk", Action::HandleTickets, page::again).post(
        "/tickets/bulk",
        Action::HandleTickets,
        page::act,
    );
}
