//! The page of a form for a question or a fault.

use askama::Template;

use crate::{
    policy::Actor,
    tickets::{
        details::{CONSULT, FAULT, SupportDetails},
        filing::{common::Common, sheet::Sheet},
        hours::ANY,
        support::{Category, Problem, Severity},
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
        i18n::Lang,
    },
};

/// Hours that most people choose from.
const USUAL_HOURS: [&str; 4] = ["08:30-12:00", "09:00-18:00", "14:00-17:30", "00:00-23:59"];

#[derive(Template)]
#[template(path = "tickets/support_form.html")]
pub struct SupportPage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    sort: Field,
    sorts: Vec<Choice>,
    category: Field,
    categories: Vec<Choice>,
    problem: Field,
    groups: Vec<Group>,
    severity: Field,
    severities: Vec<Choice>,
    region: Field,
    regions: Vec<Choice>,
    contact_hours: Field,
    hours: Vec<Choice>,
}

/// The problems of one category.
struct Group {
    category: String,
    label: String,
    problems: Vec<Templated>,
}

/// A problem with what it asks to be told.
struct Templated {
    choice: Choice,
    template: String,
}

impl SupportPage {
    #[must_use]
    pub fn new(ctx: &Ctx, who: &Actor, sheet: &Sheet, details: &SupportDetails, errors: Errors) -> Self {
        let (lang, offered) = (ctx.language(), &sheet.desk.catalogue);
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let sort = |code: &str, label: &str| Choice::new(code, lang.t(label), &details.sort);
        let none = |label: &str, chosen: &str| Choice::new("", lang.t(label), chosen);
        let category = |it: &Category| Choice::new(&it.code, lang.say(&it.name.text()), &details.category);
        let regions = offered.regions.iter().map(|it| Choice::new(it.id, &*it.name, &details.region));
        let hours = USUAL_HOURS.map(|hours| Choice::new(hours, "", ""));
        Self {
            common: Common::new(who, sheet, None, &errors),
            sort: field("type", "support-field-type", &details.sort).required(),
            sorts: vec![sort(CONSULT, "support-type-consult"), sort(FAULT, "support-type-fault")],
            category: field("category", "support-field-category", &details.category).required(),
            categories: [none("support-choose", &details.category)]
                .into_iter()
                .chain(offered.categories.iter().map(category))
                .collect(),
            problem: field("problem", "support-field-problem", &details.problem)
                .hinted("support-field-problem-hint")
                .required(),
            groups: offered.categories.iter().map(|it| Group::of(it, &details.problem, lang)).collect(),
            severity: field("severity", "support-field-severity", &details.severity).required(),
            severities: offered.severities.iter().map(|it| severity(it, &details.severity, lang)).collect(),
            region: field("region", "support-field-region", &details.region).hinted("support-field-region-hint"),
            regions: [none("support-region-none", &details.region)].into_iter().chain(regions).collect(),
            contact_hours: field("contact_hours", "support-field-contact-hours", &shown(&details.contact_hours, lang))
                .hinted("support-field-contact-hours-hint"),
            hours: [Choice::new(lang.t("support-hours-any"), "", "")].into_iter().chain(hours).collect(),
            errors,
            ctx: ctx.clone(),
        }
    }
}

/// What the code keeps as `any` its reader reads in their language; it is understood in both.
fn shown(hours: &str, lang: Lang) -> String {
    if hours == ANY { lang.t("support-hours-any") } else { hours.to_owned() }
}

fn severity(it: &Severity, chosen: &str, lang: Lang) -> Choice {
    let (name, hint) = (lang.say(&it.name.text()), lang.say(&it.hint.text()));
    Choice::new(&it.code, if hint.is_empty() { name } else { format!("{name} \u{b7} {hint}") }, chosen)
}

impl Group {
    fn of(category: &Category, chosen: &str, lang: Lang) -> Self {
        let problem = |it: &Problem| Templated {
            choice: Choice::new(&it.code, lang.say(&it.name.text()), chosen),
            template: lang.say(&it.template.text()),
        };
        Self {
            category: category.code.clone(),
            label: lang.say(&category.name.text()),
            problems: category.problems.iter().map(problem).collect(),
        }
    }
}
