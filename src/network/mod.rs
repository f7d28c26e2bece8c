//! The network: addresses that ports are mapped on, hosts they lead to, and what may be opened.
//!
//! Words: a *pool IP* is an internet or extranet address of a department; a *mapping* leads one
//! port of it to a port of a host's *floating IP*, for a period; a *hold* is a mapping asked for
//! and not yet opened; a *whitelist* names the only sources let through; a *high-risk port* is
//! refused to the internet or guarded by whitelist, end date and stamped form; the *work order*
//! is what operators carry to the gateway. A *renewal* is a mapping that follows another one of the
//! same port where its period ends; a *removal* is the operators' work of closing what has ended;
//! *recertification* is the yearly word of a department that a mapping without end is still needed, and a *round* is
//! all of them; the *register* is the list of whatever was opened, from the asking to the removal; a *plan* is what a
//! ticket is about to do to a host.

pub mod access_order;
pub mod access_url;
pub mod address;
mod address_form;
pub mod commands;
pub mod conflict;
pub mod coverage;
pub mod destination;
pub mod expiry;
mod filter;
pub mod free_ports;
pub mod gateway;
pub mod host;
mod host_form;
pub mod host_import;
pub mod life;
pub mod line;
pub mod machine;
pub mod mapping;
pub mod normalise;
pub mod opening;
mod pages;
pub mod period;
pub mod policy;
pub mod pool;
pub mod pool_address;
mod pools;
pub mod port;
pub mod protocol;
pub mod queries;
pub mod register;
pub mod reserved;
pub mod risk;
mod risk_ports;
pub mod stored;
pub mod url_scan;
mod vpcs;
pub mod work_order;

use crate::{
    policy::Action,
    web::{Site, import},
};

pub fn routes(site: &mut Site) {
    pool_routes(site, INTERNET_IPS);
    pool_routes(site, EXTRANET_IPS);
    site.post_record("/network/mappings/{id}/removed", Action::HandleTickets, pages::removed::mark)
        .get("/network/removals", Action::HandleTickets, pages::removals::list)
        .get("/network/removals.xlsx", Action::HandleTickets, pages::removals::file)
        .get("/network/removals.csv", Action::HandleTickets, pages::removals::file)
        .post("/network/removals/removed", Action::HandleTickets, pages::removed::mark_several)
        .get("/network/recertification", Action::RecertifyMappings, pages::recertification::list)
        .post_record("/network/mappings/{id}/recertify", Action::RecertifyMappings, pages::recertification::recertify)
        .post_record("/network/mappings/{id}/give-up", Action::RecertifyMappings, pages::recertification::give_up)
        .get("/network/recertification/round", Action::HandleTickets, pages::round::show)
        .get("/network/ports", Action::ViewNetwork, pages::register::list)
        .get("/network/ports.xlsx", Action::ViewNetwork, pages::register_export::file)
        .get("/network/ports.csv", Action::ViewNetwork, pages::register_export::file)
        .get_record("/network/ports/{id}", Action::ViewNetwork, pages::entry::show)
        .post_record("/network/ports/{id}/cancel", Action::RecertifyMappings, pages::entry::cancel)
        .get("/network/hosts", Action::ViewNetwork, pages::hosts::list)
        .get("/network/hosts.xlsx", Action::ViewNetwork, pages::host_export::file)
        .get("/network/hosts.csv", Action::ViewNetwork, pages::host_export::file)
        .get("/network/hosts/new", Action::ManageHosts, pages::host_edit::blank)
        .post("/network/hosts/new", Action::ManageHosts, pages::host_edit::create);
    import::routes(site, &host_import::DESK);
    vpcs::routes(site);
    pools::routes(site);
    risk_ports::routes(site);
    site.get_record("/network/hosts/{id}", Action::ViewNetwork, pages::host::show)
        .get_record("/network/hosts/{id}/edit", Action::ManageHosts, pages::host_edit::filled)
        .post_record("/network/hosts/{id}/edit", Action::ManageHosts, pages::host_edit::update);
}

/// The pages of a pool: the list and its two exports, a new address, then one with its two exports, its form, and what is
/// done to it.
type PoolPaths = [&'static str; 10];

const INTERNET_IPS: PoolPaths = [
    "/network/internet-ips",
    "/network/internet-ips.xlsx",
    "/network/internet-ips.csv",
    "/network/internet-ips/new",
    "/network/internet-ips/{address}.xlsx",
    "/network/internet-ips/{address}.csv",
    "/network/internet-ips/{address}",
    "/network/internet-ips/{address}/edit",
    "/network/internet-ips/{address}/retire",
    "/network/internet-ips/{address}/restore",
];

const EXTRANET_IPS: PoolPaths = [
    "/network/extranet-ips",
    "/network/extranet-ips.xlsx",
    "/network/extranet-ips.csv",
    "/network/extranet-ips/new",
    "/network/extranet-ips/{address}.xlsx",
    "/network/extranet-ips/{address}.csv",
    "/network/extranet-ips/{address}",
    "/network/extranet-ips/{address}/edit",
    "/network/extranet-ips/{address}/retire",
    "/network/extranet-ips/{address}/restore",
];

fn pool_routes(site: &mut Site, paths: PoolPaths) {
    let [list, list_xlsx, list_csv, new, one_xlsx, one_csv, one, edit, retire, restore] = paths;
    site.get(list, Action::ViewNetwork, pages::addresses::list)
        .get(list_xlsx, Action::ViewNetwork, pages::address_export::all)
        .get(list_csv, Action::ViewNetwork, pages::address_export::all)
        .get(new, Action::ManageIpPools, pages::address_edit::blank)
        .post(new, Action::ManageIpPools, pages::address_edit::create)
        // Before the address itself, which would take the ending for its own.
        .get_record(one_xlsx, Action::ViewNetwork, pages::address_export::one)
        .get_record(one_csv, Action::ViewNetwork, pages::address_export::one)
        .get_record(one, Action::ViewNetwork, pages::address::show)
        .get_record(edit, Action::ManageIpPools, pages::address_edit::filled)
        .post_record(edit, Action::ManageIpPools, pages::address_edit::update)
        .post_record(retire, Action::ManageIpPools, pages::address_act::retire)
        .post_record(restore, Action::ManageIpPools, pages::address_act::restore);
}
