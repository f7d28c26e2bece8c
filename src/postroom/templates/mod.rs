//! `/admin/mail-templates`: the words of mails, by kind and language.

pub mod commands;
mod form;
mod model;
mod pages;

pub use model::Template;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/admin/mail-templates", Action::ManageMailTemplates, pages::list::list)
        .get("/admin/mail-templates/{kind}/{language}", Action::ManageMailTemplates, pages::edit::filled)
        .post("/admin/mail-templates/{kind}/{language}", Action::ManageMailTemplates, pages::edit::save)
        .get("/admin/mail-templates/{kind}/{language}/html", Action::ManageMailTemplates, pages::edit::html)
        .post("/admin/mail-templates/{kind}/{language}/reset", Action::ManageMailTemplates, pages::edit::reset);
}
