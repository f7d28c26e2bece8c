//! Every refusal of a form, in the order of its fields.

use std::fmt;

use crate::text::Text;

/// Refusals by the id of the field they stand at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, Text)>);

impl Errors {
    /// Notes that `field` (its id, `name` or `name-row`) is refused.
    pub fn add(&mut self, field: impl Into<String>, why: impl Into<Text>) {
        self.0.push((field.into(), why.into()));
    }

    /// Takes the good value, or notes why there is none.
    pub fn take<T>(&mut self, field: impl Into<String>, parsed: Result<T, impl Into<Text>>) -> Option<T> {
        parsed.map_err(|why| self.add(field, why)).ok()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What `field` is refused for.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<Text> {
        self.iter().filter(|(name, _)| *name == field).map(|(_, why)| why.clone()).collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0.iter().map(|(field, why)| (field.as_str(), why))
    }

    /// Those at fields that `are_meant`.
    #[must_use]
    pub fn at_those(self, are_meant: impl Fn(&str) -> bool) -> Self {
        Self(self.0.into_iter().filter(|(field, _)| are_meant(field)).collect())
    }

    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The command that was parsed, unless something is refused.
    ///
    /// # Errors
    /// These errors themselves, if there are any.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Self> {
        match build() {
            Some(command) if self.is_empty() => Ok(command),
            _ => Err(self),
        }
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (field, why) in self.iter() {
            write!(f, "{field}: {}; ", why.key)?;
        }
        Ok(())
    }
}
