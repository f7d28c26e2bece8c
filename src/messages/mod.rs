use crate::web::Site;

pub fn routes(_site: &mut Site) {}
