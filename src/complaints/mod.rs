//! Complaints 举报反馈 (spec 8): what a ticket's filer has to say about how it was handled.
//!
//! Words: a complaint is *filed* about a ticket by whoever filed that, and *answered* by administrators in a thread of
//! its own; who had a *hand* in the ticket as an operator neither sees it nor hears of it.

mod commands;
mod form;
pub mod model;
mod pages;
pub mod queries;
mod state;
mod workflow;

pub use commands::{answer, close, file, reply};
pub use form::Words;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/complaints", Action::Complain, pages::list::own)
        .get("/complaints.xlsx", Action::Complain, pages::export::own)
        .get("/complaints.csv", Action::Complain, pages::export::own)
        .get("/admin/complaints", Action::AnswerComplaints, pages::list::all)
        .get("/admin/complaints.xlsx", Action::AnswerComplaints, pages::export::all)
        .get("/admin/complaints.csv", Action::AnswerComplaints, pages::export::all)
        .get_record("/tickets/{number}/complaint", Action::Complain, pages::file::blank)
        .post_record("/tickets/{number}/complaint", Action::Complain, pages::file::file)
        .get_record("/complaints/{id}", Action::Complain, pages::show::show)
        .post_record("/complaints/{id}/reply", Action::Complain, pages::show::reply)
        .post_record("/complaints/{id}/answer", Action::AnswerComplaints, pages::show::answer)
        .post_record("/complaints/{id}/close", Action::Complain, pages::show::close);
}
