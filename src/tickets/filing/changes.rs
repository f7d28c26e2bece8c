//! What became different of a ticket while somebody typed (spec 0, "Stale pages").

use super::form::MappingForm;
use crate::{
    text::Text,
    tickets::{details::MappingRow, model::Ticket},
    web::form::{Change, Changes},
};

/// The ticket as it is now, where it differs from what was typed; `says` who did what meanwhile.
#[must_use]
pub fn changes(says: Text, ticket: &Ticket, typed: &MappingForm) -> Changes {
    let now = MappingForm::of(ticket);
    let fields = [
        ("ticket-field-description", now.description.clone(), typed.description.clone()),
        ("ticket-field-contact-phone", now.contact_phone.clone(), typed.contact_phone.clone()),
        ("ticket-field-contact-email", now.contact_email.clone(), typed.contact_email.clone()),
        ("ticket-field-public-ip", now.details.public_ip.clone(), typed.details.public_ip.clone()),
        ("ticket-field-mappings", rows(&now), rows(typed)),
        ("ticket-field-whitelist", now.details.whitelist.clone(), typed.details.whitelist.clone()),
        ("ticket-field-valid-until", now.details.valid_until.clone(), typed.details.valid_until.clone()),
        ("ticket-field-filing-no", now.details.filing_no.clone(), typed.details.filing_no.clone()),
        ("ticket-field-remarks", now.details.remarks.clone(), typed.details.remarks.clone()),
    ];
    Changes::new(says, fields.map(|(label, now, typed)| Change { label, now, typed }))
}

fn rows(form: &MappingForm) -> String {
    let line = |row: &MappingRow| {
        let MappingRow { public_port, floating_ip, internal_port, protocol, access_url } = row;
        format!("{public_port} \u{2192} {floating_ip}:{internal_port} {protocol} {access_url}").trim_end().to_owned()
    };
    form.details.rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
