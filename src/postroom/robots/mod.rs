//! `/admin/webhooks`: robots of group chats, which hear what their audience is told (spec 6, "Webhooks").
//!
//! Words: a *robot* is kept as a webhook: where it is posted to, in the *format* of DingTalk or WeCom; its *audience* is a
//! role or a department, and of what one of these is told it hears the *kinds* chosen. A *post* to it lies in the outbox
//! and is tried as a mail is. What people wrote, and what concerns somebody's account, is never posted.

pub mod commands;
pub mod delivery;
mod form;
mod http;
mod model;
mod pages;
mod poster;
mod queries;
mod signing;
mod speech;

pub use form::RobotForm;
pub use poster::{Poster, Reach};

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/admin/webhooks", Action::ManageWebhooks, pages::list::list)
        .get("/admin/webhooks.xlsx", Action::ManageWebhooks, pages::list::file)
        .get("/admin/webhooks.csv", Action::ManageWebhooks, pages::list::file)
        .get("/admin/webhooks/new", Action::ManageWebhooks, pages::edit::blank)
        .post("/admin/webhooks/new", Action::ManageWebhooks, pages::edit::create)
        .get("/admin/webhooks/{id}", Action::ManageWebhooks, pages::show::show)
        .get("/admin/webhooks/{id}/edit", Action::ManageWebhooks, pages::edit::filled)
        .post("/admin/webhooks/{id}/edit", Action::ManageWebhooks, pages::edit::update)
        .post("/admin/webhooks/{id}/test", Action::ManageWebhooks, pages::show::test)
        .post("/admin/webhooks/{id}/pause", Action::ManageWebhooks, pages::show::pause)
        .post("/admin/webhooks/{id}/resume", Action::ManageWebhooks, pages::show::resume);
}
