//! What the forms of all network kinds have at their end: ticks and a term.

use super::{
    form::tidied,
    lengths::{WORD, at_most},
    validity::parse_day,
};
use crate::{
    tickets::details::Term,
    web::form::{Errors, FieldReader},
};

/// `on` where it was ticked, as a details keeps it.
#[must_use]
pub fn tick(fields: &FieldReader<'_>, name: &str) -> String {
    if fields.ticked(name) { "on".to_owned() } else { String::new() }
}

/// What is typed.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> Term {
    Term { validity: fields.text("validity"), valid_until: fields.text("valid_until"), renews: fields.text("renews") }
}

/// In its normal form, where it can be read.
pub fn tidy(term: &mut Term) {
    tidied(&mut term.valid_until, parse_day);
    for text in [&mut term.validity, &mut term.renews] {
        *text = text.trim().to_owned();
    }
}

/// Notes what is longer than what can be kept of it.
pub fn check_lengths(term: &Term, errors: &mut Errors) {
    for (field, value) in [("validity", &term.validity), ("valid_until", &term.valid_until), ("renews", &term.renews)] {
        errors.take(field, at_most(value, WORD));
    }
}
