//! What the ticket asks for, as its page shows it.

use super::{papers::MappingOfRow, sheet::Sheet};
use crate::{
    network::{port::Port, risk::RiskTable},
    text::Text,
    tickets::{
        details::{Details, MappingDetails, MappingRow},
        model::path_of,
    },
    web::record::AttachmentLink,
};

/// Spec 2, `internet-mapping`.
pub struct Facts {
    pub details: MappingDetails,
    pub rows: Vec<Row>,
    pub validity: Text,
    pub filing_files: Vec<AttachmentLink>,
    pub approval_files: Vec<AttachmentLink>,
    pub other_files: Vec<AttachmentLink>,
    /// High-risk ports with the service behind them.
    pub risk: Option<Text>,
}

/// One port on the internet and what it leads to.
pub struct Row {
    pub from: String,
    pub to: String,
    pub protocol: String,
    pub risky: bool,
    pub access_url: String,
    /// What became of it.
    pub mapping: Option<MappingOfRow>,
    /// Its department is to say whether it is still needed.
    pub awaits_recertification: bool,
}

impl Facts {
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let Details::InternetMapping(details) = &sheet.ticket.details;
        let files = |wanted: &dyn Fn(&str) -> bool| {
            let of_form = sheet.files.iter().filter(|file| file.message_id.is_none() && wanted(&file.field));
            of_form.map(|file| link(&sheet.ticket.number, file)).collect()
        };
        Self {
            rows: details.rows.iter().zip(1..).map(|(row, number)| Row::of(sheet, details, row, number)).collect(),
            validity: validity(details),
            filing_files: files(&|field| field == "filing_file"),
            approval_files: files(&|field| field == "approval_file"),
            other_files: files(&|field| field != "filing_file" && field != "approval_file"),
            risk: risk(&sheet.risks, details),
            details: details.clone(),
        }
    }
}

impl Row {
    fn of(sheet: &Sheet, details: &MappingDetails, row: &MappingRow, number: i32) -> Self {
        let mapping = sheet.mappings.iter().rfind(|mapping| mapping.row == number).cloned();
        Self {
            awaits_recertification: mapping.as_ref().is_some_and(|it| it.awaits_recertification(sheet.now)),
            from: format!("{}:{}", details.public_ip, row.public_port),
            to: format!("{}:{}", row.floating_ip, row.internal_port),
            protocol: row.protocol.to_uppercase(),
            risky: risks_of(&sheet.risks, row).next().is_some(),
            access_url: row.access_url.clone(),
            mapping,
        }
    }
}

fn validity(details: &MappingDetails) -> Text {
    match details.validity.as_str() {
        "unlimited" => Text::new("ticket-field-validity-unlimited"),
        "until" if !details.valid_until.is_empty() => {
            Text::new("ticket-valid-through").with("day", details.valid_until.as_str())
        }
        _ => Text::new("record-not-given"),
    }
}

/// `3306 MySQL, 22 SSH`, each once.
fn risk(table: &RiskTable, details: &MappingDetails) -> Option<Text> {
    let mut risky: Vec<String> = details.rows.iter().flat_map(|row| risks_of(table, row)).collect();
    risky.sort();
    risky.dedup();
    (!risky.is_empty()).then(|| Text::new("ticket-high-risk").with("ports", risky.join(", ")))
}

/// A row is high-risk by its public or its internal port; a draft's may be no port at all yet.
fn risks_of<'a>(table: &'a RiskTable, row: &MappingRow) -> impl Iterator<Item = String> + use<'a> {
    let named = move |port: Port| table.lookup(port).map(|risk| format!("{port} {}", risk.service));
    ports_of(row).filter_map(named)
}

fn ports_of(row: &MappingRow) -> impl Iterator<Item = Port> + use<> {
    [&row.public_port, &row.internal_port].map(|port| Port::parse(port).ok()).into_iter().flatten()
}

/// The ports asked for.
pub fn ports(details: &Details) -> Vec<Port> {
    let Details::InternetMapping(details) = details;
    details.rows.iter().flat_map(ports_of).collect()
}

/// A file's address under its ticket.
pub fn link(number: &str, file: &crate::attachments::Attachment) -> AttachmentLink {
    AttachmentLink {
        href: format!("{}/attachments/{}", path_of(number), file.id),
        name: file.file_name.clone(),
        size: file.size,
        image: file.is_image(),
    }
}
