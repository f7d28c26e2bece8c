//! Announcements: what administrators have to say, in both languages, to everybody or to some, for a while.
//!
//! Words: one is *planned* until it begins, *runs* until it ends, and has *ended* then; its *audience* is who sees it;
//! whoever *dismisses* it sees it on the dashboard alone. How every page shows it is [`crate::web::Announced`].

mod commands;
mod form;
mod model;
mod pages;
mod queries;

use crate::{policy::Action, web::Site};

const LIST: &str = "/admin/announcements";

pub fn routes(site: &mut Site) {
    site.get(LIST, Action::ManageAnnouncements, pages::list::list)
        .get("/admin/announcements.xlsx", Action::ManageAnnouncements, pages::list::file)
        .get("/admin/announcements.csv", Action::ManageAnnouncements, pages::list::file)
        .get("/admin/announcements/new", Action::ManageAnnouncements, pages::edit::blank)
        .post("/admin/announcements/new", Action::ManageAnnouncements, pages::edit::create)
        .get("/admin/announcements/{id}", Action::ManageAnnouncements, pages::edit::filled)
        .post("/admin/announcements/{id}", Action::ManageAnnouncements, pages::edit::update)
        .post("/admin/announcements/{id}/end", Action::ManageAnnouncements, pages::act::end)
        .post_record("/announcements/{id}/dismiss", Action::ViewDashboard, pages::act::dismiss);
}
