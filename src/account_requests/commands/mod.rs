//! What happens to account requests, each inside one transaction.

mod answer;
mod events;
mod file;
pub mod timed;

pub use answer::{Words, approve, consent, is_open, object, overrule, refuse};
pub use file::{Applicant, file};

/// So long operators have to answer (spec 1): hours of the clock.
pub const ANSWERED_WITHIN: chrono::TimeDelta = chrono::TimeDelta::hours(48);
/// So long it waits before it expires.
pub const LASTS: chrono::TimeDelta = chrono::TimeDelta::days(30);
