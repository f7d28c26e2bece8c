//! What can be had (spec 3, "Catalogue"): instance types, images, disks, and the networks that machines lie in.
//!
//! Words: an *instance type* is a family and a size, which say how many vCPUs and how much memory;
//! an *image* is a system with its version; a *disk category* says how fast a disk is and how large it
//! may be; a *VPC* is a department's network in a region, and a *vSwitch* a part of it. What is *retired*
//! can't be asked for any more, and is still readable where it was. A *component* is a part of a
//! product that has a price, an *item* what somebody wants of a product.

pub mod component;
pub mod form;
pub mod items;
mod kept;
pub mod model;
pub mod pricing;
pub mod product;
pub mod queries;

use self::kept::pages;
use crate::{
    policy::Action,
    web::{Site, import},
};

pub fn routes(site: &mut Site) {
    site.get("/admin/catalogue", Action::ManageCatalogue, pages::list::list)
        .get("/admin/catalogue.xlsx", Action::ManageCatalogue, pages::list::export)
        .get("/admin/catalogue.csv", Action::ManageCatalogue, pages::list::export);
    import::routes(site, &kept::sheet::DESK);
    site.get("/admin/catalogue/{kind}/new", Action::ManageCatalogue, pages::edit::blank)
        .post("/admin/catalogue/{kind}/new", Action::ManageCatalogue, pages::edit::create)
        .get("/admin/catalogue/{kind}/{code}", Action::ManageCatalogue, pages::edit::filled)
        .post("/admin/catalogue/{kind}/{code}", Action::ManageCatalogue, pages::edit::update)
        .post("/admin/catalogue/{kind}/{code}/retire", Action::ManageCatalogue, pages::edit::retire)
        .post("/admin/catalogue/{kind}/{code}/restore", Action::ManageCatalogue, pages::edit::restore);
}
