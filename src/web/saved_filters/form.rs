//! A filter as it is typed: of which list, what it asks for, and its name.

use super::model::{self, LONGEST_QUERY, name, normalised};
use crate::{
    policy::Actor,
    web::{
        form::{Errors, FieldReader, FromFields},
        nav,
    },
};

#[derive(Clone, Debug, Default)]
pub struct FilterForm {
    pub list: String,
    pub query: String,
    pub name: String,
    /// Instead of the one that bears this name.
    pub replaces: bool,
}

/// A filter as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub list: &'static str,
    pub query: String,
    pub name: String,
    pub replaces: bool,
}

impl FromFields for FilterForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            list: fields.text("list"),
            query: fields.text("query"),
            name: fields.text("name"),
            replaces: fields.text("action") == "replace",
        }
    }
}

impl FilterForm {
    /// Everything is refused at the name, the one thing that is typed.
    ///
    /// # Errors
    /// At `name`.
    pub fn parse(&self, who: &Actor, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", name(&self.name));
        let list = errors.take("name", nav::open_to(who, &self.list).ok_or("saved-filter-no-list"));
        let query = normalised(&self.query);
        if query.is_empty() {
            errors.add("name", "saved-filter-nothing");
        } else if query.len() > LONGEST_QUERY {
            errors.add("name", "saved-filter-too-long");
        }
        errors.finish(|| Some(Wanted { list: list?, query, name: name?, replaces: self.replaces }))
    }

    /// The list as it was left.
    #[must_use]
    pub fn back(&self) -> String {
        nav::label(&self.list)
            .map_or_else(|| "/".to_owned(), |_| model::with_query(&self.list, &normalised(&self.query)))
    }
}
