//! `/admin/ip-pools`: the pools as a whole (spec 1, "Departments and regions"): what they have, taken in by the range,
//! retired and restored. A single address has its page where its department finds it.

mod commands;
mod form;
mod pages;
mod queries;
mod sheet;

pub(super) use commands::{restore, retire};

use crate::{
    policy::Action,
    web::{Site, import},
};

const PATH: &str = "/admin/ip-pools";

pub(super) fn routes(site: &mut Site) {
    site.get(PATH, Action::ManageIpPools, pages::show)
        .get("/admin/ip-pools/new", Action::ManageIpPools, pages::blank)
        .post("/admin/ip-pools/new", Action::ManageIpPools, pages::add)
        .post("/admin/ip-pools/retire", Action::ManageIpPools, pages::retire)
        .post("/admin/ip-pools/restore", Action::ManageIpPools, pages::restore);
    import::routes(site, &sheet::DESK);
}
