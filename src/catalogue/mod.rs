//! What can be had (spec 3, "Catalogue"): instance types, images, disks, and the networks that machines lie in.
//!
//! Words: an *instance type* is a family and a size, which say how many vCPUs and how much memory;
//! an *image* is a system with its version; a *disk category* says how fast a disk is and how large it
//! may be; a *VPC* is a department's network in a region, and a *vSwitch* a part of it. What is *retired*
//! can't be asked for any more, and is still readable where it was. A *component* is a part of a
//! product that has a price, an *item* what somebody wants of a product.

pub mod component;
pub mod items;
pub mod model;
pub mod pricing;
pub mod product;
pub mod queries;
