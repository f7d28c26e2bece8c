//! The network: addresses that ports are mapped on, hosts they lead to, and what may be opened.
//!
//! Words: a *pool IP* is an internet or extranet address of a department; a *mapping* leads one
//! port of it to a port of a host's *floating IP*, for a period; a *hold* is a mapping asked for
//! and not yet opened; a *whitelist* names the only sources let through; a *high-risk port* is
//! refused to the internet or guarded by whitelist, end date and stamped form; the *work order*
//! is what operators carry to the gateway.

pub mod access_url;
pub mod address;
pub mod commands;
pub mod conflict;
pub mod free_ports;
pub mod line;
pub mod mapping;
pub mod normalise;
pub mod period;
pub mod pool;
pub mod port;
pub mod protocol;
pub mod queries;
pub mod reserved;
pub mod risk;
pub mod stored;
pub mod work_order;

use crate::web::Site;

pub fn routes(_site: &mut Site) {}
