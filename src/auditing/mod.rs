//! Reading the audit log (spec 8, "Audit"): what it holds is written by every room through `audit`, and read
//! by auditors alone, here.
//!
//! | word | means |
//! |---|---|
//! | entry | who did what with which record, when, from where, and what that changed |
//! | seal | a hash over some entries and the seal before it |
//! | chain | all seals: what was changed behind the database's back breaks it |
//! | verification | going through the whole chain; its outcome is an entry of the log |

mod changes;
mod commands;
mod filter;
mod model;
mod pages;
mod queries;
mod standing;
mod words;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/admin/audit", Action::ReadAudit, pages::list::list)
        .get("/admin/audit.xlsx", Action::ReadAudit, pages::export::file)
        .get("/admin/audit.csv", Action::ReadAudit, pages::export::file)
        .post("/admin/audit/verify", Action::ReadAudit, pages::verify::verify);
}
