//! Filters of lists that a person keeps under names of their own: any list of the navigation whose template says
//! `list::saved(ctx)`.
//!
//! Those of the list looked at come with the session's query, so that no list asks for them.

mod commands;
mod form;
mod model;
mod pages;
mod queries;
mod shelf;

use super::Site;
use crate::policy::Action;

pub use commands::save;
pub use form::FilterForm;
pub use model::SavedFilter;
pub use queries::OF_THE_LIST;
pub use shelf::Shelf;

pub fn routes(site: &mut Site) {
    site.get("/me/filters", Action::EditOwnProfile, pages::list);
    site.post("/me/filters", Action::EditOwnProfile, pages::save);
    site.get_record("/me/filters/{id}", Action::EditOwnProfile, pages::show_one);
    site.post_record("/me/filters/{id}", Action::EditOwnProfile, pages::rename);
    site.post_record("/me/filters/{id}/delete", Action::EditOwnProfile, pages::delete);
}
