//! What the access URLs of a ticket lead to, on its page (spec 2, "Work order for the gateway").
//!
//! A submission asks for a scan of each URL in its own transaction; a worker takes one after the other, without a
//! transaction open while a strange server thinks. What may be our own fault is tried again. Nothing waits for it.

mod commands;
mod pages;
mod queue;
mod view;

pub use commands::{scan_all, scan_next, scan_next_at};
pub(super) use pages::scan_again;
pub(super) use queue::ask;
pub(super) use view::{StoredScan, UrlScans};

/// What the audit log calls asking for scans, and what was found.
pub(super) const ACTIONS: [&str; 2] = ["scanCaseUrls", "reportCaseUrls"];
