//! Deciding for somebody who is away (spec 3, "Deciding").
//!
//! Words: a *delegator* names a colleague their *delegate*, from a first day to a last; a *delegation* is that, planned, in
//! force, over, or ended before its time. What it lets a delegate do the policy says, from who is in force:
//! [`crate::policy::Principal`].

pub mod commands;
mod events;
mod form;
pub mod model;
mod pages;
pub mod queries;
pub mod state;

pub use form::Wanted;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/approvals/delegation", Action::DelegateApprovals, pages::show)
        .post("/approvals/delegation", Action::DelegateApprovals, pages::name)
        .get_record("/approvals/delegation/{id}/edit", Action::DelegateApprovals, pages::filled)
        .post_record("/approvals/delegation/{id}/edit", Action::DelegateApprovals, pages::change)
        .post_record("/approvals/delegation/{id}/end", Action::DelegateApprovals, pages::end);
}
