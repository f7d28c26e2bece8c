//! What administrators do with accounts and rights, each inside one transaction.

mod admit;
mod change;
mod rights;
mod standing;

pub use super::workflow::Deed;
pub use admit::{Newcomer, admit, admit_all, create};
pub use change::{allow_change, update};
pub use rights::{allow_rights, extend, set_rights};
pub use standing::{allow, end_all_sessions, end_one_session, turn};
