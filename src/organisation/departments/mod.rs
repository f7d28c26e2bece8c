//! `/admin/departments`: the tree of departments.

mod commands;
mod filter;
pub(super) mod form;
mod model;
mod pages;
mod queries;
mod sheet;
mod special;
mod tree;
mod workflow;

use crate::{
    policy::Action,
    web::{Site, import},
};

const LIST: &str = "/admin/departments";

pub fn routes(site: &mut Site) {
    site.get(LIST, Action::ManageDepartments, pages::list::list)
        .get("/admin/departments.xlsx", Action::ManageDepartments, pages::export::file)
        .get("/admin/departments.csv", Action::ManageDepartments, pages::export::file)
        .get("/admin/departments/new", Action::ManageDepartments, pages::edit::blank)
        .post("/admin/departments/new", Action::ManageDepartments, pages::edit::create);
    import::routes(site, &sheet::DESK);
    site.get("/admin/departments/{id}", Action::ManageDepartments, pages::show::show)
        .get("/admin/departments/{id}/edit", Action::ManageDepartments, pages::edit::filled)
        .post("/admin/departments/{id}/edit", Action::ManageDepartments, pages::edit::update)
        .get("/admin/departments/{id}/move", Action::ManageDepartments, pages::place::choose)
        .post("/admin/departments/{id}/move", Action::ManageDepartments, pages::place::place)
        .post("/admin/departments/{id}/disable", Action::ManageDepartments, pages::act::disable)
        .post("/admin/departments/{id}/enable", Action::ManageDepartments, pages::act::enable);
}
