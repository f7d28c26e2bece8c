//! One box that finds everything its reader may see: tickets, requests, resources, projects, applications, hosts, addresses and
//! people, by number, name, address or two Chinese characters (spec 9, addresses).

mod pages;
mod queries;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/search", Action::Search, pages::everywhere);
}
