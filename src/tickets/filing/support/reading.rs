//! What the form of a support ticket says, with every refusal at its field (spec 2, "Support tickets").

use crate::{
    text::Text,
    tickets::{
        details::{CONSULT, FAULT, SupportDetails},
        hours::ContactHours,
        kind::Kind,
        purpose::Purpose,
        support::Catalogue,
    },
    web::form::Errors,
};

/// The form read: it asks for nothing that somebody else could have.
#[derive(Clone, Debug)]
pub struct Reading {
    errors: Errors,
}

impl Reading {
    /// What `details` say, after the errors that its form has before them.
    #[must_use]
    pub fn of(described: &str, details: &SupportDetails, offered: &Catalogue, before: Errors) -> Self {
        let mut errors = before;
        errors.take("type", sort(&details.sort));
        errors.take("category", category(&details.category, offered));
        errors.take("problem", problem(details, offered));
        errors.take("severity", severity(&details.severity, offered));
        errors.take("region", region(details, offered));
        errors.take("contact_hours", ContactHours::parse(&details.contact_hours));
        if errors.at("description").is_empty() {
            errors.take("description", more_than_the_template(described, details, offered));
        }
        Self { errors }
    }

    /// # Errors
    /// Every refusal there is.
    pub fn request(self) -> Result<(), Errors> {
        self.errors.finish(|| Some(()))
    }
}

fn sort(code: &str) -> Result<(), Text> {
    if [CONSULT, FAULT].contains(&code) { Ok(()) } else { Err("support-type-missing".into()) }
}

/// A code that isn't offered any more is refused in other words than none.
fn chosen(code: &str, is_offered: bool, missing: &'static str) -> Result<(), Text> {
    match (code, is_offered) {
        (_, true) => Ok(()),
        ("", false) => Err(missing.into()),
        (_, false) => Err("support-not-offered".into()),
    }
}

fn category(code: &str, offered: &Catalogue) -> Result<(), Text> {
    chosen(code, offered.category(code).is_some(), "support-category-missing")
}

fn problem(details: &SupportDetails, offered: &Catalogue) -> Result<(), Text> {
    let code = details.problem.as_str();
    chosen(code, offered.problem(code).is_some(), "support-problem-missing")?;
    match offered.category(&details.category) {
        Some(category) if !category.problems.iter().any(|it| it.code == code) => {
            Err(Text::new("support-problem-of-another").with("category", category.name.text()))
        }
        _ => Ok(()),
    }
}

fn severity(code: &str, offered: &Catalogue) -> Result<(), Text> {
    chosen(code, offered.severity(code).is_some(), "support-severity-missing")
}

/// A fault is somewhere; a question need not be.
fn region(details: &SupportDetails, offered: &Catalogue) -> Result<(), Text> {
    let left_out = details.region.is_empty() && !details.is_fault();
    chosen(&details.region, left_out || offered.region(&details.region).is_some(), "support-region-missing")
}

/// A template is there to be filled in: its own words tell nothing.
fn more_than_the_template(described: &str, details: &SupportDetails, offered: &Catalogue) -> Result<(), Text> {
    let Some(problem) = offered.problem(&details.problem) else { return Ok(()) };
    let told = problem.beyond_template(described);
    Purpose::parse(Kind::Support, &told).map(drop).map_err(|_| "support-template-unfilled".into())
}

#[cfg(test)]
mod tests;
