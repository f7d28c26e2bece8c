//! What is typed of a region.

use super::model::{Kind, Region};
use crate::{
    organisation::departments::form::{parse_code, parse_name},
    web::form::{Errors, FieldReader, FromFields},
};

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionForm {
    pub name: String,
    pub code: String,
    pub kind: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub code: String,
    pub kind: Kind,
}

impl FromFields for RegionForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { name: fields.text("name"), code: fields.text("code"), kind: fields.text("kind") }
    }
}

impl From<&Region> for RegionForm {
    fn from(it: &Region) -> Self {
        Self { name: it.name.clone(), code: it.code.clone(), kind: it.kind.code().to_owned() }
    }
}

impl RegionForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", parse_name(&self.name));
        let code = errors.take("code", parse_code(&self.code));
        let kind = errors.take("kind", self.kind.parse());
        errors.finish(|| Some(Wanted { name: name?, code: code?, kind: kind? }))
    }
}
