//! What was typed, exactly, and reading it without losing any of it.

use serde::{Deserialize, Serialize};

use super::errors::Errors;
use crate::text::Text;

/// The text fields of a post in their order, empty and repeated ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of `name`.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Has `name` say that, whatever it said before.
    pub fn set(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        self.0.retain(|(field, _)| field != name);
        self.0.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }

    /// Without the fields that belong to the page rather than to its author. The version tells what they typed over.
    #[must_use]
    pub fn typed(self) -> Self {
        const OF_THE_PAGE: [&str; 3] = ["csrf", "submission", "action"];
        Self(self.0.into_iter().filter(|(name, _)| !OF_THE_PAGE.contains(&name.as_str())).collect())
    }

    /// Bytes of all names and values.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// Reads a form out of its fields and notes what no form may contain.
#[derive(Debug)]
pub struct FieldReader<'a> {
    fields: &'a Fields,
    errors: Errors,
}

impl<'a> FieldReader<'a> {
    #[must_use]
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: Errors::default() }
    }

    /// The one value of `name`, empty if it is missing.
    pub fn text(&mut self, name: &str) -> String {
        let mut values = self.fields.all(name);
        let value = values.next().unwrap_or_default();
        if values.next().is_some() {
            self.errors.add(name, Text::new("form-field-repeated"));
        }
        self.clean(name, value)
    }

    /// Whether `name` was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.fields.first(name).is_some_and(|value| !value.is_empty())
    }

    /// Every value of `name`, for rows. Row `n` is blamed as `name-n`, from 1.
    pub fn column(&mut self, name: &str) -> Vec<String> {
        let values: Vec<&str> = self.fields.all(name).collect();
        values.iter().enumerate().map(|(row, value)| self.clean(&format!("{name}-{}", row + 1), value)).collect()
    }

    #[must_use]
    pub fn finish(self) -> Errors {
        self.errors
    }

    /// Postgres can't store a NUL; what is typed around it stays.
    fn clean(&mut self, field: &str, value: &str) -> String {
        if value.contains('\0') {
            self.errors.add(field, Text::new("form-field-has-nul"));
        }
        value.replace('\0', "").replace("\r\n", "\n")
    }
}

/// A form made of typed strings; nothing is decided yet.
pub trait FromFields: Sized {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self;
}

/// For posts that carry nothing but their intent.
impl FromFields for () {
    fn from_fields(_: &mut FieldReader<'_>) -> Self {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_repeated_scalar_is_refused_at_its_field_and_its_first_value_kept() {
        let typed = fields(&[("name", "a"), ("name", "b")]);
        let mut reader = FieldReader::new(&typed);
        assert_eq!(reader.text("name"), "a");
        assert_eq!(reader.finish().at("name"), [Text::new("form-field-repeated")]);
    }

    #[test]
    fn a_nul_is_refused_at_its_row_and_the_rest_of_the_text_kept() {
        let typed = fields(&[("port", "80"), ("port", "4\u{0}43")]);
        let mut reader = FieldReader::new(&typed);
        assert_eq!(reader.column("port"), ["80", "443"]);
        assert_eq!(reader.finish().at("port-2"), [Text::new("form-field-has-nul")]);
    }

    #[test]
    fn what_belongs_to_the_page_is_not_what_was_typed() {
        let posted = fields(&[("csrf", "x"), ("description", "y"), ("version", "3"), ("action", "save")]);
        assert_eq!(posted.typed(), fields(&[("description", "y"), ("version", "3")]));
    }
}
