//! Quotas 配额 (spec 4): what a department may use, hand on to its units, and ask its parent for.
//!
//! | word | means |
//! |---|---|
//! | balance | total, allocated, used and pending of one department, region and metric; the database keeps it in balance |
//! | remaining | total − allocated − used − pending |
//! | seat | whose quota somebody hands on: their own department's, or the province's towards a sector |
//! | allocating | passed, and waiting until the parent has enough itself |

pub mod balance;
pub mod commands;
mod events;
mod form;
mod pages;
pub mod queries;
pub mod request;
mod seat;
pub mod state;
mod workflow;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    use pages::{act, allocate, approvals, ledger, new, requests, show, subordinates, totals, view};

    site.get("/quotas", Action::ViewQuotas, view::show)
        .get("/quotas.xlsx", Action::ViewQuotas, view::file)
        .get("/quotas.csv", Action::ViewQuotas, view::file)
        .get("/quotas/ledger", Action::ViewQuotas, ledger::list)
        .get("/quotas/ledger.xlsx", Action::ViewQuotas, ledger::file)
        .get("/quotas/ledger.csv", Action::ViewQuotas, ledger::file)
        .get("/quotas/requests", Action::RequestQuotas, requests::own)
        .get("/quotas/requests.xlsx", Action::RequestQuotas, requests::own_file)
        .get("/quotas/requests.csv", Action::RequestQuotas, requests::own_file)
        .get("/quotas/requests/new", Action::RequestQuotas, new::blank)
        .post("/quotas/requests/new", Action::RequestQuotas, new::submit)
        .get_record("/quotas/requests/{number}", Action::ViewQuotaRequests, show::show)
        .get_record("/quotas/requests/{number}/files/{id}", Action::ViewQuotaRequests, show::file)
        .post_record("/quotas/requests/{number}/approve", Action::ApproveQuotas, act::approve)
        .post_record("/quotas/requests/{number}/reject", Action::ApproveQuotas, act::reject)
        .post_record("/quotas/requests/{number}/withdraw", Action::RequestQuotas, act::withdraw)
        .get("/quotas/approvals", Action::ApproveQuotas, approvals::list)
        .get("/quotas/approvals.xlsx", Action::ApproveQuotas, approvals::file)
        .get("/quotas/approvals.csv", Action::ApproveQuotas, approvals::file)
        .get("/quotas/allocate", Action::AllocateQuotas, allocate::show)
        .post("/quotas/allocate", Action::AllocateQuotas, allocate::submit)
        .get("/quotas/subordinates", Action::ViewSubordinateQuotas, subordinates::show)
        .get("/quotas/subordinates.xlsx", Action::ViewSubordinateQuotas, subordinates::file)
        .get("/quotas/subordinates.csv", Action::ViewSubordinateQuotas, subordinates::file)
        .get("/admin/quotas", Action::ManageQuotas, totals::show)
        .post("/admin/quotas", Action::ManageQuotas, totals::submit);
}
