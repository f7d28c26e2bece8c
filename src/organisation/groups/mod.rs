//! `/admin/ticket-groups`: who acts on whose tickets (spec 1, "The permission matrix").
//!
//! Each department has a *default* group, without a name, that its people are in unless they are put into another one.

mod commands;
mod filter;
mod form;
mod model;
mod pages;
mod queries;

use crate::{policy::Action, web::Site};

const LIST: &str = "/admin/ticket-groups";

pub fn routes(site: &mut Site) {
    site.get(LIST, Action::ManageDepartments, pages::list::list)
        .get("/admin/ticket-groups.xlsx", Action::ManageDepartments, pages::list::file)
        .get("/admin/ticket-groups.csv", Action::ManageDepartments, pages::list::file)
        .get("/admin/ticket-groups/new", Action::ManageDepartments, pages::edit::blank)
        .post("/admin/ticket-groups/new", Action::ManageDepartments, pages::edit::create)
        .get("/admin/ticket-groups/{id}", Action::ManageDepartments, pages::show::show)
        .get("/admin/ticket-groups/{id}/edit", Action::ManageDepartments, pages::edit::filled)
        .post("/admin/ticket-groups/{id}/edit", Action::ManageDepartments, pages::edit::rename)
        .post("/admin/ticket-groups/{id}/add", Action::ManageDepartments, pages::show::add)
        .post("/admin/ticket-groups/{id}/members/{user}/remove", Action::ManageDepartments, pages::show::remove)
        .post("/admin/ticket-groups/{id}/disable", Action::ManageDepartments, pages::show::disable)
        .post("/admin/ticket-groups/{id}/enable", Action::ManageDepartments, pages::show::enable);
}
