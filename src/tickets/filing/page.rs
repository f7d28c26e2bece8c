//! The form's page.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    NEW_MAPPING,
    desk::Desk,
    form::{APPROVAL_FILE, ATTACHMENTS, FILING_FILE, MAX_ROWS},
    lengths,
    reading::Reading,
    row_views::{IpView, RowView},
    sheet::Sheet,
};
use crate::{
    calendar,
    error::AppResult,
    network::risk::{RiskClass, RiskPolicy},
    text::Text,
    tickets::purpose,
    web::{
        Ctx, filters,
        form::{Changes, Choice, Errors, Field, UploadedFile},
    },
};

#[derive(Template)]
#[template(path = "tickets/mapping_form.html")]
pub struct FormPage {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    /// Of the ticket it changes.
    number: Option<String>,
    version: i32,
    post_to: String,
    keep_at: String,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    refusal: Option<Text>,
    returned: Option<Text>,
    copied_from: String,
    /// The number of the ticket it prolongs.
    renews: String,
    /// From when on, or why it can't.
    renewal: Option<(&'static str, Text)>,
    application: Field,
    applications: Vec<Choice>,
    /// None of them is chosen yet.
    unchosen: bool,
    department: String,
    description: Field,
    contact_phone: Field,
    contact_email: Field,
    cc_emails: Field,
    public_ip: Field,
    ips: Vec<IpView>,
    rows: Vec<RowView>,
    max_rows: usize,
    pasted_rows: Field,
    hosts: Vec<Choice>,
    whitelist: Field,
    validity: Field,
    validities: [(&'static str, &'static str); 2],
    valid_until: Field,
    /// The first day that can be the last one.
    earliest: NaiveDate,
    approval_file: Field,
    approval_files: Files,
    filing_no: Field,
    filing_file: Field,
    filing_files: Files,
    attachments: Field,
    attachment_files: Files,
    remarks: Field,
    risky: usize,
    refused_ports: Vec<PortLabel>,
    guarded_ports: Vec<RiskGroup>,
    days: u64,
}

/// Files at one field: those that were seen by operators stay.
#[derive(Default)]
struct Files {
    sent: Vec<UploadedFile>,
    loose: Vec<UploadedFile>,
}

struct RiskGroup {
    class: Text,
    ports: Vec<PortLabel>,
}

struct PortLabel {
    ports: String,
    service: String,
}

impl FormPage {
    /// # Errors
    /// When nobody is signed in.
    pub fn new(ctx: &Ctx, sheet: Sheet, errors: Errors) -> AppResult<Self> {
        let (who, now, keep_at) = (ctx.actor()?, Utc::now(), sheet.kept_as());
        let Sheet { form, desk, ticket, reading, changes, refusal, returned, kept, seen } = sheet;
        let (who, form, desk, ticket, reading) = (&*who, &form, &desk, ticket.as_ref(), reading.as_ref());
        let details = &form.details;
        let days = desk.facts.high_risk_days;
        let renewed =
            desk.facts.renewable(&details.renews, now).iter().filter_map(|mapping| mapping.period.last_day()).max();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let applications: Vec<Choice> =
            desk.applications.iter().map(|(id, name)| Choice::new(id, name, &form.application)).collect();
        Ok(Self {
            ctx: ctx.clone(),
            submission: Uuid::new_v4(),
            number: ticket.map(|ticket| ticket.number.clone()),
            version: ticket.map_or(0, |ticket| seen.unwrap_or(ticket.version)),
            post_to: ticket.map_or_else(|| NEW_MAPPING.to_owned(), |ticket| format!("{}/edit", ticket.path())),
            keep_at,
            kept,
            changes,
            refusal,
            returned,
            copied_from: form.copied_from.clone(),
            renews: details.renews.clone(),
            renewal: (!details.renews.is_empty()).then(|| renewal(&details.renews, renewed)),
            application: field("application", "ticket-field-application-name", &form.application).required(),
            unchosen: !applications.iter().any(|it| it.selected),
            applications,
            department: who.department.name.clone(),
            description: field("description", "ticket-field-description", &form.description)
                .hinted("ticket-purpose-hint-internet-mapping")
                .required()
                .at_most(purpose::MAX_LENGTH),
            contact_phone: field("contact_phone", "ticket-field-contact-phone", &form.contact_phone).required(),
            contact_email: field("contact_email", "ticket-field-contact-email", &form.contact_email).required(),
            cc_emails: field("cc_emails", "ticket-field-cc-emails", &form.cc_emails)
                .hinted("ticket-field-cc-emails-hint"),
            public_ip: field("public_ip", "ticket-field-public-ip", &details.public_ip)
                .hinted("ticket-field-public-ip-hint")
                .required(),
            ips: IpView::all(desk, &details.public_ip, who),
            rows: RowView::all(form, reading, &errors, days),
            max_rows: MAX_ROWS,
            pasted_rows: field("pasted_rows", "form-paste-label", &form.pasted_rows)
                .hinted("ticket-field-pasted-rows-hint"),
            hosts: hosts(desk),
            whitelist: field("whitelist", "ticket-field-whitelist", &details.whitelist)
                .hinted("ticket-field-whitelist-hint"),
            validity: field("validity", "ticket-field-validity", &details.validity)
                .hinted("ticket-field-validity-hint")
                .required(),
            validities: [("unlimited", "ticket-field-validity-unlimited"), ("until", "ticket-field-validity-until")],
            valid_until: field("valid_until", "ticket-field-valid-until", &details.valid_until)
                .hinted("ticket-field-valid-until-hint"),
            earliest: renewed.unwrap_or_else(|| calendar::date_of(now)).succ_opt().unwrap_or(NaiveDate::MAX),
            approval_file: field(APPROVAL_FILE, "ticket-field-approval-file", "")
                .hinted("ticket-field-approval-file-hint"),
            approval_files: Files::at(APPROVAL_FILE, desk),
            filing_no: field("filing_no", "ticket-field-filing-no", &details.filing_no)
                .hinted("ticket-field-filing-no-hint"),
            filing_file: field(FILING_FILE, "ticket-field-filing-file", "").hinted("ticket-field-filing-file-hint"),
            filing_files: Files::at(FILING_FILE, desk),
            attachments: field(ATTACHMENTS, "ticket-field-attachments", "").hinted("ticket-field-attachments-hint"),
            attachment_files: Files::at(ATTACHMENTS, desk),
            remarks: field("remarks", "ticket-field-remarks", &details.remarks)
                .hinted("ticket-field-remarks-hint")
                .at_most(lengths::REMARKS),
            risky: reading.map_or(0, Reading::risky),
            refused_ports: labels(desk, |risk| risk.1 == RiskPolicy::RefusedToInternet),
            guarded_ports: guarded(desk),
            days,
            errors,
        })
    }
}

impl Files {
    fn at(field: &str, desk: &Desk) -> Self {
        let here = desk.files.iter().filter(|file| file.field == field);
        let (sent, loose): (Vec<_>, Vec<_>) = here.partition(|file| desk.sent_files.contains(&file.id));
        let shown = |files: Vec<&crate::attachments::Attachment>| files.into_iter().map(UploadedFile::from).collect();
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

fn labels(desk: &Desk, is_wanted: impl Fn((RiskClass, RiskPolicy)) -> bool) -> Vec<PortLabel> {
    let wanted = desk.facts.risks.ports().filter(|risk| is_wanted((risk.class, risk.policy)));
    wanted.map(|risk| PortLabel { ports: risk.ports.to_string(), service: risk.service.to_string() }).collect()
}

fn guarded(desk: &Desk) -> Vec<RiskGroup> {
    let groups = RiskClass::ALL.map(|class| RiskGroup {
        class: class.name(),
        ports: labels(desk, |risk| risk == (class, RiskPolicy::Guarded)),
    });
    groups.into_iter().filter(|group| !group.ports.is_empty()).collect()
}
