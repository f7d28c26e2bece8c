//! What a form of new servers says, with every refusal at its field.

use crate::{
    text::Text,
    tickets::{
        details::{PHYSICAL, ServerCreateDetails, VM},
        filing::{
            lengths::{self, at_most},
            server::{Reading, SPECIFICATION, Stock},
        },
    },
    web::form::Errors,
};

/// What `details` say, after the errors that its form has before them.
#[must_use]
pub fn reading_of(details: &ServerCreateDetails, stock: &Stock, before: Errors) -> Reading {
    let (catalogue, mut errors) = (&stock.catalogue, before);
    errors.take("request", request(&details.request, &stock.requests));
    match details.machine.as_str() {
        VM | PHYSICAL => {}
        _ => errors.add("machine", "ticket-machine-missing"),
    }
    let ecs = details.ecs();
    let region = ecs.read_region(catalogue, &mut errors);
    if details.is_physical() {
        errors.take("specification", specification(&details.specification));
    } else {
        ecs.read_machine(catalogue, &mut errors);
        ecs.read_network(catalogue, region, &mut errors);
    }
    ecs.read_name(&mut errors);
    errors.take("remarks", at_most(&details.remarks, lengths::REMARKS));
    Reading { errors, ..Reading::default() }
}

/// One of the department's requests that were approved, or none.
fn request(typed: &str, known: &[String]) -> Result<(), Text> {
    if typed.is_empty() || known.iter().any(|number| number == typed) {
        return Ok(());
    }
    let digits = typed.strip_prefix("ZY").unwrap_or_default();
    let is_number = digits.len() >= 12 && digits.len() <= 20 && digits.chars().all(|c| c.is_ascii_digit());
    let key = if is_number { "ticket-request-unknown" } else { "ticket-request-invalid" };
    Err(Text::new(key).with("number", typed.chars().take(30).collect::<String>()))
}

/// A physical machine in words.
///
/// # Errors
/// For none, and for too many.
pub fn specification(typed: &str) -> Result<(), Text> {
    if typed.is_empty() { Err("ticket-specification-missing".into()) } else { at_most(typed, SPECIFICATION) }
}

#[cfg(test)]
mod tests;
