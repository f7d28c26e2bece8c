//! What is known when a form is read.

use chrono::{DateTime, Utc};
use diesel::{PgConnection, prelude::*};
use uuid::Uuid;

use super::{
    form::{APPROVAL_FILE, FILING_FILE, MappingForm},
    reading::{Evidence, Facts, Reading},
};
use crate::{
    applications,
    attachments::{self, Attachment},
    error::AppResult,
    network,
    policy::Actor,
    schema::users,
    tickets::model::Ticket,
};

/// Everything a form needs besides what is typed in it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What its author may file for: ids and names.
    pub applications: Vec<(i64, String)>,
    pub facts: Facts,
    /// The files that lie with the form or were saved with its draft.
    pub files: Vec<Attachment>,
    /// Files that the operators have seen already stay.
    pub sent_files: Vec<Uuid>,
}

impl Desk {
    /// Completes `form` with what its author left out: how to reach them, and the only application there is.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn open(c: &mut PgConnection, who: &Actor, form: &mut MappingForm, ticket: Option<&Ticket>) -> AppResult<Self> {
        let applications = applications::queries::choices(c, who)?;
        if let ([(only, _)], true) = (applications.as_slice(), form.application.is_empty()) {
            form.application = only.to_string();
        }
        fill_contact(c, who, form)?;
        // One files for one's own department alone.
        let department = who.department.id;
        let facts = Facts {
            public_ips: network::queries::internet_ips_of(c, department)?,
            hosts: network::queries::hosts_of_department(c, department)?,
            risks: network::queries::risk_table(c)?,
            high_risk_days: network::queries::high_risk_days(c)?,
        };
        let (files, sent_files) = files_with(c, who, form, ticket)?;
        Ok(Self { applications, facts, files, sent_files })
    }

    /// Reads the form and looks its ports up.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn read(
        &self,
        c: &mut PgConnection,
        who: &Actor,
        form: &MappingForm,
        ticket: Option<&Ticket>,
        now: DateTime<Utc>,
    ) -> AppResult<Reading> {
        let has = |field: &str| self.files.iter().any(|file| file.field == field);
        let evidence = Evidence { filing: has(FILING_FILE), approval: has(APPROVAL_FILE) };
        let mut reading = Reading::of(form, &self.facts, evidence, now);
        let (rows, period) = reading.asked();
        if !rows.is_empty() {
            let found = network::queries::occupancy(c, &rows, period, ticket.map(|ticket| ticket.id), now)?;
            reading.mark(found, who);
        }
        Ok(reading)
    }
}

fn fill_contact(c: &mut PgConnection, who: &Actor, form: &mut MappingForm) -> AppResult<()> {
    if form.contact_phone.is_empty() || form.contact_email.is_empty() {
        let own = users::table.find(who.id).select((users::phone, users::email));
        let (phone, email): (String, String) = own.first(c)?;
        for (typed, own) in [(&mut form.contact_phone, phone), (&mut form.contact_email, email)] {
            if typed.is_empty() {
                *typed = own;
            }
        }
    }
    Ok(())
}

/// The form's loose files, and of those saved with `ticket` what it still lists or the operators have seen;
/// and which of them those are.
///
/// # Errors
/// When the database can't be had.
pub(super) fn files_with(
    c: &mut PgConnection,
    who: &Actor,
    form: &MappingForm,
    ticket: Option<&Ticket>,
) -> AppResult<(Vec<Attachment>, Vec<Uuid>)> {
    let mut files = match ticket {
        Some(ticket) => attachments::queries::of_ticket(c, ticket.id)?,
        None => vec![],
    };
    let seen_until = ticket.and_then(|ticket| ticket.submitted_at);
    let sent: Vec<Uuid> = files
        .iter()
        .filter(|file| seen_until.is_some_and(|seen| file.uploaded_at <= seen))
        .map(|file| file.id)
        .collect();
    files.retain(|file| sent.contains(&file.id) || form.uploaded.contains(&file.id));
    files.extend(attachments::queries::loose_of(c, who, &form.uploaded)?);
    Ok((files, sent))
}
