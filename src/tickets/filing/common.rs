//! What the pages of all kinds' forms have in common.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{desk::Desk, form::ATTACHMENTS, lengths, new_path, sheet::Sheet};
use crate::{
    attachments::Attachment,
    calendar,
    policy::Actor,
    text::Text,
    tickets::{
        details::{Term, UNLIMITED, UNTIL},
        kind::Kind,
        purpose,
    },
    web::form::{Changes, Choice, Errors, Field, UploadedFile},
};

/// Everything of a form's page but the kind's own fields.
pub struct Common {
    pub kind: Kind,
    pub title: Text,
    pub lead: Text,
    pub submission: Uuid,
    /// Of the ticket it changes.
    pub number: Option<String>,
    pub version: i32,
    pub post_to: String,
    pub keep_at: String,
    pub kept: Option<DateTime<Utc>>,
    pub changes: Option<Changes>,
    pub refusal: Option<Text>,
    pub returned: Option<Text>,
    pub copied_from: String,
    /// The number of the ticket it prolongs.
    pub renews: String,
    /// From when on, or why it can't.
    pub renewal: Option<(&'static str, Text)>,
    pub application: Field,
    pub applications: Vec<Choice>,
    /// None of them is chosen yet.
    pub unchosen: bool,
    pub department: String,
    pub description: Field,
    pub contact_phone: Field,
    pub contact_email: Field,
    pub cc_emails: Field,
    pub attachments: Field,
    pub attachment_files: Files,
    pub hosts: Vec<Choice>,
}

/// Until when.
pub struct TermFields {
    pub validity: Field,
    pub validities: [(&'static str, &'static str); 2],
    pub valid_until: Field,
    /// The first day that can be the last one.
    pub earliest: NaiveDate,
}

/// Files at one field: those that were seen by operators stay.
#[derive(Default)]
pub struct Files {
    pub sent: Vec<UploadedFile>,
    pub loose: Vec<UploadedFile>,
}

impl Common {
    /// `renewed` is the last day of what it prolongs.
    #[must_use]
    pub fn new(who: &Actor, sheet: &Sheet, renewed: Option<NaiveDate>, errors: &Errors) -> Self {
        let Sheet { form, desk, ticket, .. } = sheet;
        let (ticket, kind, renews) = (ticket.as_ref(), form.details.kind(), form.details.renews());
        let field = |name, label, value: &str| Field::new(name, label, value).checked(errors);
        let applications: Vec<Choice> =
            desk.applications.iter().map(|(id, name)| Choice::new(id, name, &form.application)).collect();
        Self {
            kind,
            title: ticket.map_or_else(
                || Text::new("ticket-form-new").with("kind", kind.name()),
                |ticket| Text::new("ticket-form-edit").with("number", ticket.number.as_str()),
            ),
            lead: kind.lead(),
            submission: Uuid::new_v4(),
            number: ticket.map(|ticket| ticket.number.clone()),
            version: ticket.map_or(0, |ticket| sheet.seen.unwrap_or(ticket.version)),
            post_to: ticket.map_or_else(|| new_path(kind), |ticket| format!("{}/edit", ticket.path())),
            keep_at: sheet.kept_as(),
            kept: sheet.kept,
            changes: sheet.changes.clone(),
            refusal: sheet.refusal.clone(),
            returned: sheet.returned.clone(),
            copied_from: form.copied_from.clone(),
            renews: renews.to_owned(),
            renewal: (!renews.is_empty()).then(|| renewal(renews, renewed)),
            application: field("application", "ticket-field-application-name", &form.application).required(),
            unchosen: !applications.iter().any(|it| it.selected),
            applications,
            department: who.department.name.clone(),
            description: described(field("description", "ticket-field-description", &form.description), kind),
            contact_phone: field("contact_phone", "ticket-field-contact-phone", &form.contact_phone).required(),
            contact_email: field("contact_email", "ticket-field-contact-email", &form.contact_email).required(),
            cc_emails: field("cc_emails", "ticket-field-cc-emails", &form.cc_emails)
                .hinted("ticket-field-cc-emails-hint"),
            attachments: field(ATTACHMENTS, "ticket-field-attachments", "").hinted("ticket-field-attachments-hint"),
            attachment_files: Files::at(ATTACHMENTS, desk),
            hosts: hosts(desk),
        }
    }
}

fn described(description: Field, kind: Kind) -> Field {
    description.hinted(kind.purpose_hint_key()).required().at_most(purpose::MAX_LENGTH)
}

impl TermFields {
    /// With what its kind says of ends; `renewed` is the last day of what it prolongs.
    #[must_use]
    pub fn new(
        term: &Term,
        hint: &'static str,
        renewed: Option<NaiveDate>,
        errors: &Errors,
        now: DateTime<Utc>,
    ) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).checked(errors);
        let today = calendar::date_of(now);
        Self {
            validity: field("validity", "ticket-field-validity", &term.validity).hinted(hint).required(),
            validities: [(UNLIMITED, "ticket-field-validity-unlimited"), (UNTIL, "ticket-field-validity-until")],
            valid_until: field("valid_until", "ticket-field-valid-until", &term.valid_until)
                .hinted("ticket-field-valid-until-hint"),
            earliest: renewed.unwrap_or(today).succ_opt().unwrap_or(NaiveDate::MAX),
        }
    }
}

/// The tick, with what its kind says of it.
#[must_use]
pub fn long_connection(ticked: &str, hint: &'static str, errors: &Errors) -> Field {
    Field::new("long_connection", "ticket-field-long-connection", ticked).checked(errors).hinted(hint)
}

#[must_use]
pub fn remarks(typed: &str, errors: &Errors) -> Field {
    let field = Field::new("remarks", "ticket-field-remarks", typed).checked(errors);
    field.hinted("ticket-field-remarks-hint").at_most(lengths::REMARKS)
}

impl Files {
    #[must_use]
    pub fn at(field: &str, desk: &Desk) -> Self {
        let here = desk.files.iter().filter(|file| file.field == field);
        let (sent, loose): (Vec<_>, Vec<_>) = here.partition(|file| desk.sent_files.contains(&file.id));
        let shown = |files: Vec<&Attachment>| files.into_iter().map(UploadedFile::from).collect();
        Self { sent: shown(sent), loose: shown(loose) }
    }
}

/// What it prolongs; nothing, once that has ended or somebody else prolongs it.
fn renewal(ticket: &str, last_day: Option<NaiveDate>) -> (&'static str, Text) {
    match last_day {
        Some(day) => ("", Text::new("ticket-renewal-of").with("ticket", ticket).with("day", day)),
        None => ("warn", Text::new("ticket-renewal-nothing").with("ticket", ticket)),
    }
}

/// What the floating IP fields offer.
fn hosts(desk: &Desk) -> Vec<Choice> {
    let offered = desk.facts.hosts.iter().map(|host| {
        let label = match &host.application {
            Some(application) => format!("{} \u{b7} {application}", host.name),
            None => host.name.clone(),
        };
        Choice::new(host.floating_ip, label, "")
    });
    offered.collect()
}
