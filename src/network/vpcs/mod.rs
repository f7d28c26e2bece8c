//! VPCs and vSwitches: the networks that servers are made in (spec 3, "Catalogue").
//!
//! Words: a *VPC* is a network of a department in a region, a *vSwitch* a part of one. Both are made beforehand by
//! operators or administrators, and *retired* rather than deleted: what lies in them keeps their names.

mod commands;
mod filter;
mod form;
mod model;
mod pages;
mod queries;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/network/vpcs", Action::ViewNetwork, pages::list::list)
        .get("/network/vpcs.xlsx", Action::ViewNetwork, pages::export::file)
        .get("/network/vpcs.csv", Action::ViewNetwork, pages::export::file)
        .get("/network/vpcs/new", Action::ManageHosts, pages::edit::blank)
        .post("/network/vpcs/new", Action::ManageHosts, pages::edit::create)
        .get_record("/network/vpcs/{id}", Action::ViewNetwork, pages::show::show)
        .get_record("/network/vpcs/{id}/edit", Action::ManageHosts, pages::edit::filled)
        .post_record("/network/vpcs/{id}/edit", Action::ManageHosts, pages::edit::rename)
        .post_record("/network/vpcs/{id}/retire", Action::ManageHosts, pages::act::retire)
        .post_record("/network/vpcs/{id}/restore", Action::ManageHosts, pages::act::restore)
        .get_record("/network/vpcs/{id}/vswitches/new", Action::ManageHosts, pages::edit::blank_vswitch)
        .post_record("/network/vpcs/{id}/vswitches/new", Action::ManageHosts, pages::edit::add_vswitch)
        .post_record("/network/vpcs/{id}/vswitches/{vswitch}/retire", Action::ManageHosts, pages::act::retire_vswitch)
        .post_record(
            "/network/vpcs/{id}/vswitches/{vswitch}/restore",
            Action::ManageHosts,
            pages::act::restore_vswitch,
        );
}
