//! What is typed of a group, and who is chosen for it.

use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields, one_line},
};

pub const NAME: usize = 40;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupForm {
    /// An id.
    pub department: String,
    pub name: String,
}

/// A group as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub department: i64,
    pub name: String,
}

impl FromFields for GroupForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { department: fields.text("department"), name: fields.text("name") }
    }
}

impl GroupForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let department = errors.take("department", self.department.parse().map_err(|_| "network-department-missing"));
        let name = errors.take("name", name(&self.name));
        errors.finish(|| Some(Wanted { department: department?, name: name? }))
    }

    /// Another name of a group.
    ///
    /// # Errors
    /// Why it can't be that.
    pub fn name(&self, mut errors: Errors) -> Result<String, Errors> {
        let name = errors.take("name", name(&self.name));
        errors.finish(|| name)
    }
}

fn name(typed: &str) -> Result<String, Text> {
    let name = one_line(typed);
    match name.chars().count() {
        0 => Err("organisation-group-name-missing".into()),
        1..=NAME => Ok(name),
        _ => Err(Text::new("organisation-group-name-length").with("most", NAME)),
    }
}

/// Somebody chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberForm {
    /// An id.
    pub user: String,
}

impl FromFields for MemberForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { user: fields.text("user") }
    }
}
