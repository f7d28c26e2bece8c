//! `/admin/risk-ports`: the table of high-risk ports as administrators keep it (spec 2, "High-risk ports"). What it says
//! holds for whatever is submitted from then on; what is open stays open.

mod commands;
mod filter;
mod form;
mod model;
mod pages;
mod queries;

use crate::{policy::Action, web::Site};

const LIST: &str = "/admin/risk-ports";

pub(super) fn routes(site: &mut Site) {
    site.get(LIST, Action::ManageRiskPorts, pages::list::list)
        .get("/admin/risk-ports.xlsx", Action::ManageRiskPorts, pages::list::file)
        .get("/admin/risk-ports.csv", Action::ManageRiskPorts, pages::list::file)
        .get("/admin/risk-ports/new", Action::ManageRiskPorts, pages::edit::blank)
        .post("/admin/risk-ports/new", Action::ManageRiskPorts, pages::edit::create)
        .get("/admin/risk-ports/{id}", Action::ManageRiskPorts, pages::edit::filled)
        .post("/admin/risk-ports/{id}", Action::ManageRiskPorts, pages::edit::update)
        .post("/admin/risk-ports/{id}/remove", Action::ManageRiskPorts, pages::edit::remove);
}
