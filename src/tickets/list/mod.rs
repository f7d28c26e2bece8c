//! The list of tickets, which is the operators' queue too.
//!
//! Words: a *tab* shows the tickets of some states, in the guide's names; a *view* cuts across them:
//! one's own, or what is overdue.

mod asked;
mod columns;
mod counting;
mod export;
mod found;
mod names;
mod overview;
mod page;
mod places;
mod question;
mod reading;
mod scope;
mod sought;

pub use reading::{Line, lines};
pub use sought::sought;
#[cfg(feature = "bench")]
pub use {asked::Filter, overview::Overview};

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/tickets", Action::QueryTickets, page::list)
        .get("/tickets.xlsx", Action::QueryTickets, export::file)
        .get("/tickets.csv", Action::QueryTickets, export::file);
}
