//! 办理时效: how long each step took, by department, in a period (spec 3, "SLA").
//!
//! Words: a *step* is a state in which a request waits for somebody; its *times* are told by the turns that ended in the
//! *period*, days of Shanghai. A request whose delivery ended in it was *delivered* in it, and *in time* if it was due later.

mod export;
mod page;
mod period;
mod queries;
mod report;

use crate::{policy::Action, web::Site};

pub(super) fn routes(site: &mut Site) {
    site.get("/resources/times", Action::ViewRequestTimes, page::show)
        .get("/resources/times.xlsx", Action::ViewRequestTimes, export::file)
        .get("/resources/times.csv", Action::ViewRequestTimes, export::file);
}
