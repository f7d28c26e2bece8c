//! The verbs of the network. Tickets call those about ports inside their own transactions.

mod hold;
mod mapping;

pub use hold::{TicketPorts, hold};
pub use mapping::{cancel, open, release, removed};
