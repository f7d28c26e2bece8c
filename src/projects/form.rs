//! The form of a project.

use uuid::Uuid;

use super::model::Project;
use crate::{
    attachments::Attachment,
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

pub const NAME: std::ops::RangeInclusive<usize> = 2..=80;
pub const DESCRIPTION: usize = 1_000;
/// The field that files travel under.
pub const ATTACHMENTS: &str = "attachments";

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct ProjectForm {
    pub name: String,
    /// An id; one's own unless it says another.
    pub department: String,
    pub description: String,
    pub contact: String,
    pub owner: String,
    /// The files that lie with it, or that the project carries still.
    pub uploaded: Vec<Uuid>,
    /// The form that a new project is made for; empty for none.
    pub back: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub description: String,
    pub contact: i64,
    pub owner: i64,
    pub files: Vec<Uuid>,
}

impl FromFields for ProjectForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let uploaded = fields.column("uploaded_attachments");
        Self {
            name: fields.text("name"),
            department: fields.text("department"),
            description: fields.text("description"),
            contact: fields.text("contact_id"),
            owner: fields.text("owner_id"),
            uploaded: uploaded.iter().filter_map(|id| id.parse().ok()).collect(),
            back: fields.text("back"),
        }
    }
}

impl ProjectForm {
    /// As `project` is, with the files that it carries.
    #[must_use]
    pub fn of(project: &Project, files: &[Attachment]) -> Self {
        Self {
            name: project.name.clone(),
            department: project.department_id.to_string(),
            description: project.description.clone(),
            contact: project.contact_id.to_string(),
            owner: project.owner_id.to_string(),
            uploaded: files.iter().map(|file| file.id).collect(),
            back: String::new(),
        }
    }

    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", name(&self.name));
        let contact = errors.take("contact_id", self.contact.parse().map_err(|_| "project-contact-missing"));
        let owner = errors.take("owner_id", self.owner.parse().map_err(|_| "project-owner-missing"));
        let description = errors.take("description", description(&self.description));
        let files = self.uploaded.clone();
        errors
            .finish(|| Some(Wanted { name: name?, description: description?, contact: contact?, owner: owner?, files }))
    }
}

/// Several spaces count as one: they look alike, and names must differ visibly.
fn name(typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("project-name-missing".into()),
        length if NAME.contains(&length) => Ok(name),
        _ => Err(Text::new("project-name-length").with("least", *NAME.start()).with("most", *NAME.end())),
    }
}

fn description(typed: &str) -> Result<String, Text> {
    let description = typed.trim();
    if description.chars().count() > DESCRIPTION {
        return Err(Text::new("project-description-too-long").with("most", DESCRIPTION));
    }
    Ok(description.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str) -> ProjectForm {
        ProjectForm { name: name.to_owned(), contact: "7".into(), owner: "8".into(), ..ProjectForm::default() }
    }

    #[test]
    fn spaces_of_either_width_count_as_one() {
        let wanted = typed("  应急指挥　 平台 ").parse(Errors::default()).unwrap();
        assert_eq!((wanted.name.as_str(), wanted.contact, wanted.owner), ("应急指挥 平台", 7, 8));
    }

    #[test]
    fn names_of_two_to_eighty_characters_are_taken() {
        for (name, taken) in
            [("　", false), ("图", false), ("一图", true), (&"图".repeat(80), true), (&"图".repeat(81), false)]
        {
            assert_eq!(typed(name).parse(Errors::default()).is_ok(), taken, "{name}");
        }
    }

    #[test]
    fn a_thousand_characters_describe_it_and_no_more() {
        for (length, taken) in [(0, true), (1_000, true), (1_001, false)] {
            let form = ProjectForm { description: "述".repeat(length), ..typed("一图") };
            assert_eq!(form.parse(Errors::default()).is_ok(), taken, "{length}");
        }
    }

    #[test]
    fn every_refusal_is_told_at_once() {
        let form = ProjectForm { description: "述".repeat(1_001), ..ProjectForm::default() };
        let errors = form.parse(Errors::default()).unwrap_err();
        let at: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(at, ["name", "contact_id", "owner_id", "description"]);
    }
}
