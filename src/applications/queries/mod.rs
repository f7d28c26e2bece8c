//! Reads of applications, from what the asker may see.

mod find;
mod list;
mod sought;
mod tickets;

pub use find::{contacts, find, is_contact, lock, open_for_tickets, own};
pub use list::{Row, count, page};
pub use sought::sought;
pub use tickets::{TicketRow, count_tickets, tickets};
