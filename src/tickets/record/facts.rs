//! What the ticket asks for, as its page shows it.

use super::{papers::OpeningOfRow, sheet::Sheet};
use crate::{
    network::{port::Port, risk::RiskTable},
    text::Text,
    tickets::{
        details::{
            AccessDetails, CONSULT, Details, FAULT, Fields, MappingDetails, MappingRow, Said, SupportDetails, Term,
            UNLIMITED, UNTIL, Wish,
        },
        filing::{APPROVAL_FILE, CONSENT_EMAIL, FILING_FILE},
        hours::ANY,
        kind::Kind,
        model::path_of,
    },
    web::record::AttachmentLink,
};

/// What the kinds have in common; what each has of its own is in `rows` and `own`.
pub struct Facts {
    pub rows: Vec<Row>,
    pub own: Vec<Own>,
    pub remarks: String,
    pub renews: String,
    pub papers: Vec<Papers>,
    /// High-risk ports with the service behind them.
    pub risk: Option<Text>,
}

/// A fact of one kind.
pub struct Own {
    pub label: &'static str,
    pub value: String,
    /// In place of a value, what is said in the reader's language.
    pub says: Option<Text>,
    pub class: &'static str,
}

/// Files of one field.
pub struct Papers {
    pub label: &'static str,
    pub files: Vec<AttachmentLink>,
}

/// One thing asked for: from where it leads to where.
pub struct Row {
    pub wish: Wish,
    pub risky: bool,
    pub access_url: String,
    /// What became of it.
    pub opening: Option<OpeningOfRow>,
    /// Its department is to say whether it is still needed.
    pub awaits_recertification: bool,
}

/// The fields that carry papers of their own, and what these are called.
const PAPERS: [(&str, &str); 3] = [
    (FILING_FILE, "ticket-field-filing-file"),
    (APPROVAL_FILE, "ticket-field-approval-file"),
    (CONSENT_EMAIL, "ticket-field-consent-email"),
];

impl Facts {
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let details = &sheet.ticket.details;
        let (own, remarks, risk) = match details.fields() {
            Fields::Mapping(it) => (mapping(details.kind(), it), it.remarks.as_str(), risk(&sheet.risks, it)),
            Fields::Access(it) => (access(sheet, it), it.remarks.as_str(), None),
            Fields::ServerCreate(it) => (Vec::new(), it.remarks.as_str(), None),
            Fields::ServerChange(it) => (Vec::new(), it.remarks.as_str(), None),
            Fields::ServerRecycle(it) => (Vec::new(), it.remarks.as_str(), None),
            Fields::Support(it) => (support(it), "", None),
        };
        Self {
            rows: rows(sheet),
            own,
            remarks: remarks.to_owned(),
            renews: details.renews().to_owned(),
            papers: papers(sheet),
            risk,
        }
    }
}

fn rows(sheet: &Sheet) -> Vec<Row> {
    let typed = match sheet.ticket.details.fields() {
        Fields::Mapping(details) => details.rows.as_slice(),
        Fields::Access(_) | Fields::Support(_) => &[],
        // They open nothing, and have a part of the page of their own.
        Fields::ServerCreate(_) | Fields::ServerChange(_) | Fields::ServerRecycle(_) => return Vec::new(),
    };
    let row = |(wish, number): (Wish, i32)| {
        let opening = sheet.openings.iter().rfind(|opening| opening.row == number).cloned();
        let typed = usize::try_from(number - 1).ok().and_then(|index| typed.get(index));
        Row {
            awaits_recertification: opening.as_ref().is_some_and(|it| it.awaits_recertification(sheet.now)),
            risky: typed.is_some_and(|row| risks_of(&sheet.risks, row).next().is_some()),
            access_url: typed.map(|row| row.access_url.clone()).unwrap_or_default(),
            wish,
            opening,
        }
    };
    sheet.ticket.details.wishes().into_iter().zip(1..).map(row).collect()
}

impl Own {
    pub(super) fn new(label: &'static str, value: &str, class: &'static str) -> Self {
        Self { label, value: value.to_owned(), says: None, class }
    }

    pub(super) fn says(label: &'static str, says: Text) -> Self {
        Self { label, value: String::new(), says: Some(says), class: "" }
    }
}

