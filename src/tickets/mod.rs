//! Requests to the operators (spec 2).

use crate::web::Site;

pub fn routes(_site: &mut Site) {}
