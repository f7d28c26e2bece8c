//! 授权 (spec 2, "Support tickets"): an operator asks for access to a host or the console, and the filer answers.
//!
//! Words: an authorisation is *asked* for by the ticket's assignee and *granted* or *refused* by its filer, who may
//! *revoke* it; the assignee *reads* its password, and takes back (*cancels*) what isn't answered. Its password is sealed
//! and gone with its state; none of it changes the ticket's version.

mod commands;
mod form;
mod model;
mod pages;
mod queries;
mod tell;
mod timed;
mod view;
mod workflow;

pub use super::hours::control_moment;
pub(super) use commands::end_all;
pub use commands::{ask, cancel, grant, read, refuse, revoke};
pub use form::{Asked, AuthorisationForm, Granted, Reason};
pub use model::{State, Target};
pub(super) use pages::Typed;
pub(super) use tell::ACTIONS;
pub use timed::{catch_up, expire, expire_at};
pub(super) use view::{Authorisations, Before, Stored};
pub use workflow::Deed;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.post_record("/tickets/{number}/authorisations/request", Action::HandleTickets, pages::ask)
        .post_record("/tickets/{number}/authorisations/{id}/grant", Action::ReplyToTickets, pages::grant)
        .post_record("/tickets/{number}/authorisations/{id}/refuse", Action::ReplyToTickets, pages::refuse)
        .post_record("/tickets/{number}/authorisations/{id}/revoke", Action::ReplyToTickets, pages::revoke)
        .post_record("/tickets/{number}/authorisations/{id}/cancel", Action::HandleTickets, pages::cancel)
        .post_record("/tickets/{number}/authorisations/{id}/read", Action::HandleTickets, pages::read);
}
