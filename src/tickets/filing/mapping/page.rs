//! The page of a form that maps ports.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    reading::Reading,
    row_views::{IpView, RowView},
    rows::MAX_ROWS,
    side::Side,
};
use crate::{
    network::{
        pool::Pool,
        risk::{RiskClass, RiskPolicy},
    },
    policy::Actor,
    text::Text,
    tickets::{
        details::MappingDetails,
        filing::{
            common::{self, Common, Files, TermFields},
            desk::Desk,
            form::{APPROVAL_FILE, FILING_FILE},
            reading,
            sheet::Sheet,
        },
    },
    web::{
        Ctx, filters,
        form::{Errors, Field},
    },
};

#[derive(Template)]
#[template(path = "tickets/mapping_form.html")]
pub struct MappingPage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    term: TermFields,
    long_connection: Field,
    remarks: Field,
    side: Side,
    pool_ip: Field,
    ips: Vec<IpView>,
    rows: Vec<RowView>,
    max_rows: usize,
    /// The names of a row's columns, as they are pasted, and what a row says of itself.
    columns: String,
    says: String,
    pasted_rows: Field,
    whitelist: Field,
    approval_file: Field,
    approval_files: Files,
    filing_no: Field,
    filing_file: Field,
    filing_files: Files,
    risky: usize,
    refused_ports: Vec<PortLabel>,
    guarded_ports: Vec<RiskGroup>,
    days: u64,
}

const LONG_CONNECTION_HINT: &str = "ticket-field-long-connection-mapping-hint";

struct RiskGroup {
    class: Text,
    ports: Vec<PortLabel>,
}

struct PortLabel {
    ports: String,
    service: String,
}

impl MappingPage {
    #[must_use]
    pub fn new(
        ctx: &Ctx,
        who: &Actor,
        sheet: &Sheet,
        details: &MappingDetails,
        errors: Errors,
        now: DateTime<Utc>,
    ) -> Self {
        let (side, desk) = (Side::of(sheet.form.details.kind()), &sheet.desk);
        let reading = match &sheet.reading {
            Some(reading::Reading::Mapping(reading)) => Some(reading),
            _ => None,
        };
        let days = desk.facts.high_risk_days;
        let renewable = desk.facts.renewable(&details.term.renews, now);
        let renewed = renewable.iter().filter_map(|mapping| mapping.period.last_day()).max();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        Self {
            common: Common::new(who, sheet, renewed, &errors),
            term: TermFields::new(&details.term, "ticket-field-validity-hint", renewed, &errors, now),
            long_connection: common::long_connection(&details.long_connection, LONG_CONNECTION_HINT, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            pool_ip: field(side.ip, side.ip_label, &details.public_ip).hinted(side.ip_hint).required(),
            ips: IpView::all(desk, &details.public_ip, who),
            rows: RowView::all(side, details, reading, &errors, days),
            max_rows: MAX_ROWS,
            columns: columns(side),
            says: format!("{}:{} > floating_ip:internal_port", side.ip, side.port),
            pasted_rows: field("pasted_rows", "form-paste-label", &sheet.form.pasted_rows).hinted(side.pasted_hint),
            whitelist: field("whitelist", "ticket-field-whitelist", &details.whitelist)
                .hinted("ticket-field-whitelist-hint"),
            approval_file: field(APPROVAL_FILE, "ticket-field-approval-file", "")
                .hinted("ticket-field-approval-file-hint"),
            approval_files: Files::at(APPROVAL_FILE, desk),
            filing_no: field("filing_no", "ticket-field-filing-no", &details.filing_no)
                .hinted("ticket-field-filing-no-hint"),
            filing_file: field(FILING_FILE, "ticket-field-filing-file", "").hinted("ticket-field-filing-file-hint"),
            filing_files: Files::at(FILING_FILE, desk),
            risky: reading.map_or(0, Reading::risky),
            refused_ports: labels(desk, |risk| side.is_internet() && risk.1 == RiskPolicy::RefusedToInternet),
            guarded_ports: guarded(desk, side.pool),
            days,
            side,
            errors,
            ctx: ctx.clone(),
        }
    }
}

fn columns(side: Side) -> String {
    let columns = [side.port, "floating_ip", "internal_port", "protocol"].join(",");
    if side.is_internet() { columns + ",access_url" } else { columns }
}

fn labels(desk: &Desk, is_wanted: impl Fn((RiskClass, RiskPolicy)) -> bool) -> Vec<PortLabel> {
    let wanted = desk.facts.risks.ports().filter(|risk| is_wanted((risk.class, risk.policy)));
    wanted.map(|risk| PortLabel { ports: risk.ports.to_string(), service: risk.service.to_string() }).collect()
}

/// What is refused to the internet is guarded on the extranet.
fn guarded(desk: &Desk, pool: Pool) -> Vec<RiskGroup> {
    let is_guarded = |policy: RiskPolicy| policy == RiskPolicy::Guarded || pool == Pool::Extranet;
    let groups = RiskClass::ALL.map(|class| RiskGroup {
        class: class.name(),
        ports: labels(desk, |risk| risk.0 == class && is_guarded(risk.1)),
    });
    groups.into_iter().filter(|group| !group.ports.is_empty()).collect()
}
