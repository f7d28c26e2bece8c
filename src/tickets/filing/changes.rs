//! What became different while somebody typed (spec 0, "Stale pages").

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::form::MappingForm;
use crate::{
    error::AppResult,
    schema::timeline_entries,
    tickets::{
        details::MappingRow,
        model::{RECORD_KIND, Ticket},
    },
};

/// The ticket as it is now, where it differs from what was typed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub by: String,
    pub at: Option<DateTime<Utc>>,
    pub fields: Vec<Change>,
}

/// A field that says something else now.
#[derive(Clone, Debug)]
pub struct Change {
    pub label: &'static str,
    pub now: String,
    pub typed: String,
}

impl Changes {
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection, ticket: &Ticket, form: &MappingForm) -> AppResult<Self> {
        let last: Option<(String, DateTime<Utc>)> = timeline_entries::table
            .filter(timeline_entries::record_kind.eq(RECORD_KIND))
            .filter(timeline_entries::record_id.eq(ticket.id))
            .order(timeline_entries::id.desc())
            .select((timeline_entries::actor_name, timeline_entries::at))
            .first(c)
            .optional()?;
        let (by, at) = last.unzip();
        Ok(Self { by: by.unwrap_or_default(), at, fields: differing(&MappingForm::of(ticket), form) })
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
