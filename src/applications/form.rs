//! The form of an application.

use super::{model::Application, state::State};
use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

pub const NAME: std::ops::RangeInclusive<usize> = 2..=80;
pub const DESCRIPTION: usize = 1_000;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct ApplicationForm {
    pub name: String,
    /// An id; the page gives one's own.
    pub department: String,
    pub description: String,
    pub contact: String,
    /// An id, or nothing.
    pub project: String,
    pub state: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub description: String,
    pub contact: i64,
    pub project: Option<i64>,
    pub state: State,
}

impl FromFields for ApplicationForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            name: fields.text("name"),
            department: fields.text("department"),
            description: fields.text("description"),
            contact: fields.text("contact"),
            project: fields.text("project"),
            state: fields.text("state"),
        }
    }
}

impl From<&Application> for ApplicationForm {
    fn from(application: &Application) -> Self {
        Self {
            name: application.name.clone(),
            department: application.department_id.to_string(),
            description: application.description.clone(),
            contact: application.contact_id.to_string(),
            project: application.project_id.map(|id| id.to_string()).unwrap_or_default(),
            state: application.state.code().to_owned(),
        }
    }
}

impl ApplicationForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", name(&self.name));
        let description = errors.take("description", description(&self.description));
        let contact = errors.take("contact", self.contact.parse().map_err(|_| "application-contact-missing"));
        let project = errors.take("project", project(&self.project));
        // A new one has no choice: it is active.
        let state = if self.state.is_empty() { Ok(State::Active) } else { self.state.parse() };
        let state = errors.take("state", state);
        errors.finish(|| {
            Some(Wanted { name: name?, description: description?, contact: contact?, project: project?, state: state? })
        })
    }
}

/// Several spaces count as one: they look alike, and names must differ visibly.
fn name(typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("application-name-missing".into()),
        length if NAME.contains(&length) => Ok(name),
        _ => Err(Text::new("application-name-length").with("least", *NAME.start()).with("most", *NAME.end())),
    }
}

/// An application needn't name one.
fn project(typed: &str) -> Result<Option<i64>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| UNKNOWN_PROJECT)
}

/// What to say of a project that is out of sight, or another department's.
pub const UNKNOWN_PROJECT: &str = "application-project-unknown";

fn description(typed: &str) -> Result<String, Text> {
    let description = typed.trim();
    if description.chars().count() > DESCRIPTION {
        return Err(Text::new("application-description-too-long").with("most", DESCRIPTION));
    }
    Ok(description.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str) -> ApplicationForm {
        ApplicationForm { name: name.to_owned(), contact: "7".to_owned(), ..ApplicationForm::default() }
    }

    #[test]
    fn a_new_application_is_active() {
        let wanted = typed("  应急指挥　一张图 ").parse(Errors::default()).unwrap();
        assert_eq!((wanted.name.as_str(), wanted.contact, wanted.state), ("应急指挥 一张图", 7, State::Active));
    }

    #[test]
    fn names_of_two_to_eighty_characters_are_taken() {
        for (name, taken) in [("图", false), ("一图", true), (&"图".repeat(80), true), (&"图".repeat(81), false)] {
            assert_eq!(typed(name).parse(Errors::default()).is_ok(), taken, "{name}");
        }
    }

    #[test]
    fn a_project_may_be_named_by_its_id() {
        for (project, wanted) in [("", Some(None)), ("7", Some(Some(7))), ("图", None)] {
            let form = ApplicationForm { project: project.to_owned(), ..typed("一图") };
            assert_eq!(form.parse(Errors::default()).ok().map(|parsed| parsed.project), wanted, "{project}");
        }
    }

    #[test]
    fn every_refusal_is_told_at_once() {
        let form =
            ApplicationForm { state: "asleep".into(), description: "图".repeat(1_001), ..ApplicationForm::default() };
        let errors = form.parse(Errors::default()).unwrap_err();
        assert_eq!(
            errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["name", "description", "contact", "state"]
        );
    }
}
