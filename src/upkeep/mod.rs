//! What keeps the portal running: times of maintenance (`/admin/maintenance`), and the settings in force
//! (`/admin/settings`).
//!
//! Words: a *window* is a time of maintenance; while it lasts the portal can only be looked at. How every request knows it
//! is [`crate::web::maintenance`].

mod commands;
mod form;
mod model;
mod pages;
mod queries;
mod settings;

use crate::{policy::Action, web::Site};

const PATH: &str = "/admin/maintenance";

pub fn routes(site: &mut Site) {
    site.get(PATH, Action::ManageSettings, pages::show)
        .post(PATH, Action::ManageSettings, pages::create)
        .post("/admin/maintenance/{id}", Action::ManageSettings, pages::update)
        .post("/admin/maintenance/{id}/end", Action::ManageSettings, pages::end)
        .get("/admin/settings", Action::ManageSettings, settings::show);
}