fn mapping(kind: Kind, details: &MappingDetails) -> Vec<Own> {
    let validity = Own::says("ticket-field-validity", validity(&details.term));
    let whitelist = Own::new("ticket-field-whitelist", &details.whitelist, "full mono");
    if kind == Kind::ExtranetMapping {
        let address = Own::new("ticket-field-extranet-ip", &details.public_ip, "mono");
        return vec![address, validity, long_connection(&details.long_connection), whitelist];
    }
    let address = Own::new("ticket-field-public-ip", &details.public_ip, "mono");
    vec![address, validity, Own::new("ticket-field-filing-no", &details.filing_no, ""), whitelist]
}

fn access(sheet: &Sheet, details: &AccessDetails) -> Vec<Own> {
    let ports = [("ticket-field-tcp-ports", &details.tcp_ports), ("ticket-field-udp-ports", &details.udp_ports)];
    let ports = ports.into_iter().filter(|(_, ports)| !ports.is_empty());
    let ports = ports.map(|(label, ports)| Own::new(label, ports, "mono"));
    let term = Own::says("ticket-field-validity", validity(&details.term));
    let own = match sheet.ticket.kind {
        Kind::ExtranetAccess => vec![translated_ip(sheet, details)],
        Kind::TenantAccess => vec![
            Own::new("ticket-field-source-tenant", &details.source_tenant, ""),
            Own::new("ticket-field-destination-tenant", &details.destination_tenant, ""),
            Own::says("ticket-field-direction", direction(details)),
            term,
        ],
        _ => vec![term],
    };
    own.into_iter().chain(ports).chain([long_connection(&details.long_connection)]).collect()
}

fn support(details: &SupportDetails) -> Vec<Own> {
    let says = |label: &'static str, said: &Said| {
        if said.is_empty() { Own::new(label, "", "") } else { Own::says(label, said.text()) }
    };
    let sort = match details.sort.as_str() {
        FAULT => Own::says("support-field-type", "support-type-fault".into()),
        CONSULT => Own::says("support-field-type", "support-type-consult".into()),
        _ => Own::new("support-field-type", "", ""),
    };
    let hours = match details.contact_hours.as_str() {
        ANY => Own::says("support-field-contact-hours", "support-hours-any".into()),
        hours => Own::new("support-field-contact-hours", hours, ""),
    };
    vec![
        sort,
        says("support-field-severity", &details.called.severity),
        says("support-field-category", &details.called.category),
        says("support-field-problem", &details.called.problem),
        Own::new("support-field-region", &details.called.region, ""),
        hours,
    ]
}

/// As it was opened, or as it was asked for; till then the operator's to fill in.
fn translated_ip(sheet: &Sheet, details: &AccessDetails) -> Own {
    let label = "ticket-field-translated-ip";
    let opened = sheet.openings.iter().find_map(|it| it.translated_ip.as_deref());
    match opened.unwrap_or(&details.translated_ip) {
        "" => Own::says(label, "ticket-translated-ip-left".into()),
        address => Own::new(label, address, "mono"),
    }
}

fn direction(details: &AccessDetails) -> Text {
    let both = details.is_both_ways();
    Text::new(if both { "ticket-field-direction-both" } else { "ticket-field-direction-one-way" })
}

fn long_connection(ticked: &str) -> Own {
    let says = if ticked.is_empty() { "ticket-long-connection-off" } else { "ticket-long-connection-on" };
    Own::says("ticket-field-long-connection", says.into())
}

fn papers(sheet: &Sheet) -> Vec<Papers> {
    let of_form = || sheet.files.iter().filter(|file| file.message_id.is_none());
    let links = |wanted: &dyn Fn(&str) -> bool| -> Vec<AttachmentLink> {
        of_form().filter(|file| wanted(&file.field)).map(|file| link(&sheet.ticket.number, file)).collect()
    };
    let named = PAPERS.map(|(field, label)| Papers { label, files: links(&|it| it == field) });
    let others = links(&|it| PAPERS.iter().all(|(field, _)| *field != it));
    let others = Papers { label: "ticket-text-attachments", files: others };
    named.into_iter().chain([others]).filter(|papers| !papers.files.is_empty()).collect()
}

fn validity(term: &Term) -> Text {
    match term.validity.as_str() {
        UNLIMITED => Text::new("ticket-field-validity-unlimited"),
        UNTIL if !term.valid_until.is_empty() => {
            Text::new("ticket-valid-through").with("day", term.valid_until.as_str())
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
    match details.fields() {
        Fields::Mapping(details) => details.rows.iter().flat_map(ports_of).collect(),
        Fields::Access(_)
        | Fields::ServerCreate(_)
        | Fields::ServerChange(_)
        | Fields::ServerRecycle(_)
        | Fields::Support(_) => vec![],
    }
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
