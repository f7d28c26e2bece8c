//! The verbs of the network. Tickets call those about ports inside their own transactions.

mod address;
mod ending;
mod given;
mod hold;
mod host;
mod host_fate;
mod host_import;
mod life;
mod machines;
mod policy;
mod recertification;
mod removal;
mod telling;
pub mod timed;

pub use address::{allow_address_change, create_address, update_address};
pub use ending::{cancel, cancel_early};
pub use given::{in_the_way, resize_given, retire_given};
pub use hold::{TicketPorts, hold};
pub use host::{allow_host_change, create_host, update_host};
pub use host_import::import_hosts;
pub use life::{open, release};
pub use machines::{Whose, deliver, plan_for_hosts, resize, retire};
pub use policy::{claim, translate};
pub use recertification::{give_up, recertify};
pub use removal::{REMOVED, removed, removed_together};
pub use telling::{LIFE, TOLD_OF_ENTRIES};
