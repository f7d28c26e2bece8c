//! Applications 应用: the business systems of departments, to which tickets and hosts belong (spec 2).
//!
//! Words: an application's *contact* is whom operators call about it; a *retired* one stays to be
//! looked at and takes no new tickets.

pub mod commands;
mod filter;
mod form;
pub mod model;
mod pages;
pub mod queries;
pub mod state;

pub use form::ApplicationForm;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/applications", Action::ViewApplications, pages::list::list)
        .get("/applications.xlsx", Action::ViewApplications, pages::export::file)
        .get("/applications.csv", Action::ViewApplications, pages::export::file)
        .get("/applications/new", Action::ManageApplications, pages::edit::blank)
        .post("/applications/new", Action::ManageApplications, pages::edit::create)
        .get_record("/applications/{id}", Action::ViewApplications, pages::show::show)
        .get_record("/applications/{id}/tickets", Action::ViewApplications, pages::tickets::show)
        .get_record("/applications/{id}/hosts", Action::ViewApplications, pages::hosts::show)
        .get_record("/applications/{id}/ports", Action::ViewApplications, pages::ports::show)
        .get_record("/applications/{id}/edit", Action::ManageApplications, pages::edit::filled)
        .post_record("/applications/{id}/edit", Action::ManageApplications, pages::edit::update);
}
