//! The verbs of the network. Tickets call those about ports inside their own transactions.

mod address;
mod hold;
mod host;
mod host_import;
mod mapping;

pub use address::{allow_address_change, create_address, update_address};
pub use hold::{TicketPorts, hold};
pub use host::{allow_host_change, create_host, update_host};
pub use host_import::{import_hosts, keep_import};
pub use mapping::{REMOVED, cancel, open, release, removed};
