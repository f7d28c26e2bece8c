//! Requests to the operators (spec 2).
//!
//! Words: a ticket is *filed* by one person of a department and *handled* by operators; its *kind*
//! says what is asked, its *state* where it stands and whose move it is; its *purpose* is the need
//! description that tells more than the wish; a *party* is someone before a ticket, with their
//! relation to it; a *step* is what an event makes of it.

pub mod acting;
pub mod action;
pub mod advance;
pub mod around;
pub mod authorisations;
#[cfg(feature = "bench")]
pub mod bare;
mod bulk;
pub mod commands;
pub mod contact;
pub mod details;
pub mod events;
pub mod filing;
pub mod history;
mod hours;
pub mod kind;
mod list;
pub mod model;
pub mod party;
pub mod purpose;
pub mod queries;
pub mod queue;
mod record;
mod size;
pub mod state;
mod storage;
mod support;
mod targets;
pub mod thread;
pub mod turns;
pub mod url_scans;
pub mod workflow;

use crate::web::Site;

pub fn routes(site: &mut Site) {
    filing::routes(site);
    around::routes(site);
    authorisations::routes(site);
    list::routes(site);
    bulk::routes(site);
    record::routes(site);
    targets::routes(site);
}
