//! What is typed of a department.

use super::{model::Department, special::Special};
use crate::{
    policy::Sector,
    text::Text,
    web::form::{Errors, FieldReader, FromFields, half_width, one_line},
};

pub const NAME: std::ops::RangeInclusive<usize> = 2..=80;
pub const CODE: usize = 32;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentForm {
    /// An id.
    pub parent: String,
    pub name: String,
    pub code: String,
    pub sector: String,
    /// What it is to the permission matrix; empty for an ordinary one.
    pub special: String,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub code: String,
    /// As it was chosen; empty where it follows from the place.
    pub sector: Option<Sector>,
}

impl FromFields for DepartmentForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            parent: fields.text("parent"),
            name: fields.text("name"),
            code: fields.text("code"),
            sector: fields.text("sector"),
            special: fields.text("special"),
        }
    }
}

impl From<&Department> for DepartmentForm {
    fn from(it: &Department) -> Self {
        Self {
            parent: it.parent_id.map(|id| id.to_string()).unwrap_or_default(),
            name: it.name.clone(),
            code: it.code.clone(),
            sector: it.sector_code().to_owned(),
            special: String::new(),
        }
    }
}

impl DepartmentForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", parse_name(&self.name));
        let code = errors.take("code", parse_code(&self.code));
        let sector = errors.take("sector", parse_sector(&self.sector));
        errors.finish(|| Some(Wanted { name: name?, code: code?, sector: sector? }))
    }

    /// # Errors
    /// That there is none of that code.
    pub fn special(&self) -> Result<Option<Special>, Text> {
        match self.special.as_str() {
            "" => Ok(None),
            code => code.parse().map(Some).map_err(|_| "organisation-special-unknown".into()),
        }
    }
}

/// # Errors
/// Why it is none.
pub fn parse_name(typed: &str) -> Result<String, Text> {
    let name = one_line(typed);
    match name.chars().count() {
        0 => Err("organisation-name-missing".into()),
        length if NAME.contains(&length) => Ok(name),
        _ => Err(Text::new("organisation-name-length").with("least", *NAME.start()).with("most", *NAME.end())),
    }
}

/// # Errors
/// Why it is none.
pub fn parse_code(typed: &str) -> Result<String, Text> {
    let code: String = one_line(typed).chars().map(half_width).collect();
    let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if code.is_empty() {
        Err("organisation-code-missing".into())
    } else if code.len() > CODE || !code.chars().all(is_sound) || !code.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        Err(Text::new("organisation-code-wrong").with("most", CODE))
    } else {
        Ok(code)
    }
}

fn parse_sector(typed: &str) -> Result<Option<Sector>, Text> {
    match typed {
        "" => Ok(None),
        code => code.parse().map(Some).map_err(|_| "organisation-sector-missing".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_letters_and_digits_however_wide() {
        for (typed, code) in [("YJT-JY", "YJT-JY"), (" ＹＪＴ１ ", "YJT1"), ("420000", "420000"), ("a_b.c", "a_b.c")]
        {
            assert_eq!(parse_code(typed).as_deref(), Ok(code), "{typed}");
        }
        let long = "A".repeat(33);
        for typed in ["", "-A", "应急", "A B", "=1+1", "A/B", long.as_str()] {
            assert!(parse_code(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn every_refusal_is_told_at_once() {
        let form = DepartmentForm { sector: "x".to_owned(), ..DepartmentForm::default() };
        let errors = form.parse(Errors::default()).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "code", "sector"]);
    }
}
