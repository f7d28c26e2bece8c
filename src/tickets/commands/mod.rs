//! The verbs of a ticket. Each locks it, asks whether this person may, lets the workflow decide,
//! writes, and tells; all in the caller's transaction.

mod answer;
mod contact;
mod handle;
mod reschedule;
mod servers;
mod step;
pub mod timed;
mod write;

pub use answer::{close, confirm, delete, reopen, reply, urge};
pub use contact::change_contact;
pub use handle::{accept, ask, assign, resolve, return_to_filer, take_next};
pub use reschedule::{Rescheduled, hold_open};
pub(super) use step::refuse_if_stale;
pub use step::{Attempt, allowed};
pub use write::{Secrets, may_read_secrets, reveal, write};
