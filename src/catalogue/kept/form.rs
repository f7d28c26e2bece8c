//! The form of an entry.

use std::collections::BTreeMap;

use super::{
    entry::Entry,
    kind::{Kind, Number, instance_type},
};
use crate::{
    catalogue::model::parse_number,
    text::Text,
    web::form::{Errors, FieldReader, FromFields, half_width},
};

pub const NAME: std::ops::RangeInclusive<usize> = 2..=80;

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct EntryForm {
    pub code: String,
    pub name: String,
    pub name_en: String,
    /// By their fields, those of other kinds among them.
    pub numbers: BTreeMap<&'static str, String>,
}

/// As it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub numbers: BTreeMap<&'static str, u32>,
}

impl FromFields for EntryForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let numbers = Kind::ALL.iter().flat_map(|kind| kind.numbers()).map(|number| number.field);
        Self {
            code: fields.text("code"),
            name: fields.text("name"),
            name_en: fields.text("name_en"),
            numbers: numbers.map(|field| (field, fields.text(field))).collect(),
        }
    }
}

impl From<&Entry> for EntryForm {
    fn from(entry: &Entry) -> Self {
        let number = |number: &Number| entry.number(number.field).map(|is| (number.field, is.to_string()));
        Self {
            code: entry.code.clone(),
            name: entry.name.clone(),
            name_en: entry.name_en.clone(),
            numbers: entry.kind().numbers().iter().filter_map(number).collect(),
        }
    }
}

impl EntryForm {
    #[must_use]
    pub fn number(&self, field: &str) -> &str {
        self.numbers.get(field).map_or("", String::as_str)
    }

    /// What a new entry shall be, or one that `is` there.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, kind: Kind, is: Option<&Entry>, mut errors: Errors) -> Result<Wanted, Errors> {
        let code = match is {
            Some(entry) => Some(entry.code.clone()),
            None => errors.take("code", code(kind, &self.code)),
        };
        let named =
            [("name", "catalogue-entry-name", &self.name), ("name_en", "catalogue-entry-name-en", &self.name_en)];
        let mut names =
            named.map(
                |(field, label, typed)| {
                    if kind.has_names() { errors.take(field, name(label, typed)) } else { Some(String::new()) }
                },
            );
        let mut numbers = BTreeMap::new();
        for number in kind.numbers() {
            let stays = is.filter(|_| !number.changes).and_then(|entry| entry.number(number.field));
            let read = match stays {
                Some(stays) => Some(stays),
                None => errors.take(number.field, in_range(*number, self.number(number.field))),
            };
            numbers.extend(read.map(|read| (number.field, read)));
        }
        agree(kind, code.as_deref(), &numbers, &mut errors);
        errors.finish(|| Some(Wanted { code: code?, name: names[0].take()?, name_en: names[1].take()?, numbers }))
    }
}

/// What numbers must be to one another, and to the code.
fn agree(kind: Kind, code: Option<&str>, numbers: &BTreeMap<&'static str, u32>, errors: &mut Errors) {
    let of = |field| numbers.get(field).copied();
    for (least, most) in [("system_least", "system_most"), ("data_least", "data_most")] {
        if of(least).zip(of(most)).is_some_and(|(least, most)| least > most) {
            errors.add(most, "catalogue-entry-most-below-least");
        }
    }
    let Some((vcpus, memory)) = of("vcpus").zip(of("memory")) else { return };
    match kind {
        Kind::InstanceType if !memory.is_multiple_of(vcpus) => errors.add("memory", "catalogue-entry-memory-by-vcpus"),
        Kind::RdsSpecification if code.is_some_and(|code| code != format!("{vcpus}c{memory}g")) => {
            errors.add("code", Text::new("catalogue-code-of-size").with("code", format!("{vcpus}c{memory}g")));
        }
        _ => {}
    }
}

/// GiB of memory a vCPU, and family and size.
#[must_use]
pub fn family(wanted: &Wanted) -> Option<(u32, &str, &str)> {
    let of = |field| wanted.numbers.get(field).copied();
    let per_vcpu = of("memory")?.checked_div(of("vcpus")?)?;
    instance_type(&wanted.code).map(|(family, size)| (per_vcpu, family, size))
}

fn code(kind: Kind, typed: &str) -> Result<String, Text> {
    let code: String = typed.trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
    if code.is_empty() {
        Err("catalogue-code-missing".into())
    } else if kind.takes(&code) {
        Ok(code)
    } else {
        Err(Text::new("catalogue-code-wrong").with("how", Text::new(kind.code_hint())))
    }
}

fn name(label: &'static str, typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Text::new("catalogue-entry-missing").with("what", Text::new(label))),
        count if NAME.contains(&count) => Ok(name),
        count => {
            let text = Text::new("catalogue-name-length").with("count", count);
            Err(text.with("least", *NAME.start()).with("most", *NAME.end()))
        }
    }
}

fn in_range(number: Number, typed: &str) -> Result<u32, Text> {
    let fits = parse_number(typed).filter(|read| (number.least..=number.most).contains(read));
    fits.ok_or_else(|| {
        let says = Text::new("catalogue-entry-number").with("what", Text::new(number.label));
        says.with("least", number.least).with("most", number.most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(code: &str, numbers: &[(&'static str, &str)]) -> EntryForm {
        let numbers = numbers.iter().map(|(field, number)| (*field, (*number).to_owned())).collect();
        EntryForm { code: code.into(), name: " 某 项 ".into(), name_en: "Some entry".into(), numbers }
    }

    fn refused(kind: Kind, form: &EntryForm) -> Vec<String> {
        let errors = form.parse(kind, None, Errors::default()).unwrap_err();
        errors.iter().map(|(field, why)| format!("{field} {}", why.key)).collect()
    }

    #[test]
    fn an_entry_is_its_code_its_names_and_its_numbers() {
        let form = typed(" ECS.g7.Large ", &[("vcpus", "２"), ("memory", "8")]);
        let wanted = form.parse(Kind::InstanceType, None, Errors::default()).unwrap();
        assert_eq!((wanted.code.as_str(), family(&wanted)), ("ecs.g7.large", Some((4, "g7", "large"))));
        let image = typed("debian-12", &[("least_disk", "20")]).parse(Kind::Image, None, Errors::default()).unwrap();
        assert_eq!((image.name.as_str(), image.numbers["least_disk"]), ("某 项", 20));
    }

    #[test]
    fn every_refusal_is_told_at_once() {
        assert_eq!(
            refused(Kind::Image, &EntryForm::default()),
            [
                "code catalogue-code-missing",
                "name catalogue-entry-missing",
                "name_en catalogue-entry-missing",
                "least_disk catalogue-entry-number"
            ]
        );
    }

    #[test]
    fn numbers_agree_with_one_another_and_with_the_code() {
        let sizes = [("system_least", "40"), ("system_most", "20"), ("data_least", "1"), ("data_most", "1")];
        assert_eq!(
            refused(Kind::DiskCategory, &typed("cloud_new", &sizes)),
            ["system_most catalogue-entry-most-below-least"]
        );
        let odd = typed("ecs.g7.large", &[("vcpus", "2"), ("memory", "7")]);
        assert_eq!(refused(Kind::InstanceType, &odd), ["memory catalogue-entry-memory-by-vcpus"]);
        let other = typed("4c8g", &[("vcpus", "4"), ("memory", "16")]);
        assert_eq!(refused(Kind::RdsSpecification, &other), ["code catalogue-code-of-size"]);
    }
}
