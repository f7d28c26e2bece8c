//! What `list::saved` draws below a list's filters.

use super::model::{SavedFilter, normalised};

/// A reader's filters of the list they look at.
#[derive(Clone, Debug)]
pub struct Shelf {
    pub list: String,
    /// The filter in force.
    pub query: String,
    pub filters: Vec<SavedFilter>,
}

impl Shelf {
    #[must_use]
    pub fn new(list: &str, query: &str, filters: &[SavedFilter]) -> Self {
        Self { list: list.to_owned(), query: normalised(query), filters: filters.to_vec() }
    }

    #[must_use]
    pub fn is_in_force(&self, filter: &SavedFilter) -> bool {
        filter.query == self.query
    }

    /// Whether there is a filter in force that isn't kept yet.
    #[must_use]
    pub fn can_be_saved(&self) -> bool {
        !self.query.is_empty() && !self.filters.iter().any(|filter| self.is_in_force(filter))
    }
}
