//! Projects 项目: what resources are applied for and billed by (spec 3, "Projects").
//!
//! Words: a project's *contact* is whom one calls about it day by day, its *owner* answers for it; its *keeper* is
//! whose it is to change: who made it, or an administrator who has taken it over. An *archived* one stays to be looked
//! at, and nothing new names it.

pub mod commands;
mod filter;
mod form;
pub mod model;
mod pages;
pub mod queries;
pub mod state;
mod workflow;

pub use form::Wanted;
pub use workflow::Event;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/projects", Action::ViewResources, pages::list::list)
        .get("/projects.xlsx", Action::ViewResources, pages::export::file)
        .get("/projects.csv", Action::ViewResources, pages::export::file)
        .get("/projects/new", Action::ManageProjects, pages::edit::blank)
        .post("/projects/new", Action::ManageProjects, pages::edit::create)
        .get_record("/projects/{id}", Action::ViewResources, pages::show::show)
        .get_record("/projects/{id}/attachments/{file}", Action::ViewResources, pages::show::open_file)
        .get_record("/projects/{id}/edit", Action::ManageProjects, pages::edit::filled)
        .post_record("/projects/{id}/edit", Action::ManageProjects, pages::edit::update)
        .post_record("/projects/{id}/archive", Action::ManageProjects, pages::act::archive)
        .post_record("/projects/{id}/restore", Action::ManageProjects, pages::act::restore)
        .post_record("/projects/{id}/take-over", Action::TakeOverProjects, pages::act::take_over);
}
