//! `/admin/regions`: the cloud's zones.

mod commands;
mod filter;
mod form;
mod model;
mod pages;
mod queries;

use crate::{policy::Action, web::Site};

const LIST: &str = "/admin/regions";

pub fn routes(site: &mut Site) {
    site.get(LIST, Action::ManageDepartments, pages::list::list)
        .get("/admin/regions.xlsx", Action::ManageDepartments, pages::list::file)
        .get("/admin/regions.csv", Action::ManageDepartments, pages::list::file)
        .get("/admin/regions/new", Action::ManageDepartments, pages::edit::blank)
        .post("/admin/regions/new", Action::ManageDepartments, pages::edit::create)
        .get("/admin/regions/{id}", Action::ManageDepartments, pages::edit::filled)
        .post("/admin/regions/{id}", Action::ManageDepartments, pages::edit::update)
        .post("/admin/regions/{id}/disable", Action::ManageDepartments, pages::act::disable)
        .post("/admin/regions/{id}/enable", Action::ManageDepartments, pages::act::enable);
}
