//! The organisation as administrators keep it (spec 1, "Departments and regions"): departments, regions and ticket groups.
//!
//! Words: the *province* is the root of the tree of departments; a *unit* is a department below another one; a *special*
//! department is one that the permission matrix names; a department is *answered for* by its own administrators, or by
//! those of its nearest ancestor that has some; what is *disabled* stays, and isn't chosen any more.

mod departments;
mod groups;
mod regions;

use crate::web::Site;

pub fn routes(site: &mut Site) {
    departments::routes(site);
    regions::routes(site);
    groups::routes(site);
}
