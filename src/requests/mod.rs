//! Resource requests and what was delivered on them (spec 3).
//!
//! Words: a *request* is applied for by one person of a department, for a project; its *items* say what is asked for of
//! which product; a *review* is a step of its way, and the *flow* is their order, frozen when it is submitted; each
//! submission is a *revision*, and from one submission to the next rejection is a *round*; each time it stood in a state is
//! a *turn*; a *resource* is one delivered instance.

#[cfg(feature = "bench")]
pub mod bare;
mod bulk;
mod cart;
mod changes;
pub mod commands;
mod delivery;
mod details;
mod events;
mod filing;
mod filter;
mod kind;
mod ledger;
pub mod model;
mod opinion;
mod pages;
pub mod queries;
mod resource;
mod review;
pub mod state;
mod subject;
mod times;
mod turns;
mod workflow;

pub use delivery::{DeliveryForm, UnitRow};
pub use details::{Details, EcsDetails};
pub use filing::{Asked, Pick, RequestForm, UserRow};
pub use kind::Kind;
pub use subject::Subject;

use crate::{policy::Action, web::Site};
use pages::batch;

pub fn routes(site: &mut Site) {
    times::routes(site);
    site.get("/resources/apply", Action::Apply, pages::choose::show)
        .get("/resources/apply/{product}", Action::Apply, pages::edit::blank)
        .post("/resources/apply/{product}", Action::Apply, pages::receive::file)
        .get("/resources/batch", Action::Apply, pages::edit::blank_batch)
        .post("/resources/batch", Action::Apply, pages::receive::file_batch)
        .get("/resources/batch/items", Action::Apply, batch::items::first)
        .get("/resources/batch/items/{product}", Action::Apply, batch::items::blank)
        .post("/resources/batch/items/{product}", Action::Apply, batch::items::choose)
        .get("/resources/batch/confirm", Action::Apply, batch::confirm::show)
        .post("/resources/batch/confirm", Action::Apply, batch::confirm::send)
        .get("/resources/requests", Action::ViewResources, pages::list::list)
        .get("/resources/requests.xlsx", Action::ViewResources, pages::export::file)
        .get("/resources/requests.csv", Action::ViewResources, pages::export::file)
        .get_record("/resources/requests/{number}", Action::ViewResources, pages::show::show)
        .get_record("/resources/requests/{number}/edit", Action::Apply, pages::edit::filled)
        .post_record("/resources/requests/{number}/edit", Action::Apply, pages::receive::file_again)
        .get_record("/resources/requests/{number}/edit/items", Action::Apply, batch::items::first_of)
        .get_record("/resources/requests/{number}/edit/items/{product}", Action::Apply, batch::items::blank_of)
        .post_record("/resources/requests/{number}/edit/items/{product}", Action::Apply, batch::items::choose_of)
        .get_record("/resources/requests/{number}/edit/confirm", Action::Apply, batch::confirm::show_of)
        .post_record("/resources/requests/{number}/edit/confirm", Action::Apply, batch::confirm::send_of)
        .post_record("/resources/requests/{number}/approve", Action::Approve, pages::act::approve)
        .post_record("/resources/requests/{number}/reject", Action::Approve, pages::act::reject)
        .post_record("/resources/requests/{number}/withdraw", Action::Apply, pages::act::withdraw)
        .post_record("/resources/requests/{number}/deliver", Action::Deliver, pages::act::deliver)
        .get_record("/resources/requests/{number}/delivery", Action::ViewResources, pages::delivery::show)
        .get_record("/resources/requests/{number}/delivery.xlsx", Action::ViewResources, pages::delivery::xlsx)
        .get_record("/resources/requests/{number}/attachments/{file}", Action::ViewResources, pages::files::open)
        .get("/approvals", Action::ViewApprovals, pages::approvals::list)
        .get("/admin/flows", Action::ViewFlows, pages::flows::show)
        .get("/resources", Action::ViewResources, pages::resources::list)
        .get("/resources.xlsx", Action::ViewResources, pages::resources_export::file)
        .get("/resources.csv", Action::ViewResources, pages::resources_export::file)
        .get_record("/resources/{id}", Action::ViewResources, pages::resource::show)
        .get_record("/resources/{id}/change", Action::Apply, pages::resource_forms::change)
        .post_record("/resources/{id}/change", Action::Apply, pages::resource_forms::file_change)
        .get_record("/resources/{id}/return", Action::Apply, pages::resource_forms::give_back)
        .post_record("/resources/{id}/return", Action::Apply, pages::resource_forms::file_return);
    bulk::routes(site);
}
