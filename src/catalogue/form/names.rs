//! What fields offer of the catalogue; what was chosen stays beside it, though it is retired or none.

use crate::{
    catalogue::model::{Catalogue, Entry, parse_number},
    text::Text,
    web::{
        form::{Choice, half_width},
        i18n::Lang,
    },
};

/// An entry that can be asked for.
///
/// # Errors
/// `missing` for none; that it is retired.
pub fn current<'a, T: Entry>(entry: Option<&'a T>, missing: &'static str) -> Result<&'a T, Text> {
    match entry {
        None => Err(missing.into()),
        Some(entry) if entry.is_retired() => Err("catalogue-retired".into()),
        Some(entry) => Ok(entry),
    }
}

/// A number in its normal form, if it is one.
pub fn number_tidied(typed: &mut String) {
    *typed = parse_number(typed).map_or_else(|| typed.trim().to_owned(), |number| number.to_string());
}

/// Those of `entries` that can be asked for, and the one that is chosen; before them what it means to choose none.
fn choices<'a, T: Entry + 'a>(
    entries: impl IntoIterator<Item = &'a T>,
    lang: Lang,
    chosen: &str,
    none: Option<String>,
    choice: impl Fn(&T) -> (String, String),
) -> Vec<Choice> {
    let none = none.map(|label| Choice::new("", label, chosen));
    let offered = entries.into_iter().filter_map(|entry| {
        let (value, label) = choice(entry);
        (!entry.is_retired() || value == chosen).then(|| Choice::new(value, label, chosen))
    });
    let mut all: Vec<Choice> = none.into_iter().chain(offered).collect();
    if !all.iter().any(|it| it.selected) {
        let label = if chosen.is_empty() { lang.t("catalogue-choose") } else { chosen.to_owned() };
        all.insert(0, Choice::new(chosen, label, chosen));
    }
    all
}

/// What a cell of a spreadsheet chooses: by the value of a choice, by its label in either language, or by a label's first
/// words, where that is one choice alone. The cell itself for none of them: the form refuses it with a reason.
pub fn chosen_by(cell: &str, offered: impl Fn(Lang) -> Vec<Choice>) -> String {
    let is_plain = |c: &char| !c.is_whitespace();
    let plain = |text: &str| text.chars().map(half_width).filter(is_plain).collect::<String>().to_lowercase();
    let wanted = plain(cell);
    let choices: Vec<Choice> = Lang::ALL.into_iter().flat_map(offered).filter(|it| !it.value.is_empty()).collect();
    let is_it = |it: &&Choice| plain(&it.value) == wanted || plain(&it.label) == wanted;
    let begins =
        |it: &&Choice| plain(&it.label).strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(['(', '\u{b7}']));
    let named = choices.iter().find(is_it).or_else(|| {
        let mut found = choices.iter().filter(begins);
        found.next().filter(|first| found.all(|other| other.value == first.value))
    });
    named.map_or_else(|| cell.to_owned(), |choice| choice.value.clone())
}

#[must_use]
pub fn region_choices(catalogue: &Catalogue, lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(&catalogue.regions, lang, chosen, None, |it| (it.id.to_string(), it.name.clone()))
}

#[must_use]
pub fn instance_type_choices(catalogue: &Catalogue, lang: Lang, chosen: &str, none: Option<&str>) -> Vec<Choice> {
    choices(&catalogue.instance_types, lang, chosen, none.map(|key| lang.t(key)), |it| {
        (it.code.clone(), lang.say(&it.label()))
    })
}

#[must_use]
pub fn image_choices(catalogue: &Catalogue, lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(&catalogue.images, lang, chosen, None, |it| (it.code.clone(), it.name(lang).to_owned()))
}

#[must_use]
pub fn disk_choices(catalogue: &Catalogue, lang: Lang, chosen: &str, none: Option<&str>) -> Vec<Choice> {
    let none = none.map(|key| lang.t(key));
    choices(&catalogue.disk_categories, lang, chosen, none, |it| (it.code.clone(), it.name(lang).to_owned()))
}

/// Of one kind of what products come as.
#[must_use]
pub fn option_choices(catalogue: &Catalogue, kind: &str, lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(catalogue.options(kind), lang, chosen, None, |it| (it.code.clone(), it.name(lang).to_owned()))
}

/// Of every region, each with its region's name: without scripts all are offered at once.
#[must_use]
pub fn vpc_choices(catalogue: &Catalogue, lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(&catalogue.vpcs, lang, chosen, None, |it| {
        let region = catalogue.region(&it.region_id.to_string()).map(|region| region.name.as_str()).unwrap_or_default();
        (it.id.to_string(), format!("{} \u{b7} {region}", lang.say(&it.label())))
    })
}

/// The same of every VPC.
#[must_use]
pub fn vswitch_choices(catalogue: &Catalogue, lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(&catalogue.vswitches, lang, chosen, None, |it| {
        let vpc = catalogue.vpc(&it.vpc_id.to_string()).map(|vpc| vpc.name.as_str()).unwrap_or_default();
        (it.id.to_string(), format!("{} \u{b7} {vpc}", lang.say(&it.label())))
    })
}
