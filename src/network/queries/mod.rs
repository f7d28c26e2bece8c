//! Reads of the network. Those that take a department trust the caller to have asked whether it is
//! one's own; the others take who asks.

mod conflicts;
mod mappings;
mod pool;
mod settings;

pub use conflicts::{Occupancy, conflicts, occupancy};
pub use mappings::{lock_mapping, mappings_of_ticket, mappings_on};
pub use pool::{HostChoice, PoolIp, hosts_by_ip, hosts_of_department, id_of_address, internet_ips_of};
pub use settings::{high_risk_days, risk_table};
