//! What became different while somebody typed (spec 0, "Stale pages").

use super::form::MappingForm;
use crate::{
    text::Text,
    tickets::{details::MappingRow, model::Ticket},
};

/// The ticket as it is now, where it differs from what was typed.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Who did what meanwhile.
    pub says: Text,
    pub fields: Vec<Change>,
}

/// A field that says something else now.
#[derive(Clone, Debug)]
pub struct Change {
    /// The field's.
    pub label: &'static str,
    pub now: String,
    pub typed: String,
}

impl Changes {
    #[must_use]
    pub fn new(says: Text, ticket: &Ticket, form: &MappingForm) -> Self {
        Self { says, fields: differing(&MappingForm::of(ticket), form) }
    }
}

fn differing(now: &MappingForm, typed: &MappingForm) -> Vec<Change> {
    let fields = [
        ("ticket-field-description", now.description.clone(), typed.description.clone()),
        ("ticket-field-contact-phone", now.contact_phone.clone(), typed.contact_phone.clone()),
        ("ticket-field-contact-email", now.contact_email.clone(), typed.contact_email.clone()),
        ("ticket-field-public-ip", now.details.public_ip.clone(), typed.details.public_ip.clone()),
        ("ticket-field-mappings", rows(now), rows(typed)),
        ("ticket-field-whitelist", now.details.whitelist.clone(), typed.details.whitelist.clone()),
        ("ticket-field-valid-until", now.details.valid_until.clone(), typed.details.valid_until.clone()),
        ("ticket-field-filing-no", now.details.filing_no.clone(), typed.details.filing_no.clone()),
        ("ticket-field-remarks", now.details.remarks.clone(), typed.details.remarks.clone()),
    ];
    let differ = fields.into_iter().filter(|(_, now, typed)| now != typed);
    differ.map(|(label, now, typed)| Change { label, now, typed }).collect()
}

fn rows(form: &MappingForm) -> String {
    let line = |row: &MappingRow| {
        let MappingRow { public_port, floating_ip, internal_port, protocol, access_url } = row;
        format!("{public_port} \u{2192} {floating_ip}:{internal_port} {protocol} {access_url}").trim_end().to_owned()
    };
    form.details.rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
