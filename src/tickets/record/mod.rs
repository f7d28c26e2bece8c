//! A ticket's page, and what can be done there.
//!
//! Words: a *desk* is where one ticket lies before one person; a *try* is an action that somebody
//! wanted and that didn't happen, with what they typed; a *sheet* is all that is known of the
//! ticket when its page is drawn.

mod act;
mod actions;
mod authorisation_card;
mod contact_card;
mod desk;
mod facts;
mod files;
mod history;
mod ledger;
mod machines;
mod papers;
mod server_order;
mod servers;
mod sheet;
mod show;
mod talk;
mod time_left;
mod work_order;

pub(super) use desk::{Beside, Desk, Posted, Try};
#[cfg(feature = "bench")]
pub use sheet::Sheet;
pub(super) use show::again;

use super::url_scans;
use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.post("/tickets/take-next", Action::HandleTickets, act::take_next)
        .get_record("/tickets/{number}", Action::QueryTickets, show::show)
        .post_record("/tickets/{number}/accept", Action::HandleTickets, act::accept)
        .post_record("/tickets/{number}/ask", Action::HandleTickets, act::ask)
        .post_record("/tickets/{number}/return", Action::HandleTickets, act::return_to_filer)
        .post_record("/tickets/{number}/resolve", Action::HandleTickets, act::resolve)
        .post_record("/tickets/{number}/assign", Action::HandleTickets, act::assign)
        .post_record("/tickets/{number}/reply", Action::ReplyToTickets, act::reply)
        .post_record("/tickets/{number}/confirm", Action::ConfirmTickets, act::confirm)
        .post_record("/tickets/{number}/reopen", Action::ConfirmTickets, act::reopen)
        .post_record("/tickets/{number}/close", Action::CloseTickets, act::close)
        .post_record("/tickets/{number}/urge", Action::UrgeTickets, act::urge)
        .post_record("/tickets/{number}/delete", Action::DeleteTickets, act::delete)
        .post_record("/tickets/{number}/contact", Action::CloseTickets, act::change_contact)
        .post_record("/tickets/{number}/message", Action::QueryTickets, talk::write)
        .post_record("/tickets/{number}/messages/{message}/reveal", Action::QueryTickets, talk::reveal)
        .post_record("/tickets/{number}/scan", Action::HandleTickets, url_scans::scan_again)
        .get_record("/tickets/{number}/attachments/{file}", Action::QueryTickets, files::open)
        .get_record("/tickets/{number}/work-order", Action::HandleTickets, work_order::show)
        .get_record("/tickets/{number}/work-order.csv", Action::HandleTickets, work_order::csv);
}
