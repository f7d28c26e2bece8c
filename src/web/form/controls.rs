//! What `templates/shared/form.html` needs to draw one control.

use uuid::Uuid;

use super::Errors;
use crate::text::Text;

/// One control with its label, hint, value and refusals.
#[derive(Clone, Debug)]
pub struct Field {
    name: &'static str,
    row: Option<usize>,
    label: &'static str,
    hint: Option<&'static str>,
    hint_elsewhere: Option<&'static str>,
    value: String,
    errors: Vec<Text>,
    required: bool,
    max: Option<usize>,
}

impl Field {
    #[must_use]
    pub fn new(name: &'static str, label: &'static str, value: impl Into<String>) -> Self {
        Self {
            name,
            row: None,
            label,
            hint: None,
            hint_elsewhere: None,
            value: value.into(),
            errors: Vec::new(),
            required: false,
            max: None,
        }
    }

    /// One of several fields of this name; rows count from 1.
    #[must_use]
    pub fn in_row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    #[must_use]
    pub fn hinted(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Explained by the element with this id, as rows share one explanation.
    #[must_use]
    pub fn hinted_elsewhere(mut self, id: &'static str) -> Self {
        self.hint_elsewhere = Some(id);
        self
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// At most `max` characters.
    #[must_use]
    pub fn at_most(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }

    /// With what it is refused for.
    #[must_use]
    pub fn checked(mut self, errors: &Errors) -> Self {
        self.errors = errors.at(&self.id());
        self
    }

    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The element's id, by which errors name the field.
    #[must_use]
    pub fn id(&self) -> String {
        self.row.map_or_else(|| self.name.to_owned(), |row| format!("{}-{row}", self.name))
    }

    #[must_use]
    pub fn label(&self) -> &'static str {
        self.label
    }

    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    /// The ids of what explains it: errors first.
    #[must_use]
    pub fn described_by(&self) -> String {
        let error = self.is_invalid().then(|| format!("{}-error", self.id()));
        let hint = self.hint.map(|_| format!("{}-hint", self.id()));
        let notes = [error, hint, self.hint_elsewhere.map(str::to_owned)];
        notes.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    #[must_use]
    pub fn errors(&self) -> &[Text] {
        &self.errors
    }

    #[must_use]
    pub fn is_invalid(&self) -> bool {
        !self.errors.is_empty()
    }

    #[must_use]
    pub fn is_required(&self) -> bool {
        self.required
    }

    #[must_use]
    pub fn max(&self) -> Option<usize> {
        self.max
    }
}

/// One option of a select or a group of radio buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.to_string();
        Self { selected: value == chosen, value, label: label.into() }
    }
}

/// A file that is here already, though its form isn't accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadedFile {
    pub id: Uuid,
    pub name: String,
    /// Bytes.
    pub size: i64,
}
