//! Help: short guides in both languages, and a first day's walk for each role.
//!
//! Words: a *guide* is one page; a *walk* is the guide of somebody's first day. Their texts lie in `help/`, as Markdown.

mod guide;
mod pages;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    site.get("/help", Action::ReadHelp, pages::contents);
    site.get("/help/{page}", Action::ReadHelp, pages::show);
}
