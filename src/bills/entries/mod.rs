//! What operators bill beside what is metered: from a spreadsheet, with a report per row (spec 5, "Metering").

mod commands;
mod model;
mod queries;
mod row;
mod sheet;

pub use commands::delete;
pub use model::Entry;
pub use queries::{count, page};
pub use sheet::{COLUMNS, DESK};

/// What the audit log calls one.
pub const RECORD_KIND: &str = "bill_entry";
