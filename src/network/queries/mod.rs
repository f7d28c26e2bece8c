//! Reads of the network. Those that take a department trust the caller to have asked whether it is
//! one's own; the others take who asks.

mod addresses;
mod conflicts;
mod hosts;
mod mappings;
mod pool;
mod settings;

pub use addresses::{AddressRow, addresses, addresses_after, count_addresses, find_address, lock_address};
pub use conflicts::{Occupancy, conflicts, occupancy};
pub use hosts::{
    ApplicationChoice, Places, applications, count_hosts, find_host, hosts, hosts_after, hosts_of_application,
    lock_host, places, regions,
};
pub use mappings::{lock_mapping, mappings_of_application, mappings_of_ticket, mappings_on, mappings_to};
pub use pool::{HostChoice, PoolIp, hosts_of_department, id_of_address, internet_ips_of};
pub use settings::{high_risk_days, risk_table};
