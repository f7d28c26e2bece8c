//! Reads of the network. Those that take a department trust the caller to have asked whether it is
//! one's own; the others take who asks.

mod addresses;
mod conflicts;
mod entry;
mod facts;
mod host_import;
mod hosts;
mod life;
mod lives;
mod machines;
mod mappings;
mod opened;
mod policies;
mod pool;
mod register;
mod round;
mod settings;
mod sought;

pub use addresses::{AddressRow, addresses, count_addresses, find_address, lock_address};
pub use conflicts::{Occupancy, conflicts, occupancy};
pub use entry::{Story, entry_of};
pub use facts::{Facts, HostChoice, PoolIp, WantedFacts, facts_of};
pub use host_import::{hosts_with, lock_hosts_of, stock};
pub use hosts::{
    ApplicationChoice, Places, applications, count_hosts, find_host, hosts, hosts_of_application, lock_host,
    place_of_host, places, regions,
};
pub use lives::{
    awaiting, count_awaiting, count_to_remove, family_in, family_of, ids_awaiting, in_force_of_ticket,
    renewed_by_ticket, to_remove, who_recertified, who_removed,
};
pub use machines::{Leading, hosts_known, instance_type, leading_to};
pub use mappings::{mappings_of_application, mappings_on, mappings_to, occupying};
pub use opened::{find_opening, of_ticket};
pub use policies::{
    count_policies_from, policies_like, policies_of_application, policies_of_host, ranges, renewable_policy,
};
pub use pool::{addresses_of_department, id_of_address};
pub use register::{Entry, RegisterChoices, Search, place_in_register, register_choices};
pub use round::{Standing, round};
pub use settings::{risk_table, risks_of};
pub use sought::{sought_addresses, sought_hosts};
