//! The verbs of requests, each inside one transaction: lock, allow, decide, write, tell.

mod batch;
mod begin;
mod carry_out;
mod decide;
mod deliver;
mod file;
mod reschedule;
mod store;
mod subject;
pub mod timed;

pub use batch::{Close, ask_for_more, choose, close, go_on};
pub use begin::{Attempt, allow};
pub use decide::{approve, reject, withdraw};
pub use deliver::{deliver, name_of};
pub use file::{Filing, editable, save, submit};
pub use reschedule::{Rescheduled, hold_open};
pub use store::WORKING_DAYS;
pub use subject::{in_the_way, why_not};
