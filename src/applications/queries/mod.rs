//! Reads of applications, from what the asker may see.

mod find;
mod list;
mod tickets;

pub use find::{choices, contacts, find, is_contact, lock, open_for_tickets, own};
pub use list::{Row, after, count, page};
pub use tickets::{TicketRow, count_tickets, tickets};
