//! The fields of a support ticket as they are typed.

use crate::{
    tickets::{
        details::{Said, SupportDetails},
        filing::{
            form::tidied,
            lengths::{WORD, at_most},
        },
        hours::{ANY, ContactHours},
    },
    web::form::{Change, Errors, FieldReader},
};

impl SupportDetails {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank() -> Self {
        Self { contact_hours: ANY.to_owned(), ..Self::default() }
    }
}

#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> SupportDetails {
    SupportDetails {
        sort: fields.text("type"),
        category: fields.text("category"),
        problem: fields.text("problem"),
        severity: fields.text("severity"),
        region: fields.text("region"),
        contact_hours: fields.text("contact_hours"),
        ..SupportDetails::default()
    }
}

/// Whatever can be read, in its normal form.
pub fn tidy(details: &mut SupportDetails) {
    let chosen =
        [&mut details.sort, &mut details.category, &mut details.problem, &mut details.severity, &mut details.region];
    for code in chosen {
        *code = code.trim().to_owned();
    }
    tidied(&mut details.contact_hours, ContactHours::parse);
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(details: &SupportDetails, errors: &mut Errors) {
    for (field, value) in [
        ("type", &details.sort),
        ("category", &details.category),
        ("problem", &details.problem),
        ("severity", &details.severity),
        ("region", &details.region),
        ("contact_hours", &details.contact_hours),
    ] {
        errors.take(field, at_most(value, WORD));
    }
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(now: &SupportDetails, typed: &SupportDetails) -> Vec<Change> {
    let change =
        |label: &'static str, of: &dyn Fn(&SupportDetails) -> String| Change { label, now: of(now), typed: of(typed) };
    let both = |said: &Said| if said.is_empty() { String::new() } else { format!("{} ({})", said.zh, said.en) };
    vec![
        change("support-field-type", &|it| it.sort.clone()),
        change("support-field-category", &|it| both(&it.called.category)),
        change("support-field-problem", &|it| both(&it.called.problem)),
        change("support-field-severity", &|it| both(&it.called.severity)),
        change("support-field-region", &|it| it.called.region.clone()),
        change("support-field-contact-hours", &|it| it.contact_hours.clone()),
    ]
}
